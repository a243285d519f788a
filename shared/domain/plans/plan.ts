import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';
import { plainDateSchema, yearSchema } from '../../time.ts';
import { recordReferenceSchema } from '../projection/result.ts';
import { receiptSchema } from '../projection/run.ts';
import { categorySchema, orNull, sectorSchema } from '../vocabulary.ts';
import { reductionPlanInputSchema } from './input.ts';
import { BOUNDS } from './unit-claims.ts';

/** Raised with every change that can change a plan; part of its receipt. */
export const PLAN_ENGINE_VERSION = 'reduction-plan-2';

const count = z.int().min(0);
const exact = z.string().meta({ description: 'Exact: a whole number, or numerator/denominator in lowest terms', example: '7/3' });
const phaseSchema = z.enum(['all-at-once', 'within-vacancies', 'beyond-vacancies']).meta({
  id: 'PlanPhase',
  description:
    'within-vacancies: vacant posts suffice and bound every part. beyond-vacancies: all of them are taken, the rest by the method',
});

export const requiredPostsSchema = z
  .strictObject({
    base: count,
    counted: count.meta({ description: 'At the start, as progress counts' }),
    required: count.meta({ description: 'Of the base, under the verdict that was asked for' }),
    made: z.int().meta({ description: 'base − counted; negative when it grew' }),
    mayRemain: count,
    net: count.meta({ description: 'Still to be cut: counted − mayRemain, never below 0' }),
    fromReserve: count,
    units: count.meta({ description: 'To come from units: net − fromReserve' }),
    years: z.array(
      z.strictObject({
        year: yearSchema,
        mayRemain: z.int().meta({ description: 'Glide path at the end of the year' }),
        cumulative: count.meta({ description: 'To be cut by then' }),
        units: count.meta({ description: 'Of it, from units' }),
      }),
    ),
  })
  .meta({ id: 'RequiredPosts', description: 'What a target still asks for, by year' });

/** A cost of the method: beyond attrition first, then evenness. */
const costSchema = z.strictObject({ beyond: orNull(exact), even: exact }).meta({
  id: 'PlanCost',
  description: 'Cost of one post: max(0, share − attrition)/weight (least disruption only), then (2·share − 1)/weight',
});

export const reasonSchema = z
  .strictObject({
    credit: count.meta({ description: 'Cuts made since the base, taken off the share' }),
    least: count.meta({ description: 'Bounds in posts still to be cut, as the method saw them' }),
    most: count,
    bound: orNull(z.enum([...BOUNDS, 'vacancies'])).meta({
      description: 'What holds the number at one of its bounds; null when none does',
    }),
    quota: orNull(exact).meta({ description: 'Largest remainder: exact share of the total, credit taken off' }),
    remainderRank: orNull(z.int().min(1)).meta({ description: 'Place of its remainder in the node, 1 the largest' }),
    roundedUp: orNull(z.boolean()),
    lastCost: orNull(costSchema).meta({ description: 'Divisor methods: cost of the last post given' }),
    nextCost: orNull(costSchema).meta({ description: 'Cost of the post it would give next' }),
    vacant: count.meta({ description: 'Vacant at the start' }),
    fallingFree: count.meta({ description: 'Free by the deadline without hiring, the vacant ones included' }),
    fromVacancies: count,
    fromRetirements: count,
    beyondAttrition: count.meta({ description: 'Posts that are not free by the deadline by vacancy and statutory retirement alone' }),
  })
  .meta({ id: 'AllocationReason', description: 'Why a unit got its number' });
export type AllocationReason = z.infer<typeof reasonSchema>;

const yearsSchema = z.array(z.strictObject({ year: yearSchema, cut: count }));

export const cellCutSchema = z
  .strictObject({
    category: categorySchema,
    posts: z.int().meta({ description: 'Counted at the start' }),
    cut: count,
    remaining: z.int(),
    years: yearsSchema,
    reason: reasonSchema,
  })
  .meta({ id: 'PlanCategoryCut', description: 'What one category of a unit gives' });

const nodeCategorySchema = z
  .strictObject({ category: categorySchema, cut: count, years: yearsSchema })
  .meta({ id: 'PlanNodeCategory', description: 'What the units of a node give of one category' });

export const categoryPlanSchema = z
  .strictObject({
    category: categorySchema,
    base: z.int().meta({ description: 'Frozen' }),
    counted: z.int().meta({ description: 'At the start' }),
    cut: count,
    fromReserve: count,
    units: count.meta({ description: 'Of the cut, from units' }),
    years: z.array(
      z.strictObject({
        year: yearSchema,
        mayRemain: z.int().meta({ description: 'The category’s own path: counted − cumulative' }),
        cumulative: count.meta({ description: 'To be cut by then, reserve included' }),
        units: count.meta({ description: 'Of it, from units' }),
      }),
    ),
  })
  .meta({ id: 'PlanCategory', description: 'What a target’s cut comes to in one category, by year' });
export type CategoryPlan = z.infer<typeof categoryPlanSchema>;

export const planAllocationSchema = z
  .strictObject({
    unit: z.string(),
    code: z.string(),
    name: z.string(),
    sector: sectorSchema,
    node: z.string(),
    weight: count,
    posts: z.int().meta({ description: 'Counted at the start' }),
    cut: count,
    remaining: z.int(),
    years: yearsSchema.meta({ description: 'They sum to the cut' }),
    categories: z.array(cellCutSchema).meta({ description: 'They sum to the cut, in each year and in all' }),
    reason: reasonSchema,
    records: z.array(recordReferenceSchema),
  })
  .meta({ id: 'PlanAllocation', description: 'What one unit gives, when, and why' });
export type PlanAllocation = z.infer<typeof planAllocationSchema>;

export const planNodeSchema = z
  .strictObject({
    node: z.string().meta({ description: 'Sector, parent unit, or ~PROVINCE' }),
    units: count,
    weight: count,
    least: count.meta({ description: 'Bounds from its units and its own limits' }),
    most: count,
    cut: count,
    years: yearsSchema,
    categories: z.array(nodeCategorySchema),
    phase: phaseSchema,
    reason: orNull(reasonSchema).meta({ description: 'Why the node got its number; null without a hierarchy' }),
  })
  .meta({ id: 'ReductionPlanNode', description: 'What a sector or parent gives, with its bounds' });
export type ReductionPlanNode = z.infer<typeof planNodeSchema>;

export const certificateSchema = z
  .strictObject({
    units: count,
    nodes: count,
    checks: count.meta({ description: 'Sums per node and year, bounds per unit, order of costs or remainders per node' }),
    violations: z.literal(0),
    phase: phaseSchema,
  })
  .meta({ id: 'PlanCertificate', description: 'What was checked of the plan after it was made' });

const planShape = {
  required: requiredPostsSchema,
  nodes: z.array(planNodeSchema),
  categories: z.array(categoryPlanSchema),
  certificate: certificateSchema,
  withoutPeople: z.array(z.string()).meta({ description: 'Units with posts and no reported people: nothing counts as vacant there' }),
};
export const planResultSchema = z.strictObject({ ...planShape, allocations: z.array(planAllocationSchema) });
/** A plan as computed, before it is stored. */
export type PlanResult = z.infer<typeof planResultSchema>;

export const reductionPlanSchema = z
  .strictObject({
    id: z.string(),
    title: orNull(z.string()),
    createdAt: z.string(),
    createdBy: z.string(),
    input: reductionPlanInputSchema,
    receipt: receiptSchema,
    deadline: plainDateSchema,
    ...planShape,
    basis: z.array(basisSchema).min(1),
  })
  .meta({ id: 'ReductionPlan', description: 'A reduction plan as stored; its allocations are read in pages' });
export type ReductionPlan = z.infer<typeof reductionPlanSchema>;

export const reductionPlanHeadSchema = z
  .strictObject({
    id: z.string(),
    title: orNull(z.string()),
    createdAt: z.string(),
    createdBy: z.string(),
    target: z.string(),
    start: plainDateSchema,
    units: count.meta({ description: 'Posts to be cut from units' }),
    parts: z.strictObject({ owner: z.string(), count: z.int().min(1) }),
    hash: z.string().meta({ description: 'SHA-256 of the stored plan' }),
    version: z.int().min(1),
  })
  .meta({ id: 'ReductionPlanHead', description: 'A stored plan in a list' });
export type ReductionPlanHead = z.infer<typeof reductionPlanHeadSchema>;

/** The stored document of a plan. */
export const storedPlanSchema = z.strictObject({ plan: reductionPlanSchema, allocations: z.array(planAllocationSchema) });
export type StoredPlan = z.infer<typeof storedPlanSchema>;
