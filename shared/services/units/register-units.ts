import type { Unit } from '../../domain/unit.ts';
import { Refusal } from '../../errors.ts';
import { permit } from '../access.ts';
import { type Judged, type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { type UnitRegistration, judgeRegistration, unitChange } from './register-unit.ts';

export type UnitRegistrations = { rows: readonly UnitRegistration[]; reason: string | null };

/** Enters many units, parents before children; a row may build on the rows before it. */
export async function registerUnits(ctx: Context, { rows, reason }: UnitRegistrations, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'units');
  // A dry run writes nothing, so later chunks stand on what earlier ones would have entered.
  const rehearsed = dryRun ? (await loadTree(ctx)).copy() : undefined;
  return bulk(
    ctx,
    {
      intent: { verb: 'register-unit', reason, decision: null },
      rows,
      ordered: true,
      keyOf: (row) => row.code,
      judge: async (chunk) => {
        const tree = await loadTree(ctx);
        const standing = rehearsed ?? tree.copy();
        const accepted: Unit[] = [];
        const judged = chunk.map(({ row }): Judged => {
          const unit = refusable(() => judgeRegistration(ctx, standing, row));
          if (unit instanceof Refusal) return unit;
          standing.add(unit);
          accepted.push(unit);
          return { change: unitChange(ctx, undefined, unit) };
        });
        return accepted.length > 0 ? { judged, tree: { judgedOn: tree, units: accepted } } : { judged };
      },
    },
    dryRun,
  );
}
