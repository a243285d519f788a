import { requireAssignments, requirePeriod, requireSequence } from '../../domain/staff-check.ts';
import type { StaffPeriod, StaffRecord } from '../../domain/staff.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import type { Context } from '../context.ts';
import { requireDateInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';

/** The permanent key of a unit that a request names. Only officers with a subtree write staff: an unknown unit is like one of somebody else's. */
export function keyOfNamed(tree: Tree, code: string, field: string): string {
  const key = tree.find(code)?.key;
  if (key === undefined) throw new Refusal('not-found', { what: code }, field);
  return key;
}

/** Periods with the permanent key of every unit that they name, each well-formed in itself. */
export const keyedPeriods = (tree: Tree, periods: readonly StaffPeriod[]): StaffPeriod[] =>
  periods.map((period, index) => {
    if (period.state === 'left') return period;
    const assignments = period.assignments.map((assignment, number) => ({
      ...assignment,
      unit: keyOfNamed(tree, assignment.unit, `periods.${index}.assignments.${number}.unit`),
    }));
    const keyed = { ...period, assignments };
    requireAssignments(keyed, `periods.${index}`);
    return keyed;
  });

/** Refuses a period that begins too far ahead, at a unit that does not live then, or that cannot be so of the person. */
export function requirePeriodOn(
  ctx: Context,
  tree: Tree,
  person: Pick<StaffRecord, 'sex' | 'birth'>,
  period: StaffPeriod,
  explained: boolean,
  field: string,
): void {
  const at = (part: string) => (field === '' ? part : `${field}.${part}`);
  requireDateInReach(ctx, period.from, at('from'));
  requirePeriod(person, period, explained, field);
  if (period.state === 'in-service')
    for (const [index, { unit }] of period.assignments.entries()) aliveOn(tree, unit, period.from, at(`assignments.${index}.unit`));
}

/** Refuses a list of periods unless they follow one another and each of those to be judged can be so. */
export function requirePeriods(
  ctx: Context,
  tree: Tree,
  person: StaffRecord,
  explained: boolean,
  isNew: (period: StaffPeriod) => boolean,
): void {
  requireSequence(person.periods);
  for (const [index, period] of person.periods.entries())
    if (isNew(period)) requirePeriodOn(ctx, tree, person, period, explained, `periods.${index}`);
}
