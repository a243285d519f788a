import { documentsOf } from '../../shared/store/store.ts';
import { realWorld } from '../api/world.ts';
import { readEnvironment } from '../environment.ts';
import { systemContext } from '../system-context.ts';
import { tableClient } from '../table-client.ts';
import { serviceEnvironmentSchema } from './environment.ts';
import { queueOnDemand } from './queue-on-demand.ts';
import { type SqsRecord, workOff } from './worker.ts';

const environment = readEnvironment(serviceEnvironmentSchema, process.env);
const world = realWorld();
const documents = documentsOf(tableClient({ region: environment.AWS_REGION }));
const contextOf = systemContext({ documents, table: environment.BIENCHE_TABLE, world });
const queue = queueOnDemand({ region: environment.AWS_REGION, url: environment.BIENCHE_QUEUE });

/** What SQS calls with some messages: those that are to come again are named, the others are done with. */
export const handler = async (event: { Records: readonly SqsRecord[] }, invocation: { getRemainingTimeInMillis: () => number }) => {
  const again = await workOff(event.Records, {
    contextOf,
    queue,
    now: world.now,
    remaining: () => invocation.getRemainingTimeInMillis(),
    print: (line) => process.stdout.write(`${JSON.stringify({ stage: environment.BIENCHE_STAGE, ...line })}\n`),
  });
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
};
