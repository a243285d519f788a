import * as z from 'zod';
import { checkSchema } from '../../domain/positions/check.ts';
import { standingOn, standingSchema } from '../../domain/positions/deadlines.ts';
import {
  type Framework,
  SHOWN_STATUSES,
  frameworkSchema,
  overrideSchema,
  populationOf,
  statusOn,
} from '../../domain/positions/framework.ts';
import { positionSchema } from '../../domain/positions/position.ts';
import { decisionSchema, orNull } from '../../domain/vocabulary.ts';
import { POSITION_POPULATIONS } from '../../law/positions/regimes.ts';
import type { PlainDate } from '../../time.ts';

const { unit, number, regime, effectiveFrom, adjusts, hash, steps, version } = frameworkSchema.shape;

/** A version as lists show it: where it stands, without the texts of its positions. */
export const frameworkSummarySchema = z
  .strictObject({
    unit,
    number,
    regime,
    population: z.enum(POSITION_POPULATIONS),
    effectiveFrom,
    status: z.enum(SHOWN_STATUSES).meta({ description: 'As of the day asked about; superseded once a later approved version holds' }),
    adjusts: adjusts.meta({ description: 'An approved framework of the unit came before it' }),
    positions: z.int().meta({ description: 'How many positions' }),
    posts: z.int().meta({ description: 'How many posts in all' }),
    hash: hash.meta({ description: 'Of the whole document' }),
    standing: standingSchema,
    steps,
    approval: orNull(z.strictObject({ decision: decisionSchema, overrides: z.array(overrideSchema) })),
    version,
  })
  .meta({ id: 'FrameworkSummary', description: 'A version of a unit’s position framework' });
export type FrameworkSummary = z.infer<typeof frameworkSummarySchema>;

/** A version whole, with the checks that do not hold: those of today, or of the day of its approval. */
export const frameworkViewSchema = frameworkSummarySchema
  .extend({ document: z.array(positionSchema).meta({ description: 'The positions with all their fields' }), checks: z.array(checkSchema) })
  .meta({ id: 'FrameworkView', description: 'A position framework with its positions and checks' });
export type FrameworkView = z.infer<typeof frameworkViewSchema>;

/** @param siblings versions of the same unit, to tell whether a later one holds */
export function summaryOf(framework: Framework, siblings: readonly Framework[], today: PlainDate): FrameworkSummary {
  const { positions, approval, status: _status, parts: _parts, authors: _authors, ...rest } = framework;
  return {
    ...rest,
    population: populationOf(framework),
    status: statusOn(framework, siblings, today),
    positions: positions.length,
    posts: positions.reduce((sum, { posts }) => sum + posts, 0),
    standing: standingOn(framework, today),
    approval: approval && { decision: approval.decision, overrides: approval.overrides },
  };
}
