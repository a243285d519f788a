import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import type { Scene } from './reorganise-resolve.ts';
import { type Unit, dissolvedOn } from './unit.ts';

/**
 * Refuses what would contradict a later day already on record. A source that gives posts away or ends must have no later
 * end, hand-over or receipt; a target no later end or hand-over (it would have handed on posts it did not have yet);
 * an ending or changing unit no later facts.
 * @param giving sources that give posts away or end
 * @throws Refusal later-change-recorded
 */
export function checkLater({ tree, date, ends, targets, changes }: Scene, giving: ReadonlySet<string>): void {
  const receipts = latestReceipts(tree.units(), date);
  const refuse = (unit: string, later: PlainDate | undefined, field: string) => {
    if (later !== undefined) throw new Refusal('later-change-recorded', { unit, later, date }, field);
  };
  const after = (dates: readonly (PlainDate | null | undefined)[]) => dates.find((day): day is PlainDate => !!day && day > date);
  const handsOn = (unit: Unit) => [dissolvedOn(unit), ...unit.successors.map(({ effectiveFrom }) => effectiveFrom)];
  const facts = (unit: Unit) => unit.periods.map(({ from }) => from);

  for (const key of giving) {
    const unit = tree.find(key);
    if (unit) refuse(key, after([...handsOn(unit), receipts.get(key), ...(ends.has(key) ? facts(unit) : [])]), 'sources');
  }
  for (const key of targets) {
    const unit = tree.find(key);
    if (unit) refuse(key, after(handsOn(unit)), 'targets');
  }
  for (const key of changes.keys()) {
    const unit = tree.find(key);
    if (unit) refuse(key, after(facts(unit)), 'changes');
  }
}

/** Of each unit that received posts after the date, one day on which it did. */
function latestReceipts(units: Iterable<Unit>, date: PlainDate): Map<string, PlainDate> {
  const receipts = new Map<string, PlainDate>();
  for (const { successors } of units)
    for (const { unit, effectiveFrom } of successors) if (effectiveFrom > date) receipts.set(unit, effectiveFrom);
  return receipts;
}
