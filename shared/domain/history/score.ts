import type { BackTestPair, BackTestScore } from './back-test-answer.ts';
import { MEASURES } from './back-test-answer.ts';

type Off = { readonly value: number; readonly actual: number };

function errorsOf(pairs: readonly Off[]): BackTestScore['forecast'] {
  const known = pairs.filter(({ actual }) => actual > 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    bias: sum(pairs.map(({ value, actual }) => value - actual)) / pairs.length,
    wape:
      known.length === 0
        ? null
        : (100 * sum(pairs.map(({ value, actual }) => Math.abs(value - actual)))) / sum(known.map(({ actual }) => actual)),
    mape: known.length === 0 ? null : (100 * sum(known.map(({ value, actual }) => Math.abs(value - actual) / actual))) / known.length,
  };
}

/** Scores by kind of series, measure and years ahead, in that order; what no pair is about has no row. */
export function scoresOf(pairs: readonly BackTestPair[]): BackTestScore[] {
  const ahead = [...new Set(pairs.map(({ from, year }) => year - from))].toSorted((one, other) => one - other);
  return (['category', 'sector'] as const).flatMap((by) =>
    MEASURES.flatMap((measure) =>
      ahead.flatMap((yearsAhead): BackTestScore[] => {
        const mine = pairs.filter((pair) => by in pair.series && pair.measure === measure && pair.year - pair.from === yearsAhead);
        if (mine.length === 0) return [];
        const banded = mine.filter(({ band80 }) => band80 !== null);
        const inside = banded.filter(({ band80, actual }) => band80 && (band80[0] as number) <= actual && actual <= (band80[1] as number));
        return [
          {
            by,
            measure,
            yearsAhead,
            pairs: mine.length,
            forecast: errorsOf(mine.map(({ forecast, actual }) => ({ value: forecast, actual }))),
            naive: errorsOf(mine.map(({ naive, actual }) => ({ value: naive, actual }))),
            coverage80: banded.length === 0 ? null : { inside: inside.length, pairs: banded.length },
          },
        ];
      }),
    ),
  );
}
