import * as z from 'zod';
import { TARGET_KINDS } from '../../law/target-schema.ts';
import { cutRoundingSchema } from '../../law/rounding.ts';
import { plainDateSchema } from '../../time.ts';
import { ageCellSchema } from '../age-profile.ts';
import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import { recordReferenceSchema } from '../projection/result.ts';
import type { ProvinceState } from '../projection/state.ts';
import {
  autonomyBandSchema,
  categorySchema,
  fractionSchema,
  orNull,
  sectorSchema,
  unitKindSchema,
  unitLevelSchema,
} from '../vocabulary.ts';
import { scopeAnswerOrNull } from './scope.ts';

const postsCells = z.array(z.strictObject({ category: categorySchema, posts: z.int(), outsideBase: z.int() }));

const stateSchema = z.strictObject({
  date: plainDateSchema,
  units: z.array(
    z.strictObject({
      key: z.string(),
      code: z.string(),
      name: z.string(),
      kind: unitKindSchema,
      level: unitLevelSchema,
      sector: sectorSchema,
      band: orNull(autonomyBandSchema),
      posts: postsCells,
      cells: orNull(z.array(ageCellSchema)),
      headcount: orNull(z.array(z.strictObject({ category: categorySchema, present: z.int().min(0) }))),
      records: z.array(recordReferenceSchema),
    }),
  ),
  reserve: postsCells,
  reserveRecords: z.array(recordReferenceSchema),
  notAlive: z.array(z.strictObject({ code: z.string(), established: plainDateSchema, dissolved: orNull(plainDateSchema) })),
}) satisfies z.ZodType<ProvinceState>;

const targetSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(TARGET_KINDS),
  amount: fractionSchema,
  rounding: cutRoundingSchema,
  deadline: plainDateSchema,
  populationEnds: plainDateSchema.optional(),
  population: z.strictObject({
    categories: orNull(z.array(categorySchema)),
    unitKinds: orNull(z.array(unitKindSchema)),
    levels: orNull(z.array(unitLevelSchema)),
  }),
  base: orNull(z.int()),
  scopeTransfers: z.int(),
  carriedOver: z.int().min(0),
}) satisfies z.ZodType<ProjectionTarget>;

/** Everything that a run was computed from, kept with it: it is computed again from this alone. */
export const runInputsSchema = z.strictObject({
  state: stateSchema,
  targets: z.array(targetSchema),
  scope: scopeAnswerOrNull,
  records: z.array(recordReferenceSchema),
});
export type RunInputs = z.infer<typeof runInputsSchema>;

/** A target as it is kept: what measuring needs of it and no more. */
export function keptTarget(target: ProjectionTarget): RunInputs['targets'][number] {
  const { id, kind, amount, rounding, deadline, populationEnds, population, base, scopeTransfers, carriedOver = 0 } = target;
  const { categories, unitKinds, levels } = population;
  const counted = {
    categories: categories && [...categories],
    unitKinds: unitKinds && [...unitKinds],
    levels: levels && [...levels],
  };
  const kept = { id, kind, amount, rounding, deadline, population: counted, base, scopeTransfers, carriedOver };
  return populationEnds === undefined ? kept : { ...kept, populationEnds };
}
