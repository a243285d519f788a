import * as z from 'zod';
import { plainDateSchema } from '../time.ts';
import { REORGANISATION_TYPES } from './reorganisation.ts';
import { categorySchema } from './vocabulary.ts';

const exact = z.string().meta({ description: 'Exact posts: a whole number, or numerator/denominator in lowest terms', example: '7/3' });
const posts = z.int().meta({ description: 'Whole posts, by largest remainder within the category' });

export const restatedCellSchema = z
  .strictObject({
    unit: z.string().meta({ description: 'Unit key, or ~RESERVE' }),
    category: categorySchema,
    exact,
    posts,
    via: z.array(z.string()).meta({ description: 'Reorganisations that brought posts here, in order of effect' }),
  })
  .meta({ id: 'RestatedCell', description: 'Frozen posts as today’s unit holds them' });
export type RestatedCell = z.infer<typeof restatedCellSchema>;

export const restatedTotalSchema = z
  .strictObject({
    category: categorySchema,
    frozen: z.int().meta({ description: 'Posts of the baseline, reserve included' }),
    restated: z.int().meta({ description: 'Posts of units alive on the date and of the reserve' }),
    reserve: z.int().meta({ description: 'Of the restated posts, those in the reserve' }),
    surrendered: z.int(),
    outside: z.int(),
    broken: z.int().meta({ description: 'Posts that lineage loses: 0 when it is complete' }),
    exact: z.strictObject({ restated: exact, reserve: exact, surrendered: exact, outside: exact, broken: exact }),
    holds: z.boolean().meta({ description: 'frozen = restated + surrendered + outside, exactly' }),
  })
  .meta({ id: 'RestatedTotal', description: 'Conservation proof of one category' });
export type RestatedTotal = z.infer<typeof restatedTotalSchema>;

export const BREAK_REASONS = ['unknown-unit', 'not-alive', 'ended-without-successor', 'no-share', 'shares-not-one'] as const;
export const lineageBreakSchema = z
  .strictObject({
    unit: z.string(),
    category: categorySchema,
    posts: exact,
    reason: z.enum(BREAK_REASONS).meta({
      description:
        'unknown-unit: not in the register · not-alive: did not live on the baseline’s date · ended-without-successor: ended, and no record hands its posts on · no-share: the record that ends it states nothing for the category · shares-not-one: the record’s shares do not sum to 1',
    }),
    reorganisation: z.string().optional(),
  })
  .meta({ id: 'LineageBreak', description: 'Where lineage loses frozen posts, and why' });
export type LineageBreak = z.infer<typeof lineageBreakSchema>;

export const restatedMoveSchema = z
  .strictObject({
    reorganisation: z.string(),
    type: z.enum(REORGANISATION_TYPES),
    effectiveFrom: plainDateSchema,
    from: z.string(),
    to: z.string().meta({ description: 'Unit key, ~RESERVE, surrendered or outside' }),
    category: categorySchema,
    exact,
  })
  .meta({ id: 'RestatedMove', description: 'Frozen posts on their way along lineage' });
export type RestatedMove = z.infer<typeof restatedMoveSchema>;

export const restatedSchema = z
  .strictObject({
    baselineDate: plainDateSchema,
    asOf: plainDateSchema,
    cells: z.array(restatedCellSchema),
    totals: z.array(restatedTotalSchema),
    conserved: z.boolean(),
    breaks: z.array(lineageBreakSchema),
    moves: z.array(restatedMoveSchema),
  })
  .meta({ id: 'RestatedBaseline', description: 'A frozen baseline carried along lineage, with proof that nothing was lost or invented' });
export type Restated = z.infer<typeof restatedSchema>;
