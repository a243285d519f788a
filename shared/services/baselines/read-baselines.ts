import type { Baseline, BaselineContent } from '../../domain/baseline.ts';
import { loadBaseline, loadBaselineContent, loadBaselines } from '../../store/baselines.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { found } from '../read-record.ts';

/** Every baseline, superseded ones included, by year and edition. */
export async function listBaselines(ctx: Context): Promise<Baseline[]> {
  permit(ctx, 'read', 'baselines');
  return loadBaselines(ctx.store);
}

/** The baseline of a year that is in force, or an edition of it, with its frozen content. */
export async function getBaseline(
  ctx: Context,
  year: number,
  edition: number | undefined,
): Promise<{ baseline: Baseline; content: BaselineContent }> {
  permit(ctx, 'read', 'baselines');
  const baseline =
    edition === undefined
      ? await loadBaseline(ctx.store, year)
      : (await loadBaselines(ctx.store)).find((one) => one.year === year && one.edition === edition);
  const known = found(baseline, { record: 'baseline', id: edition === undefined ? `${year}` : `${year}-${edition}` });
  return { baseline: known, content: await loadBaselineContent(ctx.store, known) };
}
