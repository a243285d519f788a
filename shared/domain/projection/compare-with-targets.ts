import * as z from 'zod';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import type { Target } from '../../law/target-schema.ts';
import { attainment } from '../cut.ts';
import { RESERVE } from '../posts.ts';
import { requirementOf, requirementSchema } from '../requirement.ts';
import { type Category, orNull, ratioSchema } from '../vocabulary.ts';
import { type ProjectionResult, unroundedSchema } from './result.ts';
import { halfUp, unrounded } from './shown.ts';

/** A target as a projection needs it, with its base in whole posts or units; null when the base is not on record. */
export type ProjectionTarget = Pick<Target, 'id' | 'kind' | 'amount' | 'rounding' | 'deadline' | 'populationEnds'> & {
  readonly population: Pick<Target['population'], 'categories' | 'unitKinds' | 'levels'>;
  readonly base: number | null;
  /** Net scope transfers into the population between the base and the start of the run: no part of what is counted. */
  readonly scopeTransfers: number;
  /** Whole posts missing from 2016–2021 that are to be cut besides; 0 when left out. */
  readonly carriedOver?: number;
};

const attainmentShape = {
  change: ratioSchema,
  metExactly: z.boolean(),
  metRounded: z.boolean(),
  shortExactly: z.int(),
  shortRounded: z.int(),
};

export const targetComparisonSchema = z
  .strictObject({
    id: z.string(),
    deadline: plainDateSchema,
    base: z.int().nullable(),
    required: orNull(requirementSchema).meta({ description: 'Null without a base, and in runs stored before it was shown' }),
    status: z.enum(['projected', 'not-projected', 'no-base', 'lapsed', 'before-start', 'beyond-horizon', 'between-dates']).meta({
      description:
        'not-projected: no cut of posts or units. lapsed: its population ends before the deadline. between-dates: the deadline is no date of the run',
    }),
    projected: orNull(
      z.strictObject({
        counted: z.int().meta({
          description:
            'Assigned posts plus reserve minus what is outside the base and net scope transfers in, of an expectation rounded up; or living units',
        }),
        unrounded: unroundedSchema.optional().meta({ description: 'Of `counted`, in runs in expectation' }),
        reserve: z.int().meta({ description: 'Part of it that is in reserve' }),
        outsideBase: z.int().meta({ description: 'Left out of it: posts outside the base' }),
        scopeTransfers: z
          .int()
          .meta({ description: 'Left out of it: net scope transfers in since the base; what plans of the run send outside counts as out' }),
        ...attainmentShape,
        withOutsideBase: z
          .strictObject({ counted: z.int(), ...attainmentShape })
          .meta({ description: 'The same with what was left out: posts outside the base and scope transfers' }),
      }),
    ),
  })
  .meta({ id: 'TargetComparison', description: 'A target at its deadline, as projected' });
export type TargetComparison = z.infer<typeof targetComparisonSchema>;

type Count = { counted: number; unrounded?: string; reserve: number; outsideBase: number; scopeTransfers: number };

function countUnits({ units }: ProjectionResult, { population: { unitKinds, levels } }: ProjectionTarget, date: PlainDate): Count {
  const counted = units.filter(({ kind, level, created, ended }) => {
    const alive = (created === null || created <= date) && (ended === null || date < ended);
    return alive && (unitKinds === null || unitKinds.includes(kind)) && (levels === null || levels.includes(level));
  }).length;
  return { counted, reserve: 0, outsideBase: 0, scopeTransfers: 0 };
}

/**
 * Semantics of progress: posts of the matching units and the reserve, less those outside the base and net scope transfers in. Whole
 * per category of the province; where a population or a conversion cuts through a post of an expectation, rounded up, so that no
 * verdict rests on a part of a post, and what is left out so that the parts sum. What a plan sends outside has left by a change of scope and is no cut; posts outside the base were never counted.
 */
function countPosts(
  { rows, units, plans, scale }: ProjectionResult,
  { population: { categories, unitKinds, levels }, scopeTransfers }: ProjectionTarget,
  at: number,
  date: PlainDate,
): Count {
  const inPopulation = new Set([
    RESERVE,
    ...units.filter(({ kind, level }) => (unitKinds?.includes(kind) ?? true) && (levels?.includes(level) ?? true)).map(({ unit }) => unit),
  ]);
  const counts = (unit: string, category: Category) => inPopulation.has(unit) && (categories?.includes(category) ?? true);
  const sum = { posts: 0, reserve: 0, outsideBase: 0, sentOutside: 0 };
  for (const { unit, category, posts, outsideBase } of rows) {
    if (!counts(unit, category)) continue;
    sum.posts += posts[at] as number;
    sum.outsideBase += outsideBase[at] as number;
    if (unit === RESERVE) sum.reserve += posts[at] as number;
  }
  for (const { effectiveFrom, moves } of plans)
    if (effectiveFrom <= date)
      for (const { from, to, category, posts, outsideBase } of moves)
        if (to === 'outside' && counts(from, category)) sum.sentOutside += posts - outsideBase;
  const exact = sum.posts - sum.outsideBase + sum.sentOutside - scopeTransfers * scale;
  const text = unrounded(exact, scale);
  const counted = Math.ceil(exact / scale);
  const net = scopeTransfers - halfUp(sum.sentOutside, scale);
  const outsideBase = Math.ceil(sum.posts / scale) - counted - net;
  return {
    counted,
    ...(text === undefined ? {} : { unrounded: text }),
    reserve: halfUp(sum.reserve, scale),
    outsideBase,
    scopeTransfers: net,
  };
}

function statusOf({ kind, base, deadline, populationEnds }: ProjectionTarget, { dates }: ProjectionResult): TargetComparison['status'] {
  if (kind !== 'post-cut' && kind !== 'unit-count-cut') return 'not-projected';
  if (populationEnds !== undefined && populationEnds < deadline) return 'lapsed';
  if (deadline < (dates[0] as PlainDate)) return 'before-start';
  if (deadline > (dates.at(-1) as PlainDate)) return 'beyond-horizon';
  if (!dates.includes(deadline)) return 'between-dates';
  return base === null ? 'no-base' : 'projected';
}

/**
 * Each target at its deadline, as the run projects it, in the order given: what is counted, without and with the posts
 * outside the base and the scope transfers, and both verdicts. Where there is no answer, `status` says why.
 */
export function compareWithTargets(result: ProjectionResult, targets: readonly ProjectionTarget[]): TargetComparison[] {
  return targets.map((target) => {
    const { id, kind, deadline, base, amount: cut, rounding, carriedOver } = target;
    const status = statusOf(target, result);
    const required = base === null ? null : requirementOf(target);
    if (status !== 'projected' || base === null) return { id, deadline, base, required, status, projected: null };
    const at = result.dates.indexOf(deadline);
    const count = kind === 'unit-count-cut' ? countUnits(result, target, deadline) : countPosts(result, target, at, deadline);
    const all = count.counted + count.outsideBase + count.scopeTransfers;
    const withOutsideBase = { counted: all, ...attainment({ base, current: all, cut, rounding, carriedOver }) };
    return {
      id,
      deadline,
      base,
      required,
      status,
      projected: { ...count, ...attainment({ base, current: count.counted, cut, rounding, carriedOver }), withOutsideBase },
    };
  });
}
