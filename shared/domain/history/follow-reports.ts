import type { HeadcountRow, KeptHeadcount } from '../headcount.ts';
import { monthIndex } from '../../time.ts';
import type { FollowRules } from './follow-staff.ts';
import { UNKNOWN_AGE } from '../projection/hazards.ts';
import { type Tally, type Window } from './tally.ts';

const of = (parts: Partial<Record<string, number>>, name: string): number => parts[name] ?? 0;

/** Whether every category opens with the closing of the report before: then a report tells of all months since that one. */
function goesOn(report: KeptHeadcount, previous: KeptHeadcount): boolean {
  const closings = new Map(previous.categories.map(({ category, closing }) => [category, closing]));
  const openings = new Map(report.categories.map(({ category, opening }) => [category, opening]));
  return [...new Set([...closings.keys(), ...openings.keys()])].every((one) => (closings.get(one) ?? 0) === (openings.get(one) ?? 0));
}

/**
 * Adds the movements of form 8c to a tally, without ages: person-months are opening × months less those of people who retired,
 * were streamlined, changed their pay source or left for a reason that is not counted. A report tells of the months since
 * the one before it; a unit's first report has none before it and tells of no known time.
 * @param reports of units that keep no staff records then; any order
 * @returns how many reports tell of no known time
 */
export function followReports(
  tally: Tally,
  reports: readonly KeptHeadcount[],
  window: Window,
  rules: Pick<FollowRules, 'groupOf' | 'reasons'>,
): number {
  let unknown = 0;
  for (const ofUnit of Map.groupBy(reports, ({ unit }) => unit).values()) {
    const sorted = ofUnit.toSorted((one, other) => (one.month < other.month ? -1 : 1));
    for (const [index, report] of sorted.entries()) {
      const previous = sorted[index - 1];
      const month = monthIndex(report.month);
      if (month < window.from || month > window.until) continue;
      const since = previous === undefined ? null : monthIndex(previous.month);
      if (previous === undefined || since === null || since < window.from - 1 || (month - since > 1 && !goesOn(report, previous)))
        unknown++;
      else for (const row of report.categories) addRow(tally, report.unit, row, { since, month }, window, rules);
    }
  }
  return unknown;
}

function addRow(
  tally: Tally,
  unit: string,
  { category, opening, closing, increases, decreases }: HeadcountRow,
  { since, month }: { since: number; month: number },
  window: Window,
  { groupOf, reasons }: Pick<FollowRules, 'groupOf' | 'reasons'>,
): void {
  const strand = tally.strand(groupOf(unit, month + 1), category);
  const moved = reasons.has('transferred-out') ? 0 : of(decreases, 'transferred-out');
  let left = reasons.has('transferred-out') ? of(decreases, 'transferred-out') : 0;
  let uncounted = moved;
  for (const reason of ['resigned', 'dismissed', 'other'] as const)
    if (reasons.has(reason)) left += of(decreases, reason);
    else uncounted += of(decreases, reason);
  const gone = of(decreases, 'retired') + of(decreases, 'streamlined') + of(decreases, 'moved-to-revenue') + uncounted;
  const months = (month - since) * Math.max(left, opening - gone);
  strand.atRisk[UNKNOWN_AGE] = (strand.atRisk[UNKNOWN_AGE] as number) + months;
  strand.left[UNKNOWN_AGE] = (strand.left[UNKNOWN_AGE] as number) + left;
  if (since === window.from - 1) strand.opening += opening;
  if (month === window.until) strand.closing += closing;
  strand.byLaw += of(decreases, 'retired');
  strand.otherPolicy += of(decreases, 'streamlined');
  strand.uncounted += uncounted;
  strand.recruited += of(increases, 'recruited-by-exam') + of(increases, 'recruited-by-selection');
  strand.received += of(increases, 'received');
  for (const reason of ['retired', 'transferred-out', 'resigned', 'dismissed', 'streamlined', 'other'] as const)
    strand.reasons[reason] += of(decreases, reason);
}
