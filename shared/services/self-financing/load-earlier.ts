import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import { yearsLookedBackAt } from '../../domain/self-financing-warnings.ts';
import { loadSelfFinancing } from '../../store/self-financing.ts';
import type { Context } from '../context.ts';

/** Of each unit the records that the warnings of a year look back at, newest first; in the order of the units. */
export async function loadEarlier(ctx: Context, units: readonly string[], year: number): Promise<SelfFinancingRecord[][]> {
  const years = yearsLookedBackAt(year);
  const records = await loadSelfFinancing(
    ctx.store,
    units.flatMap((unit) => years.map((earlier) => ({ unit, year: earlier }))),
  );
  return units.map((_, index) => records.slice(index * years.length, (index + 1) * years.length).filter((record) => record !== undefined));
}
