import { type ScanCommandOutput, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { loadDemonstration } from '../functions/local/load-demonstration.ts';
import type { Place } from './place.ts';
import { cpuOf, timeOf } from './statistics.ts';

export type LoadFigures = { seconds: number; cpuSeconds: number; items: number };

/** One full load of the demonstration province into an empty table, through the services; counted item by item afterwards. */
export async function measureLoad(place: Place): Promise<LoadFigures> {
  let milliseconds = 0;
  const cpu = await cpuOf(async () => {
    milliseconds = await timeOf(() => loadDemonstration(place.contextOf));
  });
  return { seconds: milliseconds / 1000, cpuSeconds: cpu / 1000, items: await countItems(place) };
}

async function countItems({ documents, table }: Place): Promise<number> {
  let items = 0;
  for (let after: ScanCommandOutput['LastEvaluatedKey'], more = true; more; more = after !== undefined) {
    const page: ScanCommandOutput = await documents.send(
      new ScanCommand({ TableName: table, Select: 'COUNT', ...(after ? { ExclusiveStartKey: after } : {}) }),
    );
    items += page.Count ?? 0;
    after = page.LastEvaluatedKey;
  }
  return items;
}
