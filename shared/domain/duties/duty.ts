import * as z from 'zod';
import { DUTY_BEARERS } from '../../law/duties/terms.ts';
import { basisSchema, bilingualSchema } from '../../law/source.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { orNull } from '../vocabulary.ts';

/** What a duty is about. `calendar`: set by an act for a day or an event; all others follow from the records. */
export const DUTY_KINDS = [
  'calendar',
  'headcount-report',
  'headcount-returned',
  'headcount-review',
  'framework-returned',
  'framework-review',
  'posts-plan',
  'posts-plan-returned',
  'posts-plan-review',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

export const dutySchema = z
  .strictObject({
    kind: z.enum(DUTY_KINDS),
    subject: z.string().meta({ description: 'What exactly: a month, a version, the rule of the calendar', example: '2026-09' }),
    unit: orNull(z.string()).meta({ description: 'Null for what falls on everybody' }),
    name: orNull(z.string()).meta({ description: 'Name of the unit today' }),
    title: bilingualSchema,
    due: orNull(plainDateSchema).meta({ description: 'Last day in time; null when none is set' }),
    late: z.boolean(),
    who: z.array(z.enum(DUTY_BEARERS)).min(1),
    reason: orNull(z.string()).meta({ description: 'Why it was returned' }),
    penalty: orNull(bilingualSchema),
    path: orNull(z.string()).meta({ description: 'Where it is done', example: '/v1/units/H49.13/headcount/2026-09' }),
    basis: orNull(basisSchema),
  })
  .meta({ id: 'Duty', description: 'Something that is to be done, by when, and whether it is late' });
export type Duty = z.infer<typeof dutySchema>;

/** A duty of a unit that follows from its records; late from the day after its last day in time. */
export const recordedDuty = (
  today: PlainDate,
  duty: Pick<Duty, 'kind' | 'subject' | 'name' | 'title' | 'due' | 'who' | 'path'> & { unit: string } & Partial<
      Pick<Duty, 'reason' | 'basis'>
    >,
): Duty => ({ reason: null, basis: null, ...duty, penalty: null, late: duty.due !== null && today > duty.due });

/** Where the duties that no unit stands behind are listed: before every unit. */
export const EVERYBODY = '!';

/** What orders duties and distinguishes each from all others: the unit, then kind and subject. */
export const dutyKey = ({ kind, subject, unit }: Duty): string => `${unit ?? EVERYBODY}#${kind}#${subject}`;

export const byDutyKey = (one: Duty, other: Duty): number => (dutyKey(one) < dutyKey(other) ? -1 : 1);
