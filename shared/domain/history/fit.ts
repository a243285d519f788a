import { type Hazard, OLDEST } from '../projection/drivers.ts';
import { UNKNOWN_AGE } from '../projection/hazards.ts';
import { CATEGORIES, type Category } from '../vocabulary.ts';
import type { FittedHazard } from './answer.ts';
import { jeffreysInterval } from './beta-quantile.ts';
import type { Strand } from './tally.ts';

/** 1 − (1 − monthly)^12: the engines' conversion, backwards. */
export const annualOf = (monthly: number): number => -Math.expm1(12 * Math.log1p(-monthly));

/** A monthly probability from events in person-months, as that of a year, with its 95 % interval; null without a month. */
export function rateOf(events: number, months: number): { annual: number | null; interval95: [number, number] | null } {
  if (months === 0) return { annual: null, interval95: null };
  const [low, high] = jeffreysInterval(events, months);
  return { annual: annualOf(events / months), interval95: [annualOf(low), annualOf(high)] };
}

type Band = { fromAge: number; belowAge: number; parts: number; leavers: number; personMonths: number };

/** Bands of a width; one with too few months is joined with the next older, the oldest with the one before. The ends are open. */
function bandsOf({ atRisk, left }: Strand, width: number, leastMonths: number): Band[] {
  const bands: Band[] = [];
  let open: Band | undefined;
  for (let fromAge = 0; fromAge < OLDEST; fromAge += width) {
    const belowAge = Math.min(OLDEST, fromAge + width);
    const sum = (of: Float64Array) => of.subarray(fromAge, belowAge).reduce((total, value) => total + value, 0);
    const [personMonths, leavers] = [sum(atRisk), sum(left)];
    if (personMonths === 0) continue;
    open = {
      fromAge: open?.fromAge ?? fromAge,
      belowAge,
      parts: (open?.parts ?? 0) + 1,
      leavers: (open?.leavers ?? 0) + leavers,
      personMonths: (open?.personMonths ?? 0) + personMonths,
    };
    if (open.personMonths < leastMonths) continue;
    bands.push(open);
    open = undefined;
  }
  const last = bands.pop();
  if (open && last)
    bands.push({
      fromAge: last.fromAge,
      belowAge: open.belowAge,
      parts: last.parts + open.parts,
      leavers: last.leavers + open.leavers,
      personMonths: last.personMonths + open.personMonths,
    });
  else if (open ?? last) bands.push((open ?? last) as Band);
  // An age that nobody had takes the rate of the band below it, or of the first.
  return bands.map((band, n) => ({ ...band, fromAge: n === 0 ? 0 : band.fromAge, belowAge: bands[n + 1]?.fromAge ?? OLDEST }));
}

/**
 * Rates of leaving by category and age band.
 * @param strands of the whole province, by category
 * @param width of a band in years
 * @param leastPersonYears below which a band is joined with its neighbour
 */
export function fitHazards(strands: ReadonlyMap<Category, Strand>, width: number, leastPersonYears: number): FittedHazard[] {
  return CATEGORIES.flatMap((category) => {
    const strand = strands.get(category);
    if (!strand) return [];
    const row = (source: FittedHazard['source'], { parts, ...band }: Band): FittedHazard => ({
      category,
      source,
      ...band,
      personYears: band.personMonths / 12,
      ...rateOf(band.leavers, band.personMonths),
      joined: parts > 1,
      few: band.personMonths < 12 * leastPersonYears,
    });
    const ageless = { leavers: strand.left[UNKNOWN_AGE] as number, personMonths: strand.atRisk[UNKNOWN_AGE] as number };
    return [
      ...bandsOf(strand, width, 12 * leastPersonYears).map((band) => row('staff-records', band)),
      ...(ageless.personMonths > 0 ? [row('form-8c', { fromAge: 0, belowAge: OLDEST, parts: 1, ...ageless })] : []),
    ];
  });
}

/** Of the rows, those that a scenario can use: by age where staff records give them, else from form 8c for every age. */
export function offeredHazards(rows: readonly FittedHazard[]): Hazard[] {
  const aged = new Set(rows.flatMap(({ category, source }) => (source === 'staff-records' ? [category] : [])));
  return rows.flatMap(({ category, source, fromAge, belowAge, leavers, personYears, annual }) =>
    annual === null || (source === 'form-8c' && aged.has(category))
      ? []
      : [{ category, fromAge, belowAge, annual, fitted: { personYears, leavers } }],
  );
}

/** Leavers that a strand would have had at the rates of the rows. */
export function expectedLeavers(category: Category, { atRisk }: Strand, rows: readonly FittedHazard[]): number {
  let expected = 0;
  for (const { category: one, source, fromAge, belowAge, leavers, personMonths } of rows) {
    if (one !== category || personMonths === 0) continue;
    const months = source === 'form-8c' ? atRisk.subarray(UNKNOWN_AGE) : atRisk.subarray(fromAge, belowAge);
    expected += (leavers / personMonths) * months.reduce((sum, value) => sum + value, 0);
  }
  return expected;
}
