import * as z from 'zod';
import { TARGET_KINDS } from '../law/target-schema.ts';
import { basisSchema, bilingualSchema } from '../law/source.ts';
import { plainDateSchema, yearSchema } from '../time.ts';
import { budgetProgressSchema } from './budget-progress.ts';
import { decompositionSchema } from './decomposition-book.ts';
import { balanceSchema } from './district-budget.ts';
import { warningSchema } from './early-warning.ts';
import { countedSchema } from './ledger-counted.ts';
import { unitCountDecompositionSchema } from './unit-count.ts';
import { coverageProgressSchema } from './training/coverage-progress.ts';
import { complianceProgressSchema } from './positions/compliance.ts';
import { decisionSchema, orNull, ratioSchema } from './vocabulary.ts';

export const verdictSchema = z
  .strictObject({
    change: ratioSchema.meta({ description: 'Part of the base that was cut; negative when it grew' }),
    metExactly: z.boolean().meta({ description: '"At least" on the exact fraction' }),
    metRounded: z.boolean().meta({ description: 'Under the declared rounding of the required cut' }),
    shortExactly: z.int(),
    shortRounded: z.int(),
  })
  .meta({ id: 'Verdict', description: 'How far a cut has come, in both verdicts' });

const baseSchema = z
  .strictObject({
    year: yearSchema,
    value: z.int().meta({ description: 'Frozen: posts in the base, or units' }),
    baseline: z.string().meta({ description: 'Id of the frozen baseline', example: '2021-1' }),
    hash: z.string(),
    decision: decisionSchema,
  })
  .meta({ id: 'ProgressBase', description: 'The frozen base of a target' });

const requiredSchema = z
  .strictObject({
    cut: z.int().meta({ description: 'To be cut under the declared rounding' }),
    remaining: z.int().meta({ description: 'What may be left at the deadline' }),
    exactly: z.int().meta({ description: 'Least whole number that satisfies "at least" exactly' }),
  })
  .meta({ id: 'RequiredCut', description: 'What the base must yield' });

const glideSchema = z
  .strictObject({
    year: yearSchema,
    target: z.int(),
    actual: orNull(z.int()).meta({ description: 'On 31 December of the year, or on the date measured' }),
  })
  .meta({ id: 'GlidePathYear', description: 'A year-end on the straight line to the target, and what was' });

/** A cut measured against a frozen base: of posts or of units. */
const cutSchema = z
  .strictObject({
    base: baseSchema,
    current: z.int().meta({ description: 'Counted on the date measured, without what is outside the base' }),
    currentWithOutsideBase: z.int(),
    counted: orNull(countedSchema).meta({ description: 'How the posts were counted; null for units' }),
    required: requiredSchema,
    verdict: verdictSchema,
    verdictWithOutsideBase: verdictSchema,
    glidePath: z.array(glideSchema),
    readings: z
      .array(z.strictObject({ id: z.string(), title: bilingualSchema, base: z.int(), required: requiredSchema, verdict: verdictSchema }))
      .meta({ description: 'Other readings of the base' }),
    posts: orNull(decompositionSchema).meta({ description: 'The change of posts by cause; parts sum to the change' }),
    units: orNull(unitCountDecompositionSchema).meta({ description: 'The change of the number of units by cause' }),
  })
  .meta({ id: 'CutProgress', description: 'Progress of a cut' });
export type CutProgress = z.infer<typeof cutSchema>;

/** A share of units; the denominator is itself being cut, so that the share on the base year's denominator stands beside it. */
const shareSchema = z
  .strictObject({
    share: ratioSchema.meta({ description: 'Units that cover their own recurrent spending over all units' }),
    required: z.int().meta({ description: 'Units needed at the present denominator' }),
    met: z.boolean(),
    short: z.int(),
    notAssessed: z.int().meta({ description: 'Units without an assessment in the year: in the denominator only' }),
    assessedIn: z.array(yearSchema).meta({ description: 'Years of the assessments that stand: a group is held for its period' }),
    onBaseDenominator: orNull(ratioSchema).meta({ description: 'The same units over the frozen number of units of the base year' }),
    atBase: orNull(ratioSchema).meta({ description: 'The share in the frozen baseline' }),
  })
  .meta({ id: 'ShareProgress', description: 'Progress of a share of units' });
export type ShareProgress = z.infer<typeof shareSchema>;

export const targetProgressSchema = z
  .strictObject({
    id: z.string(),
    title: bilingualSchema,
    kind: z.enum(TARGET_KINDS),
    state: z.enum(['open', 'closed', 'lapsed', 'not-measured']).meta({
      description:
        'open: the deadline is ahead; closed: measured on the deadline; lapsed: the population ended first; not-measured: see `missing`',
    }),
    deadline: plainDateSchema,
    measuredOn: orNull(plainDateSchema),
    cut: orNull(cutSchema),
    share: orNull(shareSchema),
    budget: orNull(budgetProgressSchema),
    balance: orNull(balanceSchema),
    coverage: orNull(coverageProgressSchema),
    compliance: orNull(complianceProgressSchema),
    warning: orNull(warningSchema).meta({
      description: 'Null when not measured, for money, and where too few people are counted to be shown',
    }),
    missing: z.array(bilingualSchema).meta({ description: 'What is not on record yet' }),
    quotation: z.string(),
    responsible: bilingualSchema,
    basis: z.array(basisSchema),
    records: z.array(z.string()).meta({ description: 'The records that the numbers rest on' }),
  })
  .meta({ id: 'TargetProgress', description: 'Where a target stands' });
export type TargetProgress = z.infer<typeof targetProgressSchema>;

export const progressSchema = z
  .strictObject({ asOf: plainDateSchema, treeVersion: z.int(), targets: z.array(targetProgressSchema) })
  .meta({ id: 'Progress', description: 'Every target as of a date' });
export type Progress = z.infer<typeof progressSchema>;
