import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import { readCoverage } from '../../shared/services/training/read-coverage.ts';
import type { Context } from '../../shared/services/context.ts';
import { STAFF_SHARDS, TRAINING_SHARDS } from '../../shared/store/keys.ts';
import type { Item } from '../../shared/store/store.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import { Floor } from '../floor.ts';
import { itemSize } from '../item-size.ts';
import type { Place } from '../place.ts';
import { type Spread, interleaved, ratios, spreadOf, timeOf } from '../statistics.ts';

/** A reading of the coverage: capacity read, the least for which its items can be read, and milliseconds beside a bare client's. */
export type Reading = { consumed: number; floor: number; time: Spread; bare: Spread; ratio: Spread };
export type CoverageFigures = { people: number; attendances: number; bytes: number; first: Reading; again: Reading };

const YEAR = +DEMONSTRATION.asOf.slice(0, 4);
const range = (length: number): number[] => Array.from({ length }, (_, number) => number);

/** Coverage of the whole province in a year: the first time in a process, and again in one that knows the people. */
export async function measureCoverage(place: Place, rounds: number): Promise<CoverageFigures> {
  const kept = place.contextOf('home-affairs').staff;
  const contextOf = (staff: Context['staff']): Context => ({ ...place.contextOf('home-affairs'), staff, today: DEMONSTRATION.today });
  const read = (ctx: Context) => readCoverage(ctx, { year: YEAR, asOf: DEMONSTRATION.asOf }, { limit: 50 });
  await read(contextOf(kept));
  const consumed = async (staff: Context['staff']): Promise<number> => {
    const ctx = contextOf(staff);
    await read(ctx);
    return ctx.store.meter.read;
  };
  const { keys } = contextOf(kept).store;
  const filed = range(STAFF_SHARDS).map(keys.staffShard);
  const lists = [...range(TRAINING_SHARDS).map((shard) => keys.attendanceShard(YEAR, shard)), keys.coursesOfYear(YEAR)];
  const counts = keys.staffCounts();
  const measured = await interleaved(
    {
      first: () => timeOf(() => read(contextOf(new Map()))),
      again: () => timeOf(() => read(contextOf(kept))),
      bareFirst: () => timeOf(() => readBare(place, [counts, ...filed, ...lists])),
      bareAgain: () => timeOf(() => readBare(place, [counts, ...lists])),
    },
    rounds,
  );
  const { store } = contextOf(kept);
  const all = async (partitions: readonly string[]): Promise<Item[]> => (await Promise.all(partitions.map((pk) => store.all(pk)))).flat();
  const tree = await store.get(keys.tree());
  const people = onePerPerson(await all(filed));
  const [versions, training] = [await all([counts]), await all(lists)];
  const needed = () => new Floor().get(tree).query(training);
  const side = (time: number[], bare: number[]) => ({ time: spreadOf(time), bare: spreadOf(bare), ratio: spreadOf(ratios(time, bare)) });
  return {
    people: people.length,
    attendances: training.filter((item) => item['staff'] !== undefined).length,
    bytes: [...people, ...training].reduce((sum, item) => sum + itemSize(item), 0),
    first: { consumed: await consumed(new Map()), floor: needed().query(people).read, ...side(measured.first, measured.bareFirst) },
    again: { consumed: await consumed(kept), floor: needed().query(versions).read, ...side(measured.again, measured.bareAgain) },
  };
}

/** Of a person filed under several units one record is enough. */
export const onePerPerson = (filed: readonly Item[]): Item[] => [...new Map(filed.map((item) => [item['id'], item])).values()];

/** Reads whole partitions at the same time, as plain objects, and does nothing with them. */
async function readBare({ documents, table }: Place, partitions: readonly string[]): Promise<void> {
  await Promise.all(
    partitions.map(async (pk) => {
      for (let after: QueryCommandOutput['LastEvaluatedKey'], more = true; more; more = after !== undefined) {
        const page: QueryCommandOutput = await documents.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': pk },
            ConsistentRead: true,
            ...(after ? { ExclusiveStartKey: after } : {}),
          }),
        );
        after = page.LastEvaluatedKey;
      }
    }),
  );
}
