import type { BackTestPair, Measure } from './back-test-answer.ts';
import { MEASURES } from './back-test-answer.ts';
import { ALL_SERIES, type Figures, seriesName } from './figures.ts';
import { bandKey } from './forecast-year.ts';

/** What happened: stocks at the end of each recorded year, and who left in it. */
export type Actual = ReadonlyMap<number, Figures>;

const valueOf = (actual: Actual, year: number, name: string, measure: Measure): number | undefined => {
  const figures = actual.get(year);
  return figures && (figures.get(name)?.[measure] ?? 0);
};

/**
 * The rate of the last year, carried on: a stock changes as it did in that year, of its people as many leave. Without the
 * year before the last nothing is known of a change, and the stock stays.
 */
export function naiveForecast(actual: Actual, from: number, year: number, name: string, measure: Measure): number {
  const stock = measure === 'posts' ? 'posts' : 'present';
  const now = valueOf(actual, from, name, stock) ?? 0;
  const before = valueOf(actual, from - 1, name, stock) ?? now;
  const growth = before === 0 ? 1 : now / before;
  if (measure === stock) return now * growth ** (year - from);
  const rate = before === 0 ? 0 : (valueOf(actual, from, name, measure) ?? 0) / before;
  return rate * now * growth ** (year - from - 1);
}

/** Every figure of every series that a forecast from the end of a year is about, up to the last recorded one. */
export function pairsOf(
  from: number,
  expected: ReadonlyMap<number, Figures>,
  bands: ReadonlyMap<string, [number, number]>,
  actual: Actual,
): BackTestPair[] {
  return [...expected].flatMap(([year, figures]) => {
    if (!actual.has(year)) return [];
    return ALL_SERIES.flatMap((series) => {
      const name = seriesName(series);
      const mine = figures.get(name);
      if (!mine && !actual.get(year)?.has(name)) return [];
      return MEASURES.map(
        (measure): BackTestPair => ({
          from,
          year,
          series,
          measure,
          forecast: mine?.[measure] ?? 0,
          band80: bands.get(bandKey(year, name, measure)) ?? null,
          naive: naiveForecast(actual, from, year, name, measure),
          actual: valueOf(actual, year, name, measure) ?? 0,
        }),
      );
    });
  });
}
