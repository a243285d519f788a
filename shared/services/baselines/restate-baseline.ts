import type { Baseline } from '../../domain/baseline.ts';
import { RESERVE } from '../../domain/posts.ts';
import { type Restated, restate } from '../../domain/restate.ts';
import type { Issuer } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { loadReorganisations } from '../../store/reorganisations.ts';
import { loadTreeVersion } from '../../store/units.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { getBaseline } from './read-baselines.ts';

/** The frozen posts of one issuer as they would lie with the units of a later date, with the proof that nothing was lost or invented. */
export async function restateBaseline(
  ctx: Context,
  year: number,
  asOf: PlainDate,
  issuer: Issuer,
): Promise<{ baseline: Baseline; restated: Restated }> {
  const { baseline, content } = await getBaseline(ctx, year, undefined);
  if (asOf < baseline.date) throw new Refusal('before-baseline', { asOf, date: baseline.date }, 'asOf');
  const cellsOf = (unit: string, posts: (typeof content)['reserve']) =>
    posts.filter((cell) => cell.issuer === issuer).map(({ category, assigned }) => ({ unit, category, posts: assigned }));
  const { tree, reorganisations } = await readLineage(ctx);
  const restated = restate({
    baseline: {
      date: baseline.date,
      cells: content.units.flatMap(({ unit, posts }) => cellsOf(unit, posts)),
      reserve: cellsOf(RESERVE, content.reserve).map(({ category, posts }) => ({ category, posts })),
    },
    reorganisations,
    tree,
    asOf,
  });
  return { baseline, restated };
}

/** Tree and reorganisations of one version: one that comes in between has both read again. */
export async function readLineage(ctx: Context) {
  for (;;) {
    const tree = await loadTree(ctx);
    const reorganisations = await loadReorganisations(ctx.store);
    if ((await loadTreeVersion(ctx.store)) === tree.version) return { tree, reorganisations };
  }
}
