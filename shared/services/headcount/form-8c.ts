import type { FormGaps } from '../../domain/headcount-form.ts';
import { type MovementForm, PeriodMovements, type UnitLife, movementRows } from '../../domain/headcount-movements.ts';
import type { Tree } from '../../domain/tree.ts';
import { type Unit, dissolvedOn, establishedOn } from '../../domain/unit.ts';
import { headcountDeadline } from '../../law/duties/headcount-report.ts';
import { cellKey, loadHeadcountCells } from '../../store/headcount.ts';
import { type PlainMonth, addMonths, firstDay, lastDay } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { requireUnder } from '../under.ts';
import { gapsOf, unitsOfForm } from './form-units.ts';
import { loadPrevious } from './load-previous.ts';
import { livedIn, monthsBetween } from './owed-months.ts';

const MAX_MONTHS = 12;
/** Cells that are read in one go; more are read month by month, so that memory does not grow with the province. */
const FEW_CELLS = 100;

type Period = { from: PlainMonth; to: PlainMonth };
export type FormQuestion = Period & { under?: string | undefined };

/** Form 8c-BTCTW of a period of at most 12 months, beside the same period a year before. */
export async function movementForm(ctx: Context, { from, to, under: code }: FormQuestion): Promise<MovementForm> {
  permit(ctx, 'read', 'headcount');
  monthsBetween(from, to, MAX_MONTHS);
  const tree = await loadTree(ctx);
  const under = code === undefined ? undefined : requireUnder(ctx, tree, code, lastDay(to));
  const comparedWith = { from: addMonths(from, -12), to: addMonths(to, -12) };
  const now = await readPeriod(ctx, tree, { from, to }, under);
  const before = await readPeriod(ctx, tree, comparedWith, under);
  const rows = movementRows((row) => ({
    now: now.movements.column(row, now.lifeOf),
    before: before.movements.column(row, before.lifeOf),
  }));
  const { reports, openingsThatDiffer, overrides } = now.movements;
  return {
    form: '8c-BTCTW',
    from,
    to,
    comparedWith,
    under: under ?? null,
    units: now.units,
    reports,
    rows,
    missing: now.missing,
    missingLastYear: before.missing,
    openingsThatDiffer,
    overrides,
  };
}

async function readPeriod(ctx: Context, tree: Tree, { from, to }: Period, under: string | undefined) {
  const months = monthsBetween(from, to, MAX_MONTHS);
  const units = unitsOfForm(ctx, tree, { on: lastDay(to), under }, (unit) => months.some((month) => livedIn(unit, month)));
  const byKey = new Map(units.map((unit) => [unit.key, unit]));
  const movements = new PeriodMovements();
  const absent = new Map<string, PlainMonth[]>();
  const reported = new Set<string>();
  const lifeOf = (key: string): UnitLife => lifeIn({ from, to }, byKey.get(key));
  for (const some of units.length * months.length <= FEW_CELLS ? [months] : months.map((month) => [month])) {
    const cells = await loadHeadcountCells(ctx.store, some, [...byKey.keys()]);
    for (const month of some)
      for (const unit of units) {
        const report = cells.get(cellKey(unit.key, month));
        if (report) {
          movements.add(report);
          reported.add(unit.key);
        } else if (isOwed(ctx, unit, month)) absent.set(unit.key, [...(absent.get(unit.key) ?? []), month]);
      }
  }
  const silent = units.filter(({ key }) => !reported.has(key) && lifeOf(key).ended && !lifeOf(key).began).map(({ key }) => key);
  for (const report of (await loadPrevious(ctx, silent, from)).values()) movements.carry(report);
  const query = new URLSearchParams({ from, to, state: 'missing', ...(under === undefined ? {} : { under }) });
  const missing: FormGaps = gapsOf(
    [...absent].map(([unit, unreported]) => ({ unit, months: unreported })),
    `/v1/headcount/missing?${query.toString()}`,
  );
  return { movements, missing, units: units.length, lifeOf };
}

/** A month that has begun, in which the unit lived, and that is reported at all. */
const isOwed = ({ today }: Context, unit: Unit, month: PlainMonth): boolean =>
  firstDay(month) <= today && livedIn(unit, month) && headcountDeadline(month) !== undefined;

/** A unit that begins on the period's first day is there when it opens; one that ended on that day is not looked at. */
function lifeIn({ from, to }: Period, unit: Unit | undefined): UnitLife {
  if (unit === undefined) return { began: false, ended: false };
  const dissolved = dissolvedOn(unit);
  return { began: establishedOn(unit) > firstDay(from), ended: dissolved !== null && dissolved <= lastDay(to) };
}
