import * as z from 'zod';

export const differenceSchema = z
  .strictObject({
    path: z.string().meta({ example: 'drivers.replacement.0.recruits' }),
    left: z.unknown().meta({ description: 'Null where there is nothing' }),
    right: z.unknown().meta({ description: 'Null where there is nothing' }),
  })
  .meta({ id: 'StatedDifference', description: 'Where two requests or models say different things' });
export type StatedDifference = z.infer<typeof differenceSchema>;

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Rows with labels are told apart by them, so that one more in front does not make all of them differ. */
function labelled(rows: readonly unknown[]): Record<string, unknown> {
  const ids = rows.map((row) => (isPlain(row) && typeof row['id'] === 'string' ? row['id'] : undefined));
  const byLabel = ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
  return Object.fromEntries(rows.map((row, n) => [byLabel ? `${ids[n]}` : `${n}`, row]));
}

/** Where two documents differ, by path, down to single values; both lists and objects are followed. */
export function differences(left: unknown, right: unknown, path = ''): StatedDifference[] {
  if (!isPlain(left) || !isPlain(right) || Array.isArray(left) !== Array.isArray(right))
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [{ path, left: left ?? null, right: right ?? null }];
  const [one, other] = [left, right].map((value) => (Array.isArray(value) ? labelled(value) : value)) as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) => differences(one[key], other[key], path === '' ? key : `${path}.${key}`));
}
