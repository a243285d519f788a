import { sentence } from '../../problems/index.ts';
import type { CatalogueEntry } from '../../law/positions/catalogue.ts';
import { regimeOf } from '../../law/positions/regimes.ts';
import { yearOf } from '../../time.ts';
import { groupCounts } from './catalogue.ts';
import { type Check, type Finding, isFor } from './check.ts';
import { checkPosition } from './check-position.ts';
import type { Override } from './framework.ts';
import { capsOn, gradeCaps } from './grade-caps.ts';
import type { FrameworkInput, Position } from './position.ts';

/** What a framework is judged by, as of its day of effect. */
export type FrameworkGround = {
  catalogue: ReadonlyMap<string, CatalogueEntry>;
  /** Posts assigned to the unit that year, of the population that the framework arranges; null when none are recorded. */
  assigned: number | null;
  /** Groups 1 and 2 and science bodies: no grade ratios (Decree 232/2026, Điều 10 khoản 3). */
  ratioExempt: boolean;
};

/**
 * Every check of a framework that does not hold, in the order of its positions: what blocks an approval, what may be
 * excused with a reason, and what is noted. Sources: Decree 232/2026, Điều 8 and 10, and its forerunners.
 */
export function checkFramework(input: FrameworkInput, ground: FrameworkGround, overrides: readonly Override[] = []): Check[] {
  const regime = regimeOf(input.regime);
  const counts = groupCounts(input.regime, ground.catalogue.values());
  const groups = new Map(input.positions.map(({ code, group }) => [code, group]));
  const findings = input.positions.flatMap((position, index) => [
    ...checkPosition(position, index, { regime, entry: ground.catalogue.get(position.code), counts, groups }),
    ...checkGradePosts(position, index, input, ground),
  ]);
  return [...findings, ...checkPosts(input, ground)].map((finding) => checkOf(finding, overrides));
}

/** Posts by grade against the position's posts and against the caps on its highest grades. */
function checkGradePosts(
  { code, posts, grades, gradePosts }: Position,
  index: number,
  { regime, effectiveFrom }: FrameworkInput,
  { ratioExempt }: FrameworkGround,
): Finding[] {
  const sum = gradePosts.reduce((total, one) => total + one.posts, 0);
  const field = `positions.${index}.gradePosts`;
  const about = { position: code, field };
  const stray =
    gradePosts.some(({ grade }) => !grades.includes(grade)) || new Set(gradePosts.map(({ grade }) => grade)).size < gradePosts.length;
  const differs: Finding[] =
    sum > posts || stray ? [{ ...about, check: 'grade-posts-differ', force: 'block', data: { sum, posts }, ground: null }] : [];
  const caps = capsOn(regime, effectiveFrom);
  if (caps === undefined || ratioExempt) return differs;
  const held = new Map(gradePosts.map((one) => [one.grade, one.posts]));
  const over = gradeCaps(caps.value, grades, posts, held).flatMap((state): Finding[] => {
    if (!state.over) return [];
    const { grade, allowed, cap } = state;
    const data = { position: code, grade, held: state.held, allowed, posts, cap: `${cap.numerator}/${cap.denominator}` };
    // Units that sector law lets decide are exempt as well; no register says which they are.
    return [
      state.belowOne
        ? { ...about, check: 'grade-cap-below-one', force: 'note', data, ground: caps }
        : { ...about, check: 'grade-over-ratio', force: 'excusable', data, ground: caps },
    ];
  });
  return [...differs, ...over];
}

/** Posts of the framework against those assigned. Support is left out of both: its people are mostly on contract, outside the count. */
function checkPosts({ positions, effectiveFrom }: FrameworkInput, { assigned }: FrameworkGround): Finding[] {
  const year = yearOf(effectiveFrom);
  const framed = positions.reduce((sum, { group, posts }) => (group === 'support' ? sum : sum + posts), 0);
  const find = (check: Finding['check'], force: Finding['force']): Finding[] => [
    { check, position: null, field: 'positions', force, data: { framed, assigned, year }, ground: null },
  ];
  if (assigned === null) return find('posts-not-recorded', 'note');
  if (framed > assigned) return find('posts-above-assigned', 'excusable');
  return framed < assigned ? find('posts-below-assigned', 'note') : [];
}

function checkOf(finding: Finding, overrides: readonly Override[]): Check {
  const { check, position, field, force, data, ground } = finding;
  const blocking = force !== 'note';
  const override = force === 'excusable' ? overrides.find((each) => isFor(each, finding)) : undefined;
  return {
    check,
    position,
    field,
    blocking,
    overridable: force === 'excusable',
    overridden: override?.reason ?? null,
    data,
    message: { vi: sentence(check, data, 'vi'), en: sentence(check, data, 'en') },
    act: ground?.source.act ?? null,
    article: ground?.source.article ?? null,
    sourceStatus: ground?.source.sourceStatus ?? null,
  };
}

/** What still stands in the way of an approval; of a submission, only what cannot be excused. */
export const blockers = (checks: readonly Check[], at: 'submission' | 'approval'): Check[] =>
  checks.filter(({ blocking, overridable, overridden }) => blocking && overridden === null && (at === 'approval' || !overridable));
