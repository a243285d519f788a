import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { compareWithTargets, type ProjectionTarget, targetComparisonSchema } from '../projection/compare-with-targets.ts';
import { plannedConversionSchema, plannedReorganisationSchema, projectionInputSchema, projectionStartSchema } from '../projection/input.ts';
import { project } from '../projection/project.ts';
import { type ProjectionResult, projectedPlanSchema, seriesPointSchema } from '../projection/result.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { ratio } from '../ratio.ts';
import { categorySchema, orNull, ratioSchema } from '../vocabulary.ts';
import { surplusLeadership, surplusLeadershipSchema, type UnitLeadership } from './leadership.ts';

export const reorganisationEffectInputSchema = z
  .strictObject({
    start: projectionStartSchema,
    horizon: z.int().min(2026).max(2040).default(2030).meta({ description: 'Targets with a later deadline are not compared' }),
    reorganisations: z.array(plannedReorganisationSchema).max(500).default([]),
    conversions: z.array(plannedConversionSchema).max(500).default([]),
  })
  .meta({
    id: 'ReorganisationEffectInput',
    description: 'Mergers, splits and conversions to be tried, all else standing still',
    example: { start: { baseline: 2025 }, conversions: [{ unit: 'H49.13.01', effectiveFrom: '2027-01-01', band: '2' }] },
  });
export type ReorganisationEffectInput = z.infer<typeof reorganisationEffectInputSchema>;

const count = z.int();
const movedSchema = z.strictObject({ before: count, after: count });

export const reorganisationEffectSchema = z
  .strictObject({
    date: plainDateSchema,
    units: z.strictObject({ before: seriesPointSchema.shape.units, after: seriesPointSchema.shape.units }),
    ended: z.array(z.string()),
    created: z.array(z.string()),
    surplusHeads: count.meta({
      description: 'Heads of units that end, less those of units that begin, one each',
    }),
    leadership: surplusLeadershipSchema,
    posts: z.array(movedSchema.extend({ category: categorySchema, reserve: movedSchema })),
    selfFinancing: z
      .strictObject({
        before: ratioSchema,
        after: ratioSchema,
        onDenominatorBefore: ratioSchema.meta({ description: 'Units of group 1 or 2 afterwards over the public service units there were' }),
      })
      .meta({ description: 'Merging others raises the share without one unit gaining autonomy: the denominators stand beside it' }),
    targets: z.array(z.strictObject({ id: z.string(), before: orNull(targetComparisonSchema), after: orNull(targetComparisonSchema) })),
    plans: z.array(projectedPlanSchema),
  })
  .meta({ id: 'ReorganisationEffect', description: 'What the plans alone change by the end of the horizon' });
export type ReorganisationEffect = z.infer<typeof reorganisationEffectSchema>;

/** Nobody hired and no post given up: what changes is what the plans change. */
const STILL = { replacement: [], surrender: { unreplaced: { numerator: 0, denominator: 1 }, vacant: { numerator: 0, denominator: 1 } } };

const lastOf = ({ series }: ProjectionResult) => series.at(-1) as ProjectionResult['series'][number];

/**
 * What a set of mergers, splits and conversions changes by the end of the horizon, against the same province without them.
 * @param leadership positions of units that have an approved framework; the others are taken with one head
 * @throws Refusal as `project`
 */
export function reorganisationEffect(
  state: ProvinceState,
  { start, horizon, reorganisations, conversions }: ReorganisationEffectInput,
  targets: readonly ProjectionTarget[],
  retires: Retires,
  leadership: ReadonlyMap<string, UnitLeadership> = new Map(),
): ReorganisationEffect {
  const run = (plans: object) => project(state, projectionInputSchema.parse({ start, horizon, drivers: STILL, ...plans }), retires);
  const [without, withPlans] = [run({}), run({ reorganisations, conversions })];
  const [before, after] = [lastOf(without), lastOf(withPlans)];
  const [was, is] = [compareWithTargets(without, targets), compareWithTargets(withPlans, targets)];
  const ended = withPlans.units.filter((unit) => unit.ended !== null).map(({ unit }) => unit);
  const created = withPlans.units.filter((unit) => unit.created !== null).map(({ unit }) => unit);
  const [unitsBefore, unitsAfter] = [before.units['public-service'] ?? 0, after.units['public-service'] ?? 0];
  return {
    date: after.date,
    units: { before: before.units, after: after.units },
    ended,
    created,
    surplusHeads: ended.length - created.length,
    leadership: surplusLeadership(ended, created, leadership),
    posts: before.categories.map(({ category, posts, reserve }, n) => {
      const now = after.categories[n] as (typeof before.categories)[number];
      return { category, before: posts, after: now.posts, reserve: { before: reserve, after: now.reserve } };
    }),
    selfFinancing: {
      before: ratio(before.selfFinancing, unitsBefore),
      after: ratio(after.selfFinancing, unitsAfter),
      onDenominatorBefore: ratio(after.selfFinancing, unitsBefore),
    },
    targets: targets.map(({ id }, n) => ({ id, before: was[n] ?? null, after: is[n] ?? null })),
    plans: withPlans.plans,
  };
}
