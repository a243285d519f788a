import type { Queue } from '../../shared/services/jobs/queue.ts';
import { type Undone, keepHouse } from '../../shared/services/schedule/keep-house.ts';
import type { SystemContext } from '../system-context.ts';

const EVERY_MS = 15 * 60_000;

type House = {
  contextOf: SystemContext;
  tenants: () => Promise<string[]>;
  queue: Queue;
  failed: (undone: Pick<Undone, 'what' | 'error'>) => void;
};

/**
 * What the schedule does on AWS: keeps the digest of each day on which the server runs, and looks after jobs. At the start
 * every job that was under way when the server before ended goes on: nobody else is at work on it.
 */
export async function keepHouseHere({ contextOf, tenants, queue, failed }: House): Promise<void> {
  const keep = async (stalledMilliseconds?: number) => {
    try {
      const contexts = (await tenants()).map((tenant) => contextOf(tenant));
      for (const undone of await keepHouse(contexts, queue, stalledMilliseconds)) failed(undone);
    } catch (error) {
      failed({ what: 'jobs', error });
    }
  };
  setInterval(() => void keep(), EVERY_MS).unref();
  await keep(0);
}
