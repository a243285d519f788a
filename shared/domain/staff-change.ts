import { Refusal } from '../errors.ts';
import { type Assignment, MAX_PERIODS, type ServicePeriod, type StaffPeriod, type StaffRecord, mainOf } from './staff.ts';
import type { StaffChange } from './staff-change-input.ts';

type ChangeOf<T extends StaffChange['type']> = Extract<StaffChange, { type: T }>;

/**
 * The period that a change starts. It must begin after the last one on record: what lies before is history, and only a
 * correction rewrites that.
 * @throws Refusal `later-period-recorded`, `has-left`, `still-in-service`, `nothing-to-do`, `not-absent`, `main-unit-stays`, `periods-full`
 */
export function periodAfter({ periods }: Pick<StaffRecord, 'periods'>, change: StaffChange): StaffPeriod {
  const last = periods.at(-1) as StaffPeriod;
  if (change.from <= last.from) throw new Refusal('later-period-recorded', { from: change.from, last: last.from }, 'from');
  if (periods.length >= MAX_PERIODS) throw new Refusal('periods-full', { limit: MAX_PERIODS });
  if (change.type === 'return') {
    if (last.state !== 'left') throw new Refusal('still-in-service', { since: last.from }, 'type');
    const { type: _type, ...service } = change;
    return { ...service, state: 'in-service', absence: null };
  }
  if (last.state === 'left') throw new Refusal('has-left', { since: last.from }, 'type');
  const { from } = change;
  switch (change.type) {
    case 'transfer':
      return { ...last, from, event: 'transferred', ...transferred(last, change) };
    case 'category':
      if (change.category === last.category) throw new Refusal('nothing-to-do', {}, 'category');
      return { ...last, from, event: 'category-changed', category: change.category, grade: stated(change.grade, last.grade) };
    case 'reassign':
      return { ...last, from, event: 'reassigned', ...reassigned(last, change) };
    case 'absence-begin':
      if (change.absence === last.absence) throw new Refusal('nothing-to-do', {}, 'absence');
      return { ...last, from, event: 'absence-began', absence: change.absence };
    case 'absence-end':
      if (last.absence === null) throw new Refusal('not-absent', { since: last.from }, 'type');
      return { ...last, from, event: 'absence-ended', absence: null };
    case 'leave':
      return { from, state: 'left', reason: change.leavingReason, policy: change.policy };
  }
}

const stated = <T>(value: T | undefined, before: T): T => (value === undefined ? before : value);

function transferred(last: ServicePeriod, { unit, position, titleStandard, category, grade, others }: ChangeOf<'transfer'>) {
  if (unit === mainOf(last).unit) throw new Refusal('nothing-to-do', {}, 'unit');
  const kept = last.assignments.filter((assignment) => assignment.kind !== 'main' && assignment.unit !== unit);
  const main: Assignment = { kind: 'main', unit, position, titleStandard };
  return { assignments: [main, ...(others ?? kept)], category: category ?? last.category, grade: stated(grade, last.grade) };
}

function reassigned(last: ServicePeriod, change: ChangeOf<'reassign'>) {
  const assignments = change.assignments ?? last.assignments;
  const main = assignments.find(({ kind }) => kind === 'main');
  if (main && main.unit !== mainOf(last).unit)
    throw new Refusal('main-unit-stays', { unit: mainOf(last).unit, to: main.unit }, 'assignments');
  const next = { assignments, grade: stated(change.grade, last.grade) };
  if (JSON.stringify(next) === JSON.stringify({ assignments: last.assignments, grade: last.grade })) throw new Refusal('nothing-to-do');
  return next;
}

/** A change with the permanent key of every unit that it names. */
export function withKeys(change: StaffChange, keyOf: (unit: string, field: string) => string): StaffChange {
  const keyed = (assignments: readonly Assignment[], field: string): Assignment[] =>
    assignments.map((assignment, index) => ({ ...assignment, unit: keyOf(assignment.unit, `${field}.${index}.unit`) }));
  if (change.type === 'transfer') {
    const unit = keyOf(change.unit, 'unit');
    return change.others === undefined ? { ...change, unit } : { ...change, unit, others: keyed(change.others, 'others') };
  }
  if (change.type === 'return') return { ...change, assignments: keyed(change.assignments, 'assignments') };
  if (change.type === 'reassign' && change.assignments) return { ...change, assignments: keyed(change.assignments, 'assignments') };
  return change;
}
