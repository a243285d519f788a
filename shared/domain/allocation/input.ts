import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';

export const ALLOCATION_METHODS = ['largest-remainder', 'sainte-lague', 'least-disruption'] as const;
export const allocationMethodSchema = z
  .enum(ALLOCATION_METHODS)
  .meta({ id: 'AllocationMethod', description: 'How a total is given out in whole posts', example: 'sainte-lague' });
export type AllocationMethod = z.infer<typeof allocationMethodSchema>;

/** Larger than any establishment: keeps every sum of 50,000 of them a safe integer. */
export const MAX_POSTS = 1_000_000_000;
export const MAX_ALLOCATION_UNITS = 50_000;

const posts = z.int().min(0).max(MAX_POSTS);
const idSchema = z.string().min(1).max(64).meta({ description: 'Chosen by the caller, given back as it came', example: 'H49.02.01' });

export const allocationUnitSchema = z
  .strictObject({
    id: idSchema,
    weight: z
      .number()
      .min(0)
      .max(1e12)
      .refine((weight) => weight <= 0 || weight >= 1e-9, { params: { rule: 'zero-or-billionth' } })
      .meta({ description: 'Taken as the exact decimal; 0 or at least 10⁻⁹. A unit of weight 0 gets its floor and no more' }),
    floor: posts.optional().meta({ description: 'Least posts before credit; 0 when absent' }),
    cap: posts.optional().meta({ description: 'Most posts before credit; none when absent' }),
    exempt: z.boolean().optional().meta({ description: 'Gets 0, whatever its other values' }),
    credit: posts.optional().meta({ description: 'Cuts already made, taken off its share; what they free goes to the others' }),
    attrition: z.number().min(0).max(MAX_POSTS).optional().meta({
      description:
        'Posts that fall free anyway over the whole span of the cut, vacancies and those behind `credit` included; to a millionth. Read by least-disruption only',
    }),
  })
  .meta({ id: 'AllocationUnit', description: 'A unit that takes part in an allocation' });
export type AllocationUnit = z.infer<typeof allocationUnitSchema>;

export const allocationInputSchema = z
  .strictObject({
    total: posts.meta({ description: 'Whole posts to give out, after credit' }),
    method: allocationMethodSchema,
    units: z.array(allocationUnitSchema).max(MAX_ALLOCATION_UNITS),
  })
  .meta({
    id: 'AllocationInput',
    description: 'A total and the units that share it',
    example: {
      total: 100,
      method: 'largest-remainder',
      units: [
        { id: 'school-1', weight: 520, credit: 10 },
        { id: 'school-2', weight: 171, floor: 20, cap: 40 },
        { id: 'health-centre', weight: 90 },
        { id: 'commune-office', weight: 35, exempt: true },
      ],
    },
  });
export type AllocationInput = z.infer<typeof allocationInputSchema>;

export const allocationAnswerSchema = z
  .strictObject({
    allocations: z.array(z.strictObject({ id: idSchema, posts })).meta({ description: 'In the order of the request' }),
    total: posts.meta({ description: 'Sum of the posts' }),
    basis: z.array(basisSchema).min(1),
  })
  .meta({
    id: 'AllocationAnswer',
    description: 'Whole posts per unit; they sum to the total',
    example: {
      allocations: [
        { id: 'school-1', posts: 63 },
        { id: 'school-2', posts: 24 },
        { id: 'health-centre', posts: 13 },
        { id: 'commune-office', posts: 0 },
      ],
      total: 100,
      basis: [
        {
          rule: 'allocation-authority',
          value: 'carried out by the people’s committee of the province; method as declared in the request',
          effectiveFrom: '2022-11-04',
          act: '124/NQ-HĐND',
          article: 'Điều 3 khoản 1',
          sourceStatus: 'read',
        },
        {
          rule: 'allocation-largest-remainder',
          value: 'quotas median(floor, λ × weight, cap) less credit; largest fractions up',
          effectiveFrom: '2022-11-04',
          act: 'A. Hamilton (1792), T. Hare (1859), H. Niemeyer (1970)',
          article: 'chưa xác định',
          sourceStatus: 'recalled',
        },
      ],
    },
  });
