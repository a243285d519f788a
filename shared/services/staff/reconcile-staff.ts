import { keepsStaffFrom } from '../../domain/staff-counts.ts';
import { standingOf } from '../../domain/staff-placement.ts';
import { mainOf, serviceOn } from '../../domain/staff.ts';
import type { Reconciliation } from '../../domain/staff-view.ts';
import type { Tree } from '../../domain/tree.ts';
import { dissolvedOn } from '../../domain/unit.ts';
import { CATEGORIES } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import type { KeptHeadcount } from '../../domain/headcount.ts';
import { loadHeadcounts } from '../../store/headcount.ts';
import { loadStaffCounts } from '../../store/staff-counts.ts';
import { loadStaffOfUnit } from '../../store/staff.ts';
import { type PlainDate, type PlainMonth, firstDay, lastDay } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfLookups } from '../page.ts';
import { requireUnder } from '../under.ts';
import { type UnitStaff, loadUnitStaff } from './unit-staff.ts';

export type ReconciliationAsk = { month: PlainMonth; under?: string | undefined; show: 'differences' | 'all' };

/**
 * Headcount as reported beside the staff in service on the last day of the month, by unit and category: where they
 * differ, or everywhere. Neither is changed by the other. Who is unplaced stands under the unit that has ended.
 */
export async function reconcileStaff(
  ctx: Context,
  { month, under, show }: ReconciliationAsk,
  page: PageAsk,
): Promise<Page<Reconciliation>> {
  permit(ctx, 'read', 'staff');
  permit(ctx, 'read', 'headcount');
  if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
  const date = lastDay(month);
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const root = under === undefined ? undefined : requireUnder(ctx, tree, under, date);
  const candidates = [...tree.units()]
    .filter((unit) => tree.on(unit.key, date) || isUnplaced(tree, unit.key, date, dissolvedOn(unit)))
    .map(({ key }) => key)
    .filter((key) => (root === undefined || tree.isUnder(key, [root], date)) && scope.sees(key, date))
    .sort();
  const lookUp = async (units: readonly string[]): Promise<Reconciliation[]> => {
    const [living, ended] = [units.filter((unit) => tree.on(unit, date)), units.filter((unit) => !tree.on(unit, date))];
    const staff = await loadUnitStaff(ctx, tree, date, living);
    const reports = await loadHeadcounts(
      ctx.store,
      living.map((unit) => ({ unit, month })),
    );
    const compared = living.flatMap((unit, index) => compare(unit, reports[index], staff[index]) ?? []);
    const rows = [...compared, ...(await unplacedOf(ctx, ended, date))];
    return rows.filter(({ state }) => show === 'all' || state !== 'agrees').sort((one, other) => (one.unit < other.unit ? -1 : 1));
  };
  const request = { ...page, list: 'staff-reconciliation', filters: { month, under, show } };
  return pageOfLookups(ctx, request, candidates, lookUp, ({ unit }) => `${unit}#`);
}

const isUnplaced = (tree: Tree, unit: string, date: PlainDate, dissolved: PlainDate | null): boolean =>
  dissolved !== null && dissolved <= date && standingOf(tree, unit, date) === null;

/** A unit's report beside its staff; undefined where there is neither. */
function compare(unit: string, report: KeptHeadcount | undefined, staff: UnitStaff | undefined): Reconciliation | undefined {
  if (!report && !staff) return undefined;
  const categories = CATEGORIES.flatMap((category) => {
    const reported = report ? (report.categories.find((row) => row.category === category)?.closing ?? 0) : null;
    const inService = staff ? staff.cells.reduce((sum, cell) => sum + (cell.category === category ? cell.count : 0), 0) : null;
    const difference = reported === null || inService === null ? null : inService - reported;
    return reported || inService ? [{ category, reported, staff: inService, difference }] : [];
  });
  const agrees = categories.every(({ difference }) => difference === 0);
  const state = !report ? 'no-report' : !staff ? 'no-staff' : agrees ? 'agrees' : 'differs';
  return { unit, state, categories, people: [] };
}

/** Who has no place since a unit ended without a sole heir; units that never kept staff are not read. */
async function unplacedOf(ctx: Context, units: readonly string[], date: PlainDate): Promise<Reconciliation[]> {
  const counts = await loadStaffCounts(ctx.store, units);
  const rows: Reconciliation[] = [];
  for (const unit of units.filter((_, index) => keepsStaffFrom(counts[index]?.cells ?? new Map()) !== undefined)) {
    const people = (await loadStaffOfUnit(ctx.store, unit)).flatMap((person) => {
      const service = serviceOn(person, date);
      return service && mainOf(service).unit === unit ? [{ id: person.id, category: service.category }] : [];
    });
    if (people.length > 0) rows.push({ unit, state: 'unplaced', categories: [], people });
  }
  return rows;
}
