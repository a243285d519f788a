import * as z from 'zod';
import { bilingualSchema } from '../law/source.ts';
import type { Target } from '../law/target-schema.ts';
import { yearOf, yearSchema } from '../time.ts';
import { apartTotalsSchema, directSpendingOf, dongTotalSchema, spendingTotals } from './direct-spending.ts';
import { quotientOf } from './ratio.ts';
import type { SelfFinancingRecord } from './self-financing.ts';
import { orNull } from './vocabulary.ts';

const yearsSchema = z.strictObject({ first: yearSchema, last: yearSchema });

const budgetYearSchema = z
  .strictObject({
    year: yearSchema,
    units: z.int().meta({ description: 'Public service units at the end of the year, or on the date measured' }),
    notStated: z.int().meta({ description: 'Of them, those whose direct spending is not on record' }),
    complete: z.boolean().meta({ description: 'All units stated: only such years enter a mean' }),
    direct: dongTotalSchema,
    apart: apartTotalsSchema,
  })
  .meta({ id: 'BudgetYear', description: 'Direct budget spending on public service units in a year' });
export type BudgetYear = z.infer<typeof budgetYearSchema>;

const meanSchema = z
  .strictObject({
    total: dongTotalSchema,
    over: z.int().meta({ description: 'Years, or units summed over the years' }),
    mean: dongTotalSchema.meta({ description: 'total / over in whole dong, half-up, for display; verdicts use the exact quotient' }),
    years: z.array(yearSchema),
  })
  .meta({ id: 'SpendingMean', description: 'A mean of direct spending' });

const budgetReadingSchema = z
  .strictObject({
    id: z.string(),
    default: z.boolean(),
    title: bilingualSchema,
    base: orNull(meanSchema),
    current: orNull(meanSchema).meta({ description: 'Up to the date measured' }),
    fall: orNull(z.string()).meta({ description: 'Percent by which it fell, four places; negative when it rose' }),
    met: orNull(z.boolean()).meta({ description: 'Null until the period has ended and every year is complete' }),
  })
  .meta({ id: 'BudgetReading', description: 'One reading of the means compared' });
type BudgetReading = z.infer<typeof budgetReadingSchema>;

export const budgetProgressSchema = z
  .strictObject({
    basePeriod: yearsSchema,
    period: yearsSchema,
    final: z.boolean().meta({ description: 'The period has ended and every year of both is complete' }),
    years: z.array(budgetYearSchema),
    readings: z.array(budgetReadingSchema),
  })
  .meta({ id: 'BudgetProgress', description: 'Progress of a cut of direct budget spending; nominal amounts' });
export type BudgetProgress = z.infer<typeof budgetProgressSchema>;

/** A year's direct spending: what is on record, and of how many of the living units it is missing. */
export function budgetYearOf(year: number, records: readonly SelfFinancingRecord[], living: readonly string[]): BudgetYear {
  const spending = new Map(records.map((record) => [record.unit, directSpendingOf(record)]));
  const notStated = living.filter((unit) => (spending.get(unit)?.direct ?? null) === null).length;
  return {
    year,
    units: living.length,
    notStated,
    complete: living.length > 0 && notStated === 0,
    ...spendingTotals([...spending.values()]),
  };
}

type Mean = { total: bigint; over: bigint; years: number[] };

/**
 * The means of a budget target in each of its readings: nominal, exact, over complete years only. No verdict before the
 * period has ended with every year of both periods complete.
 * @param years the recorded years of both periods up to the date, in order
 * @param ended whether the deadline has come
 */
export function budgetProgress(
  target: Target & { base: NonNullable<Target['base']> },
  years: readonly BudgetYear[],
  ended: boolean,
): BudgetProgress {
  const { base, amount, deadline } = target;
  const basePeriod = { first: base.firstYear ?? base.year, last: base.year };
  const period = { first: base.year + 1, last: yearOf(deadline) };
  const within = ({ first, last }: typeof period) => years.filter(({ year, complete }) => complete && year >= first && year <= last);
  const [before, now] = [within(basePeriod), within(period)];
  const final = ended && before.length + now.length === period.last - basePeriod.first + 1;
  const readings = (base.readings ?? []).map(({ id, title, default: isDefault }): BudgetReading => {
    const over = OVER[id];
    if (over === undefined) throw new Error(`no way to compute the reading ${id}`);
    const [from, to] = [meanOf(before, over), meanOf(id === FINAL_YEAR ? now.filter(({ year }) => year === period.last) : now, over)];
    const cut = from && to ? { fell: from.total * to.over - to.total * from.over, of: from.total * to.over } : undefined;
    return {
      id,
      default: isDefault,
      title,
      base: from ? shown(from) : null,
      current: to ? shown(to) : null,
      fall: cut ? quotientOf(100n * cut.fell, cut.of) : null,
      met: final && cut ? cut.fell * BigInt(amount.denominator) >= cut.of * BigInt(amount.numerator) : null,
    };
  });
  return { basePeriod, period, final, years: [...years], readings };
}

const FINAL_YEAR = 'final-year';
/** What each reading divides by: years, or units summed over the years. */
const OVER: Readonly<Record<string, (year: BudgetYear) => number>> = {
  'period-means': () => 1,
  [FINAL_YEAR]: () => 1,
  'mean-per-unit': ({ units }) => units,
};

function meanOf(years: readonly BudgetYear[], weight: (year: BudgetYear) => number): Mean | undefined {
  if (years.length === 0) return undefined;
  return {
    total: years.reduce((sum, { direct }) => sum + BigInt(direct), 0n),
    over: years.reduce((sum, year) => sum + BigInt(weight(year)), 0n),
    years: years.map(({ year }) => year),
  };
}

const shown = ({ total, over, years }: Mean): z.infer<typeof meanSchema> => ({
  total: String(total),
  over: Number(over),
  mean: String((2n * total + over) / (2n * over)),
  years,
});
