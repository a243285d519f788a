import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Meter } from '../../shared/store/store.ts';
import { itemSize } from '../item-size.ts';
import type { Place } from '../place.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import type { PerRequest, Stored } from './cost.ts';
import type { Answered } from './desk.ts';
import type { Use, UseName } from './uses.ts';

/** A use as measured: its last request with the floor of that one, and CPU milliseconds of all of them. */
export type Measured = { rows: number; request: PerRequest; floor: Meter; cpu: Spread };

/** Asks for every use as often as it wants to be; of many, the first two, which meet a cold compiler, are left out. */
export async function measureUses(uses: readonly Use[], say: (line: string) => void): Promise<Record<UseName, Measured>> {
  const measured: [UseName, Measured][] = [];
  for (const { name, rounds, rows, once, floor } of uses) {
    say(name);
    const answers: Answered[] = [];
    for (let round = 0; round < rounds; round++) answers.push(await once(round));
    const cpu = spreadOf(answers.slice(Math.min(2, rounds - 2)).map((answer) => answer.cpu));
    const { read, write, calls, logBytes } = answers.at(-1) as Answered;
    measured.push([name, { rows, request: { read, write, calls, logBytes, cpu: cpu.median }, floor: await floor(), cpu }]);
  }
  return Object.fromEntries(measured) as Record<UseName, Measured>;
}

/** Every item of the place's tenant with its bytes. */
export async function measureStorage({ documents, table, tenant }: Place): Promise<Stored> {
  const stored: Stored = { items: 0, bytes: 0 };
  for (let from: ScanCommandOutput['LastEvaluatedKey'], more = true; more; more = from !== undefined) {
    const page: ScanCommandOutput = await documents.send(
      new ScanCommand({ TableName: table, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const item of page.Items ?? []) {
      if (!String(item['pk']).startsWith(`${tenant}#`)) continue;
      stored.items += 1;
      stored.bytes += itemSize(item);
    }
    from = page.LastEvaluatedKey;
  }
  return stored;
}
