import * as z from 'zod';
import { allocationMethodSchema } from '../allocation/input.ts';
import { impersonalText } from '../impersonal-text.ts';
import { projectionStartSchema } from '../projection/input.ts';
import { unitCodeSchema } from '../unit.ts';
import { fractionSchema, sectorSchema } from '../vocabulary.ts';

const posts = z.int().min(0).max(1_000_000);

export const HIERARCHIES = ['none', 'sector', 'parent'] as const;
export const hierarchySchema = z.enum(HIERARCHIES).meta({
  id: 'PlanHierarchy',
  description: 'none: all units at once; sector, parent: first to the sectors or parent units, then to the units of each',
});

const exemptionSchema = z
  .union([z.strictObject({ sector: sectorSchema }), z.strictObject({ unit: unitCodeSchema })])
  .meta({ id: 'PlanExemption', description: 'A sector or one unit that gives nothing' });

export const unitLimitSchema = z
  .strictObject({
    unit: unitCodeSchema,
    floor: posts.optional().meta({ description: 'Least cut, before the credit for cuts already made' }),
    cap: posts.optional().meta({ description: 'Greatest cut, before the credit for cuts already made' }),
    minimum: posts.optional().meta({ description: 'Norm of the minimum kind: posts that must remain, so a cap on the cut' }),
  })
  .meta({ id: 'PlanUnitLimit', description: 'Limits of one unit’s cut' });
export type UnitLimit = z.infer<typeof unitLimitSchema>;

export const nodeLimitSchema = z
  .strictObject({
    node: z.string().min(1).max(64).meta({ description: 'A sector, or the code of a parent unit, as the hierarchy says' }),
    floor: posts.optional(),
    cap: posts.optional(),
  })
  .meta({ id: 'PlanNodeLimit', description: 'Least and greatest cut of a sector or parent as a whole, in posts still to be cut' });
export type NodeLimit = z.infer<typeof nodeLimitSchema>;

export const reductionPlanInputSchema = z
  .strictObject({
    title: impersonalText(200).optional(),
    note: impersonalText(2000).optional(),
    target: z.string().min(1).max(60).meta({ description: 'A target that cuts posts', example: 'payroll-2030' }),
    start: projectionStartSchema.meta({ description: 'Registers on a date, or a frozen baseline: what has been cut by then is done' }),
    verdict: z.enum(['rounded', 'exact']).default('rounded').meta({
      description: 'Whether the required cut is that of the declared rounding or the least that satisfies "at least" exactly',
    }),
    path: z.enum(['target', 'from-start']).default('target').meta({
      description: 'Glide path: the straight line from the base year to the deadline, or from the start to the deadline',
    }),
    method: allocationMethodSchema,
    hierarchy: hierarchySchema.default('none'),
    weights: z.enum(['base', 'posts']).default('base').meta({
      description: 'In proportion to what: posts of the frozen base as today’s units hold them, or posts at the start',
    }),
    creditCutsMade: z.boolean().default(true).meta({ description: 'A unit’s cuts since the base count towards its share' }),
    vacanciesFirst: z.boolean().default(true).meta({ description: 'Vacant posts everywhere before any post that somebody holds' }),
    fromReserve: posts.default(0).meta({ description: 'Posts given up out of the reserve, before the units' }),
    largestShare: fractionSchema.optional().meta({ description: 'No unit gives more than this part of its posts' }),
    exemptions: z.array(exemptionSchema).max(2000).default([]),
    limits: z.array(unitLimitSchema).max(5000).default([]),
    nodeLimits: z.array(nodeLimitSchema).max(1000).default([]),
  })
  .meta({
    id: 'ReductionPlanInput',
    description: 'Which target is to be reached from where, and how its cut is given out to units',
    example: {
      target: 'payroll-2030',
      start: { baseline: 2025 },
      method: 'sainte-lague',
      hierarchy: 'sector',
      exemptions: [{ sector: 'health' }],
    },
  });
/** A parsed request: every default filled in. */
export type ReductionPlanInput = z.infer<typeof reductionPlanInputSchema>;
