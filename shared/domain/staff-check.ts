import { Refusal } from '../errors.ts';
import { birthMonthIndex } from '../law/birth.ts';
import { postFreeMonthIndex } from '../law/retirement.ts';
import { type PlainMonth, firstDay, monthOf } from '../time.ts';
import { INCREASES } from './headcount.ts';
import type { LeftPeriod, StaffPeriod, StaffRecord } from './staff.ts';
import { isOfWorkingAge } from './working-age.ts';

type Person = Pick<StaffRecord, 'sex' | 'birth'>;

/** Month from whose first day the person's post is free by law. A year of birth counts as January (Decree 135/2020/NĐ-CP, Điều 3–4). */
export const postFreeFrom = ({ sex, birth }: Person): PlainMonth => monthOf(postFreeMonthIndex(sex, birthMonthIndex(birth)));

/**
 * Refuses a period that cannot be so of this person. `field` is the path of the period; `explained` tells whether a
 * reason is stated beside it.
 */
export function requirePeriod(person: Person, period: StaffPeriod, explained: boolean, field: string): void {
  const at = (part: string) => (field === '' ? part : `${field}.${part}`);
  if (!isOfWorkingAge(person.birth, period.from))
    throw new Refusal('age-out-of-range', { birth: person.birth, date: period.from }, at('from'));
  if (period.state === 'left') requireLeaving(person, period, explained, at);
}

/** Refuses a service without exactly one main assignment, a unit named twice, a second secondment, a debt without its date. */
export function requireAssignments(period: StaffPeriod, path: string): void {
  if (period.state === 'left') return;
  const { assignments } = period;
  const field = path === '' ? 'assignments' : `${path}.assignments`;
  const main = assignments.filter(({ kind }) => kind === 'main').length;
  if (main !== 1) throw new Refusal('one-main-assignment', { count: main }, field);
  const seconded = assignments.filter(({ kind }) => kind === 'seconded').length;
  if (seconded > 1) throw new Refusal('one-secondment', { count: seconded }, field);
  const seen = new Set<string>();
  for (const [index, { unit, titleStandard }] of assignments.entries()) {
    if (seen.has(unit)) throw new Refusal('unit-assigned-twice', { unit }, `${field}.${index}.unit`);
    seen.add(unit);
    if (titleStandard?.state === 'owed' && titleStandard.date === null)
      throw new Refusal('owed-by-when', {}, `${field}.${index}.titleStandard.date`);
  }
}

/** Reasons of leaving under which no policy pays. */
const WITHOUT_POLICY: readonly LeftPeriod['reason'][] = ['transferred-out', 'dismissed'];

function requireLeaving(person: Person, { from, reason, policy }: LeftPeriod, explained: boolean, at: (part: string) => string): void {
  if (reason === 'streamlined' && policy === null) throw new Refusal('policy-needed', {}, at('policy'));
  if (policy !== null && WITHOUT_POLICY.includes(reason)) throw new Refusal('policy-not-here', { leavingReason: reason }, at('policy'));
  const due = firstDay(postFreeFrom(person));
  if (reason === 'retired' && from < due && policy === null && !explained) throw new Refusal('retired-early', { from, due }, at('from'));
}

/** Refuses periods that do not follow one another: in order of their days, service first, each begun as it can be. */
export function requireSequence(periods: readonly StaffPeriod[]): void {
  let before: StaffPeriod | undefined;
  for (const [index, period] of periods.entries()) {
    const field = `periods.${index}`;
    if (before && period.from <= before.from)
      throw new Refusal('periods-not-in-order', { from: period.from, last: before.from }, `${field}.from`);
    if (period.state === 'left') {
      if (before?.state !== 'in-service') throw new Refusal('leaves-without-service', { from: period.from }, `${field}.state`);
    } else {
      const begins = before?.state !== 'in-service';
      const arrival = (INCREASES as readonly string[]).includes(period.event);
      if (begins !== arrival) throw new Refusal('event-does-not-fit', { event: period.event, from: period.from }, `${field}.event`);
    }
    before = period;
  }
}
