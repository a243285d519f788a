import * as z from 'zod';
import { Refusal } from '../errors.ts';
import { basisSchema } from '../law/source.ts';
import { plainDateSchema } from '../time.ts';
import { impersonalText } from './impersonal-text.ts';
import { type StaffPeriod, type StaffRecord, staffIdSchema } from './staff.ts';
import { unitCodeSchema } from './unit.ts';
import { decisionSchema } from './vocabulary.ts';

/** Why a person's record may go: the time for which it had to be kept has ended, or an authority orders it. */
export const ERASURE_GROUNDS = ['retention-ended', 'ordered'] as const;

export const erasureInputSchema = z
  .strictObject({
    ground: z
      .enum(ERASURE_GROUNDS)
      .meta({ description: 'retention-ended: by archive law; ordered: by decision of the competent authority' }),
    decision: decisionSchema,
    reason: impersonalText(500),
  })
  .meta({ id: 'StaffErasureInput', description: 'Why what is held about a person is erased' });
export type ErasureInput = z.infer<typeof erasureInputSchema>;

export const erasureSchema = z
  .strictObject({
    id: staffIdSchema,
    erasedOn: plainDateSchema,
    logEntries: z.int().meta({ description: 'Entries of the log that no longer say anything of the person' }),
    attendances: z.int().meta({ description: 'Attendances that no longer name the person' }),
    units: z.array(unitCodeSchema).meta({ description: 'Units whose totals go on counting the service, under no name' }),
    basis: z.array(basisSchema),
  })
  .meta({ id: 'StaffErasure', description: 'What was erased about a person' });
export type Erasure = z.infer<typeof erasureSchema>;

/** What stands before the id of a record whose person has been erased. */
const ERASED = 'erased-';
/** Refuses an id under which nothing is recorded any more. */
export function requireNotErased(id: string): void {
  if (id.startsWith(ERASED)) throw new Refusal('staff-erased', { id });
}
export const erasedId = (random: string): string => `${ERASED}${random}`;

const bare = (period: StaffPeriod): StaffPeriod =>
  period.state === 'left'
    ? { ...period, policy: null }
    : {
        ...period,
        grade: null,
        assignments: period.assignments.map(({ kind, unit }) => ({ kind, unit, position: null, titleStandard: null })),
      };

/**
 * What stays of a person so that the totals of past days stay as they were: sex, year of birth, and when in which unit and
 * category; under an id that nothing leads to.
 */
export const anonymousRecord = ({ sex, birth, periods }: StaffRecord, id: string): StaffRecord => ({
  id,
  sex,
  birth: birth.slice(0, 4),
  periods: periods.map(bare),
  version: 1,
});
