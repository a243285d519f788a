import { keepHouse } from '../../shared/services/schedule/keep-house.ts';
import { documentsOf } from '../../shared/store/store.ts';
import { realWorld } from '../api/world.ts';
import { readEnvironment } from '../environment.ts';
import { serviceEnvironmentSchema } from '../jobs/environment.ts';
import { queueOnDemand } from '../jobs/queue-on-demand.ts';
import { systemContext, tenantsOf } from '../system-context.ts';
import { tableClient } from '../table-client.ts';

const environment = readEnvironment(serviceEnvironmentSchema, process.env);
const place = {
  documents: documentsOf(tableClient({ region: environment.AWS_REGION })),
  table: environment.BIENCHE_TABLE,
  world: realWorld(),
};
const contextOf = systemContext(place);
const queue = queueOnDemand({ region: environment.AWS_REGION, url: environment.BIENCHE_QUEUE });

/**
 * What the schedule calls: the digest of the day and the jobs of every tenant. Ends as a failure, which its alarm sees, when
 * anything could not be done; the next call tries it again.
 */
export const handler = async () => {
  const tenants = await tenantsOf(place);
  const undone = await keepHouse(
    tenants.map((tenant) => contextOf(tenant)),
    queue,
  );
  const told = undone.map(({ tenant, what, error }) => ({
    tenant,
    what,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  process.stdout.write(`${JSON.stringify({ stage: environment.BIENCHE_STAGE, tenants: tenants.length, undone: told })}\n`);
  if (undone.length > 0) throw new Error(`not done: ${undone.map(({ tenant, what }) => `${what} of ${tenant}`).join(', ')}`);
  return { tenants: tenants.length };
};
