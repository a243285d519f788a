import type { Queue } from '../../shared/services/jobs/queue.ts';
import { type Undone, keepHouse } from '../../shared/services/schedule/keep-house.ts';
import type { SystemContext } from '../system-context.ts';

const MINUTE_MS = 60_000;
const EVERY_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

type House = {
  contextOf: SystemContext;
  tenants: () => Promise<string[]>;
  queue: Queue;
  /** Removes what has passed its time, as DynamoDB does by itself. */
  clean: () => Promise<unknown>;
  failed: (undone: { what: Undone['what'] | 'expiry'; error: unknown }) => void;
};

/**
 * What the schedule does on AWS: keeps the digest of each day on which the server runs, and looks after jobs. At the start
 * every job that was under way when the server before ended goes on: nobody else is at work on it.
 */
export async function keepHouseHere({ contextOf, tenants, queue, clean, failed }: House): Promise<void> {
  const keep = async (stalledMilliseconds?: number) => {
    try {
      const contexts = (await tenants()).map((tenant) => contextOf(tenant));
      for (const undone of await keepHouse(contexts, queue, stalledMilliseconds)) failed(undone);
    } catch (error) {
      failed({ what: 'jobs', error });
    }
  };
  const cleaned = () => void clean().catch((error: unknown) => failed({ what: 'expiry', error }));
  setInterval(() => void keep(), EVERY_MS).unref();
  // Reads the whole table: not while people wait for the start.
  setTimeout(cleaned, EVERY_MS).unref();
  setInterval(cleaned, DAY_MS).unref();
  await keep(0);
}
