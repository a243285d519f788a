import type { Queue } from '../../shared/services/jobs/queue.ts';

/** The queue on AWS, its client loaded when the first message is sent: most processes never send one. */
export function queueOnDemand(place: { region: string; url: string }): Queue {
  let queue: Promise<Queue> | undefined;
  return {
    send: async (messages) => {
      if (messages.length === 0) return;
      queue ??= import('./sqs-queue.ts').then(({ sqsQueue }) => sqsQueue(place));
      await (await queue).send(messages);
    },
  };
}
