import type { StaffRecord } from '../../../shared/domain/staff.ts';
import { retirementDate } from '../../../shared/law/retirement.ts';
import { addMonths, firstDay, lastDay, monthIndex } from '../../../shared/time.ts';

type Kind =
  | 'at-risk'
  | 'left'
  | 'by-law'
  | 'uncounted'
  | 'eligible'
  | 'took-up'
  | 'other-policy'
  | 'reached'
  | 'stayed'
  | 'beyond'
  | 'recruited'
  | 'opening';
/** How often what happened, by `group|category|kind|age`; ages only where a rate needs them. */
export type SlowCount = Map<string, number>;

/** Person by person and month by month, each month asked anew of the record and the law; another path than the product's. */
export function slowCount(
  people: readonly StaffRecord[],
  from: string,
  until: string,
  groupAt: (unit: string, day: string) => string,
  counted: readonly string[],
): SlowCount {
  const count: SlowCount = new Map();
  for (const person of people) {
    const freeFrom = retirementDate({ sex: person.sex, birth: person.birth }).postFreeFrom;
    const on = (day: string) => person.periods.filter((period) => period.from <= day).at(-1);
    for (let month = from; month <= until; month = addMonths(month, 1)) {
      const [eve, end] = [lastDay(addMonths(month, -1)), lastDay(month)];
      const [before, after] = [on(eve), on(end)];
      const home = (period: typeof before, day: string) =>
        period?.state === 'in-service'
          ? `${groupAt(period.assignments.find(({ kind }) => kind === 'main')!.unit, day)}|${period.category}`
          : '';
      const note = (kind: Kind, age = '', place = home(before, eve)) => {
        const key = `${place}|${kind}|${age}`;
        count.set(key, (count.get(key) ?? 0) + 1);
      };
      if (before?.state !== 'in-service') {
        if (after?.state !== 'in-service') continue;
        const came = person.periods.find((period) => period.from > eve && period.state === 'in-service');
        if (came?.state === 'in-service' && came.event.startsWith('recruited')) note('recruited', '', home(after, end));
        continue;
      }
      if (month === from) note('opening');
      const [age, left] = [
        String(Math.floor((monthIndex(month) - monthIndex(person.birth)) / 12)),
        monthIndex(freeFrom) - monthIndex(month),
      ];
      const gone = after?.state === 'left' ? after : undefined;
      if (left <= 0) {
        if (left === 0) note('reached');
        if (gone) note('by-law');
        else if (freeFrom >= from && on(lastDay(addMonths(freeFrom, -1)))?.state === 'in-service') {
          if (left === 0) note('stayed');
          note('beyond');
        }
        continue;
      }
      const near = left >= 24 && left <= 60;
      if (near) note('eligible');
      if (gone && (gone.reason === 'streamlined' || gone.policy !== null)) note(near ? 'took-up' : 'other-policy');
      else if (gone && !counted.includes(gone.reason)) note('uncounted');
      else {
        note('at-risk', age);
        if (gone) note('left', age);
      }
    }
  }
  return count;
}

export const dayIn = (month: string, day: number): string => `${firstDay(month).slice(0, 8)}${String(day).padStart(2, '0')}`;
