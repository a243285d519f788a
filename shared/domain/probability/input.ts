import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';

/** Above the public payroll of the whole nation. */
export const MAX_PEOPLE = 3_000_000;
export const MAX_GROUPS = 50_000;

const people = z.int().min(0).max(1_000_000_000);
const groupSchema = z
  .strictObject({
    count: z.int().min(0).max(MAX_PEOPLE),
    annualHazard: z.number().min(0).max(1).meta({ description: 'Probability that one of them leaves within one year' }),
  })
  .meta({ id: 'LeavingGroup', description: 'People who leave with the same probability' });

export const attainmentProbabilityInputSchema = z
  .strictObject({
    required: people.meta({ description: 'People who must have left, the certain ones included' }),
    years: z.number().gt(0).max(50).meta({ description: 'Until the deadline; parts of a year count: 1 − (1 − hazard)^years' }),
    certain: people.meta({ description: 'Leave in any case: statutory retirement' }),
    groups: z.array(groupSchema).max(MAX_GROUPS).meta({ description: 'Everybody else; together at most 3,000,000 people' }),
  })
  .meta({
    id: 'AttainmentProbabilityInput',
    description: 'Leavers needed, and who may leave; nobody is hired, and each leaves or stays independently of the others',
    example: {
      required: 2600,
      years: 5,
      certain: 1800,
      groups: [
        { count: 9000, annualHazard: 0.012 },
        { count: 15_000, annualHazard: 0.004 },
      ],
    },
  });
export type AttainmentProbabilityInput = z.infer<typeof attainmentProbabilityInputSchema>;

const METHODS = ['exact'] as const;

export const attainmentProbabilityAnswerSchema = z
  .strictObject({
    probability: z.number().min(0).max(1).meta({
      description:
        'That at least `required` leave; absolute error below 10⁻¹². Smaller than that it may read 0, and as close to 1 it may read 1',
    }),
    mean: z.number().min(0).meta({ description: 'Expected leavers, the certain ones included' }),
    standardDeviation: z.number().min(0),
    method: z.enum(METHODS),
    basis: z.array(basisSchema).min(1),
  })
  .meta({
    id: 'AttainmentProbabilityAnswer',
    description: 'Probability that enough people leave by themselves',
    example: {
      probability: 0.8160530677,
      mean: 2624.8041699,
      standardDeviation: 28.0716554,
      method: 'exact',
      basis: [
        {
          rule: 'cut-at-least',
          value: 'what was cut / base ≥ cut, without rounding',
          effectiveFrom: '2022-11-04',
          act: '124/NQ-HĐND',
          article: 'Điều 1 khoản 2 điểm a, cải cách hành chính (2)',
          sourceStatus: 'read',
        },
        {
          rule: 'independent-leaving',
          value: 'each leaves with 1 − (1 − annual hazard)^years, independently; nobody is hired',
          effectiveFrom: '2022-11-04',
          act: 'S. D. Poisson, Recherches sur la probabilité des jugements (1837)',
          article: 'chưa xác định',
          sourceStatus: 'recalled',
        },
      ],
    },
  });
