import { followReports } from '../../domain/history/follow-reports.ts';
import { type FollowRules, type GroupOf, followStaff } from '../../domain/history/follow-staff.ts';
import { type HazardReason, Tally, UNPLACED, type Window } from '../../domain/history/tally.ts';
import type { KeptHeadcount } from '../../domain/headcount.ts';
import { feedersOn, standingOf } from '../../domain/staff-placement.ts';
import { keepsStaffFrom } from '../../domain/staff-counts.ts';
import type { StaffRecord } from '../../domain/staff.ts';
import type { Tree } from '../../domain/tree.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { loadHeadcountsOfUnits } from '../../store/headcount.ts';
import { type KeptCounts, loadAllStaffCounts } from '../../store/staff-counts.ts';
import { type PlainDate, type PlainMonth, firstDay, lastDay, monthOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { employs } from '../headcount/owed-months.ts';
import { loadTree } from '../load-tree.ts';
import { type Reading, quietRead } from '../quiet-read.ts';
import { filedStaffAt } from '../staff/filed-staff.ts';

/** Months before a window in which the report is looked for that its first one goes on from: reports are quarterly at the rarest. */
const MONTHS_BEFORE = 3;
/** Months whose reports are read together. */
const MONTHS_AT_ONCE = 12;

/** The reports of a month by units that kept no staff records when it began, and the living units of which either tells. */
type Month = { reports: readonly KeptHeadcount[]; told: ReadonlySet<string> };
type Read = {
  tree: Tree;
  counts: Map<string, KeptCounts>;
  since: ReadonlyMap<string, PlainDate>;
  people: readonly StaffRecord[];
  months: ReadonlyMap<PlainMonth, Month>;
};
/** What the registers tell of the months of a window, with the hash of the versions of all that was read. */
export type History = {
  readonly window: Window;
  readonly tree: Tree;
  readonly hash: string;
  tally(rules: TallyRules): Tallied;
  /** The units that lived at the end of a month and of which staff records or a report of that month tell. */
  told(month: PlainMonth): ReadonlySet<string>;
  /** The first month of the window of which anything is told; null when of none. */
  readonly firstMonth: PlainMonth | null;
};
export type TallyRules = {
  readonly by: 'province' | 'sector' | 'unit';
  readonly reasons: ReadonlySet<HazardReason>;
  readonly eligible: FollowRules['eligible'];
  /** A part of the window; all of it when absent. */
  readonly window?: Window;
};
/** `keptOnRecord`: of those present when the window ends, whom staff records tell of. */
export type Tallied = { tally: Tally; reportsLeftOut: number; keptOnRecord: number };

/** The staff records, and the headcounts of units that kept none in a month, over a window of months that have ended. */
export async function loadHistory(ctx: Context, window: Window, reading: Reading = quietRead): Promise<History> {
  const { seen, hash } = await reading(() => read(ctx, window), versionsOf);
  const { tree, since, people, months } = seen;
  const reports = [...months.values()].flatMap((month) => month.reports);
  const groupings = { province: () => '', sector: groupsBy(tree, 'sector'), unit: groupsBy(tree, 'unit') };
  const opens = (unit: string) => since.get(unit);
  const tally = ({ by, reasons, eligible, window: part = window }: TallyRules): Tallied => {
    const groupOf = groupings[by];
    const made = new Tally();
    followStaff(made, people, part, { retires: postFreeMonthIndex, groupOf, reasons, eligible, opens });
    const keptOnRecord = [...made.sum().values()].reduce((sum, { closing }) => sum + closing, 0);
    return { tally: made, keptOnRecord, reportsLeftOut: followReports(made, reports, part, { groupOf, reasons }) };
  };
  const firstMonth = [...months].find(([month, { told }]) => month >= monthOf(window.from) && told.size > 0)?.[0] ?? null;
  return { window, tree, hash, tally, firstMonth, told: (month) => months.get(month)?.told ?? new Set() };
}

async function read(ctx: Context, { from, until }: Window): Promise<Read> {
  const tree = await loadTree(ctx);
  const counts = await loadAllStaffCounts(ctx.store);
  const filed = await filedStaffAt(ctx, counts);
  const people = new Map([...filed.values()].flatMap((some) => some.map((person) => [person.id, person] as const)));
  const since = new Map(
    [...counts].flatMap(([unit, { cells }]) => {
      const day = keepsStaffFrom(cells);
      return day === undefined ? [] : [[unit, day] as const];
    }),
  );
  const asked = Array.from({ length: until - from + 1 + MONTHS_BEFORE }, (_, n) => monthOf(from - MONTHS_BEFORE + n));
  const months = new Map<PlainMonth, Month>();
  for (let first = 0; first < asked.length; first += MONTHS_AT_ONCE) {
    const some = asked.slice(first, first + MONTHS_AT_ONCE);
    const read = await Promise.all(some.map((month) => readMonth(ctx, tree, since, month)));
    some.forEach((month, n) => months.set(month, read[n] as Month));
  }
  return { tree, counts, since, people: [...people.values()], months };
}

/** A unit keeps staff records in a month when it, or one that it took over, kept them when the month began. */
async function readMonth({ store }: Context, tree: Tree, since: ReadonlyMap<string, PlainDate>, month: PlainMonth): Promise<Month> {
  const [begins, ends] = [firstDay(month), lastDay(month)];
  const keeps = (unit: string) => (since.get(unit) ?? '~') <= begins;
  const feeders = feedersOn(tree, ends);
  const living = tree.aliveOn(ends).flatMap(({ unit }) => (employs(unit) ? [unit.key] : []));
  const keepers = new Set(living.filter((unit) => keeps(unit) || (feeders.get(unit)?.some(keeps) ?? false)));
  const others = living.filter((unit) => !keepers.has(unit)).sort();
  const reports = await loadHeadcountsOfUnits(store, month, others);
  return { reports, told: new Set([...keepers, ...reports.map(({ unit }) => unit)]) };
}

const versionsOf = ({ tree, counts, months }: Read) => [
  tree.version,
  [...counts].map(([unit, { version }]) => [unit, version]),
  [...months.values()].flatMap(({ reports }) => reports.map(({ unit, month, version }) => [unit, month, version])),
];

/** Where people of a unit stand at the end of the month before one, as a group; asked of the tree once per unit and month. */
function groupsBy(tree: Tree, by: 'sector' | 'unit'): GroupOf {
  const known = new Map<string, Map<number, string>>();
  return (unit, month) => {
    const ofUnit = known.get(unit) ?? new Map<number, string>();
    if (ofUnit.size === 0) known.set(unit, ofUnit);
    const group = ofUnit.get(month) ?? groupOn(tree, unit, lastDay(monthOf(month - 1)), by);
    ofUnit.set(month, group);
    return group;
  };
}

function groupOn(tree: Tree, unit: string, date: PlainDate, by: 'sector' | 'unit'): string {
  const standing = standingOf(tree, unit, date);
  if (standing === null) return UNPLACED;
  return by === 'unit' ? standing : (tree.on(standing, date)?.sector ?? UNPLACED);
}
