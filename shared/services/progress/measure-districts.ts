import { type DistrictBudget, isDistrict } from '../../domain/district-budget.ts';
import { figure, recordOf, unitsFigure } from '../../domain/reports/figure.ts';
import type { Tree } from '../../domain/tree.ts';
import { FIRST_ASSESSED } from '../../law/autonomy-period.ts';
import type { Target } from '../../law/target-schema.ts';
import { loadDistrictBudgets } from '../../store/district-budgets.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import type { Measured } from './measure-target.ts';
import type { Registers } from './registers.ts';

const districtsOn = (tree: Tree, date: PlainDate) =>
  tree.aliveOn(date).flatMap(({ unit, facts }) => (isDistrict(tree, unit.key, date) ? [{ unit: unit.key, name: facts.name }] : []));

/** The last balance of each district that lives on a date: of its year, else of an earlier one, back to the first of the period. */
export async function loadBalances(ctx: Context, tree: Tree, date: PlainDate): Promise<DistrictBudget[]> {
  let open = districtsOn(tree, date).map(({ unit }) => unit);
  const found: DistrictBudget[] = [];
  for (let year = yearOf(date); year >= FIRST_ASSESSED && open.length > 0; year--) {
    const records = await loadDistrictBudgets(
      ctx.store,
      open.map((unit) => ({ unit, year })),
    );
    found.push(...records.filter((record) => record !== undefined));
    open = open.filter((_, index) => records[index] === undefined);
  }
  return found;
}

/** How many districts balance their own budget, by decision; one without a record counts among all of them only. */
export function measureDistricts(target: Target, { tree, balances }: Registers, date: PlainDate): Measured {
  const records = new Map(balances.map((record) => [record.unit, record]));
  const districts = districtsOn(tree, date).map(({ unit, name }) => {
    const { year = null, selfBalancing = null, covered = null } = records.get(unit) ?? {};
    return { unit, name, year, selfBalancing, covered };
  });
  const recorded = districts.filter(({ year }) => year !== null);
  const notRecorded = districts.length - recorded.length;
  const missing =
    notRecorded > 0 || districts.length === 0
      ? [
          {
            vi: `Chưa có cân đối ngân sách của ${notRecorded}/${districts.length} đơn vị cấp huyện đến ${date}.`,
            en: `There is no budget balance on record of ${notRecorded} of ${districts.length} districts up to ${date}.`,
          },
        ]
      : [];
  if (recorded.length === 0) return { measuredOn: null, missing };
  const balancing = districts.filter(({ selfBalancing }) => selfBalancing === true).length;
  const required = target.amount.numerator;
  const balance = {
    balancing,
    of: districts.length,
    required,
    requiredOf: target.amount.denominator,
    met: balancing >= required,
    short: Math.max(0, required - balancing),
    notRecorded,
    districts,
  };
  const years = [...new Set(balances.map(({ year }) => year))].sort((one, other) => one - other);
  const figures = () => {
    const parts = districts
      .filter(({ selfBalancing }) => selfBalancing === true)
      .map(({ unit, year }) => [unit, { quantity: 1, record: recordOf.districtBudget(year ?? 0, unit) }] as const);
    const all = districts.map(({ unit }) => unit);
    return [figure('balancing', 'units', balancing, parts), unitsFigure('districts', districts.length, all)];
  };
  const rests = [...years.map((year) => `district-budget/${year}`), `units@${tree.version}`];
  return { measuredOn: date, balance, missing, records: rests, figures };
}
