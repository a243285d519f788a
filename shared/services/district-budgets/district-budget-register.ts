import { type DistrictBudget, type DistrictBudgetInput, districtBudgetOf, isDistrict } from '../../domain/district-budget.ts';
import { Refusal } from '../../errors.ts';
import { loadDistrictBudgets, putDistrictBudget } from '../../store/district-budgets.ts';
import { endOfYear, firstDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { requireTaken, requireYearInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';

/** Whether a district balances its own budget in a year: what was decided, with the revenue and spending it rests on. */
export const districtBudgetRegister: UnitRegister<number, DistrictBudgetInput, DistrictBudget | undefined, DistrictBudget> = {
  resource: 'district-budgets',
  verb: 'put-district-budget',
  dateOf: endOfYear,
  load: (ctx, year, units) =>
    loadDistrictBudgets(
      ctx.store,
      units.map((unit) => ({ unit, year })),
    ),
  judge: (ctx, tree, { unit, period: year, input, expected }, current) => {
    requireYearInReach(ctx, year);
    requireTaken(ctx, input.decision);
    // The districts were abolished within a year: it is enough to have lived at its beginning.
    const date = tree.on(unit, endOfYear(year)) ? endOfYear(year) : firstDay(`${year}-01`);
    aliveOn(tree, unit, date, 'unit');
    if (!isDistrict(tree, unit, date)) throw new Refusal('not-a-district', { unit }, 'unit');
    const version = nextVersion(current, expected, { record: 'district-budget', unit, year });
    const record = districtBudgetOf(unit, year, input, version);
    const write = putDistrictBudget(ctx.store, record);
    return { record, change: { stream: unit, record: `district-budget/${year}`, version, before: current ?? null, after: record, write } };
  },
};
