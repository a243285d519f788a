import { MAX_ATTEMPTS } from '../../../shared/domain/jobs/job.ts';
import type { ChunkMessage, Queue } from '../../../shared/services/jobs/queue.ts';

/** Chunks that are carried out side by side. */
const AT_ONCE = 2;
const AGAIN_AFTER_MS = 1_000;

type Delivery = { message: ChunkMessage; times: number };
type Work = (message: ChunkMessage) => Promise<unknown>;

/**
 * The queue of one machine: the process itself, a few chunks at a time. A message whose work fails comes again a little
 * later, as often as a chunk may be begun. Nothing here outlives the process: what was under way is in the table, and the
 * next start sends it again.
 */
export class LocalQueue implements Queue {
  readonly #work: Work;
  readonly #failed: (error: unknown) => void;
  readonly #waiting: Delivery[] = [];
  #working = 0;

  constructor(work: Work, failed: (error: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  send = (messages: readonly ChunkMessage[]): Promise<void> => {
    this.#waiting.push(...messages.map((message) => ({ message, times: 1 })));
    this.#goOn();
    return Promise.resolve();
  };

  #goOn(): void {
    while (this.#working < AT_ONCE) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#working += 1;
      void this.#deliver(next).finally(() => {
        this.#working -= 1;
        this.#goOn();
      });
    }
  }

  async #deliver({ message, times }: Delivery): Promise<void> {
    try {
      await this.#work(message);
    } catch (error) {
      this.#failed(error);
      if (times >= MAX_ATTEMPTS) return;
      const again = () => {
        this.#waiting.push({ message, times: times + 1 });
        this.#goOn();
      };
      setTimeout(again, AGAIN_AFTER_MS * times).unref();
    }
  }
}
