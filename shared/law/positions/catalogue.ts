import * as z from 'zod';
import { positionCodeSchema } from '../../domain/staff.ts';
import { decisionSchema, orNull, textSchema } from '../../domain/vocabulary.ts';
import { plainDateSchema } from '../../time.ts';
import { sourceStatusSchema } from '../source.ts';
import { CIVIL_SERVANT_POSITIONS, type ListedPosition, PUBLIC_EMPLOYEE_POSITIONS } from './listed.ts';
import { type PositionGroup, type PositionRegime, positionGroupSchema, positionRegimeSchema, regimeOf } from './regimes.ts';

/** What is said of a position in the catalogue of a regime. */
export const catalogueFactsSchema = z.strictObject({
  regime: positionRegimeSchema,
  code: positionCodeSchema,
  name: textSchema(200).meta({ description: 'As the list words it', example: 'Giáo viên trung học phổ thông' }),
  group: positionGroupSchema,
  grades: orNull(z.array(z.int().min(1).max(6)).min(1).max(5)).meta({
    description: 'Grades that it permits, on the scale of its regime; null when the list or our knowledge of it does not narrow them',
  }),
  from: plainDateSchema.meta({ description: 'First day in the catalogue' }),
});

/** A position of the catalogue: of the act as we know it, or added by the province from the act’s own annex. */
export const catalogueEntrySchema = catalogueFactsSchema
  .extend({
    until: orNull(plainDateSchema).meta({ description: 'First day on which it is no longer listed' }),
    origin: z.enum(['law', 'province']),
    sourceStatus: sourceStatusSchema,
    decision: orNull(decisionSchema).meta({ description: 'On which the province’s entry rests' }),
    version: z.int().min(0).meta({ description: '0: comes with the program and is not changed' }),
  })
  .meta({ id: 'CatalogueEntry', description: 'A job position of the catalogue' });
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** The groups of 2020 as the later decrees name them. */
const GROUP_SINCE: Partial<Record<PositionRegime, Partial<Record<PositionGroup, PositionGroup>>>> = {
  'decree-361-2025': { 'specialised-professional': 'professional', 'shared-professional': 'professional' },
  'decree-232-2026': { leadership: 'management', 'specialised-professional': 'professional', 'shared-professional': 'professional' },
};

const entriesOf = (regime: PositionRegime, positions: readonly ListedPosition[], gradesKnown: boolean): CatalogueEntry[] =>
  positions.map(([code, name, group, grades]) => ({
    regime,
    code,
    name,
    group: GROUP_SINCE[regime]?.[group] ?? group,
    grades: gradesKnown && grades !== undefined ? [...grades] : null,
    from: regimeOf(regime).from,
    until: null,
    origin: 'law',
    sourceStatus: 'recalled',
    decision: null,
    version: 0,
  }));

/**
 * Positions of every regime by the names that are known. The annexes themselves were not at hand: no list here is
 * complete, and no grade in bậc is known, so that a province adds what its annex says.
 */
export const LISTED_POSITIONS: readonly CatalogueEntry[] = [
  ...entriesOf('decree-62-2020', CIVIL_SERVANT_POSITIONS, true),
  ...entriesOf('decree-106-2020', PUBLIC_EMPLOYEE_POSITIONS, true),
  ...entriesOf('decree-361-2025', CIVIL_SERVANT_POSITIONS, true),
  ...entriesOf('decree-232-2026', PUBLIC_EMPLOYEE_POSITIONS, false),
];
