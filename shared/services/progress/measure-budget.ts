import { type BudgetYear, budgetProgress, budgetYearOf } from '../../domain/budget-progress.ts';
import { directSpendingOf } from '../../domain/direct-spending.ts';
import { type FigureId, figure, recordOf } from '../../domain/reports/figure.ts';
import type { Bilingual } from '../../law/source.ts';
import type { Target } from '../../law/target-schema.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import type { Measured } from './measure-target.ts';
import type { Registers } from './registers.ts';

/** The years whose direct spending a budget target compares, up to a date. */
export function yearsOfBudget({ base, deadline }: Target, date: PlainDate): number[] {
  if (base === null) return [];
  const [first, last] = [base.firstYear ?? base.year, Math.min(yearOf(date), yearOf(deadline))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset);
}

/** A cut of direct budget spending on public service units: mean against mean, in every reading, no verdict ahead of time. */
export function measureBudget(target: Target, { tree, spending }: Registers, date: PlainDate): Measured {
  const { base, population, deadline } = target;
  if (base === null) throw new Error(`${target.id} has no base`);
  const years = yearsOfBudget(target, date).map((year) => {
    const day = endOfYear(year) < date ? endOfYear(year) : date;
    const living = tree.aliveOn(day).flatMap(({ unit, facts }) => (population.unitKinds?.includes(facts.kind) === false ? [] : [unit.key]));
    return budgetYearOf(year, spending.get(year) ?? [], living);
  });
  const missing = years.flatMap(missingOf);
  if (!years.some(({ year, complete }) => complete && year <= base.year)) return { measuredOn: null, missing };
  const budget = budgetProgress({ ...target, base }, years, date >= deadline);
  const spentIn = (id: FigureId, of: (year: number) => boolean) => {
    const own = years.filter(({ year }) => of(year));
    const parts = own.flatMap(({ year }) =>
      (spending.get(year) ?? []).flatMap((record) => {
        const { direct } = directSpendingOf(record);
        return direct === null
          ? []
          : [[`${year}|${record.unit}`, { quantity: direct, record: recordOf.selfFinancing(year, record.unit) }] as const];
      }),
    );
    return figure(
      id,
      'dong',
      own.reduce((sum, year) => sum + BigInt(year.direct), 0n),
      parts,
    );
  };
  return {
    measuredOn: date,
    budget,
    missing,
    records: [...years.map(({ year }) => `self-financing/${year}`), `units@${tree.version}`],
    figures: () => [spentIn('base-spending', (year) => year <= base.year), spentIn('period-spending', (year) => year > base.year)],
  };
}

function missingOf({ year, units, notStated }: BudgetYear): Bilingual[] {
  if (units > 0 && notStated === 0) return [];
  return [
    {
      vi: `Chưa có số chi trực tiếp từ ngân sách năm ${year} của ${notStated}/${units} đơn vị.`,
      en: `There is no direct budget spending of ${year} on record for ${notStated} of ${units} units.`,
    },
  ];
}
