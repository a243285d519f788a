import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { Refusal } from '../../shared/errors.ts';
import type { ChunkMessage, Queue } from '../../shared/services/jobs/queue.ts';

/** SQS takes ten messages at a time. */
const AT_ONCE = 10;

/** The queue on AWS. What SQS does not take is refused as busy: the job is stored, and a repeat or the schedule sends again. */
export function sqsQueue({ region, url }: { region: string; url: string }): Queue {
  const client = new SQSClient({
    region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  return {
    send: async (messages) => {
      for (let start = 0; start < messages.length; start += AT_ONCE) await sendSome(client, url, messages.slice(start, start + AT_ONCE));
    },
  };
}

async function sendSome(client: SQSClient, url: string, messages: readonly ChunkMessage[]): Promise<void> {
  const Entries = messages.map((message, index) => ({ Id: `${index}`, MessageBody: JSON.stringify(message) }));
  const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries })).catch((error: unknown) => {
    console.error(JSON.stringify({ level: 'error', what: 'SQS did not take messages', error: String(error) }));
    throw new Refusal('busy');
  });
  if ((sent.Failed ?? []).length > 0) throw new Refusal('busy');
}
