import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import { Scope } from './access.ts';
import type { Context } from './context.ts';
import { loadTree } from './load-tree.ts';
import { refusable } from './refusable.ts';

/**
 * For a bulk request: the permanent key that each row's code names (an unknown code keeps its own spelling), and for
 * each key why it may not be written about, if so. Judged once for the request.
 */
export async function scopedKeys<T extends { unit: string }>(
  ctx: Context,
  rows: readonly T[],
  date: PlainDate,
): Promise<{ keyOf: (row: T) => string; refusalOf: (unit: string) => Refusal | undefined }> {
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const keyOf = (row: T) => tree.find(row.unit)?.key ?? row.unit;
  const refusals = new Map<string, Refusal>();
  for (const unit of new Set(rows.map(keyOf))) {
    if (!tree.find(unit)) {
      refusals.set(unit, new Refusal('unknown-unit', { unit }, 'unit'));
      continue;
    }
    const refused = refusable(() => scope.requireWrite(unit, date));
    if (refused instanceof Refusal) refusals.set(unit, refused);
  }
  return { keyOf, refusalOf: (unit) => refusals.get(unit) };
}
