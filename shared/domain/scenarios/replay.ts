import * as z from 'zod';

const thenAndNow = z.strictObject({ stored: z.string(), today: z.string() });
const hashes = { stored: z.string(), recomputed: z.string() };

export const replaySchema = z
  .strictObject({
    id: z.string(),
    reproduced: z.boolean().meta({ description: 'Computed again from the inputs stored with it, the run is the same to the byte' }),
    sameNumbers: z.boolean().meta({ description: 'The same but for the names of engines and the hash of the law' }),
    run: z
      .strictObject({ kept: z.string().meta({ description: 'SHA-256 that the list shows' }), ...hashes })
      .meta({ description: 'SHA-256 of the run' }),
    result: z.strictObject(hashes).meta({ description: 'SHA-256 of the rows that explain it' }),
    engine: thenAndNow,
    forecastEngine: z.union([thenAndNow, z.null()]).meta({ description: 'Null without a forecast' }),
    rules: thenAndNow.meta({ description: 'SHA-256 of every rule of the law as data' }),
    inputs: z
      .strictObject({ read: z.int(), moved: z.int() })
      .meta({ description: 'Records that the run read, and how many of them, with those that came since, have another version today' }),
  })
  .meta({ id: 'ProjectionReplay', description: 'A run computed again from what is stored with it' });
export type Replay = z.infer<typeof replaySchema>;

const version = z.union([z.int(), z.null()]);
export const movedRecordSchema = z
  .strictObject({
    record: z.string(),
    left: version.meta({ description: 'Version then, or of the left run; null: not read' }),
    right: version.meta({ description: 'Version today, or of the right run; null: not read' }),
  })
  .meta({ id: 'MovedRecord', description: 'A record that two readings saw in different versions' });
export type MovedRecord = z.infer<typeof movedRecordSchema>;

type Reading = readonly { readonly record: string; readonly version: number }[];

/** Records that two readings saw in different versions, or that only one saw, by name. */
export function movedBetween(left: Reading, right: Reading): MovedRecord[] {
  const versions = (reading: Reading) => new Map(reading.map((row) => [row.record, row.version]));
  const [before, after] = [versions(left), versions(right)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((record): MovedRecord => ({ record, left: before.get(record) ?? null, right: after.get(record) ?? null }))
    .filter((row) => row.left !== row.right);
}
