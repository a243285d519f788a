import * as z from 'zod';
import { inForce } from '../law/engine.ts';
import { type Years, moveUpShare, supportFall } from '../law/autonomy-period.ts';
import { endOfYear, plainDateSchema, yearSchema } from '../time.ts';
import { apartTotalsSchema, directSpendingOf, dongTotalSchema, spendingTotals } from './direct-spending.ts';
import { ratio } from './ratio.ts';
import { type SelfFinancingRecord, effectiveBand, isBetter, isPartlyFinancing, isSelfFinancing } from './self-financing.ts';
import {
  AUTONOMY_WARNINGS,
  type AutonomyWarning,
  autonomyWarningSchema,
  basisAtEnd,
  fallsEnough,
  fractionText,
  supportOf,
} from './self-financing-warnings.ts';
import { AUTONOMY_BANDS, type Sector, autonomyBandSchema, ratioSchema, sectorSchema } from './vocabulary.ts';

/** A public service unit that lives on the date, with its sector and the assessment that stands. */
export type StandingUnit = { unit: string; sector: Sector; record: SelfFinancingRecord | undefined };

const bandCountsSchema = z
  .strictObject({
    units: z.int().meta({ description: 'Public service units that live on the date' }),
    notAssessed: z.int(),
    groups: z.array(z.strictObject({ group: autonomyBandSchema, units: z.int(), share: ratioSchema })),
    selfFinancing: ratioSchema.meta({ description: 'Units of groups 1 and 2 over all units' }),
  })
  .meta({ id: 'AutonomyCounts', description: 'Units by group; every share is of all units, assessed or not' });

const moveSchema = z
  .strictObject({
    period: z.strictObject({ first: yearSchema, last: yearSchema }),
    due: z.boolean().meta({ description: 'The period has ended with this year: the 30 % must be there' }),
    bands: z.array(
      z.strictObject({
        band: autonomyBandSchema,
        units: z.int().meta({ description: 'In the band at their first assessment of the period, living and assessed at its end' }),
        excepted: z.int().meta({ description: 'Of basic services without revenue: not among `units`' }),
        ended: z.int().meta({ description: 'No longer there at the end: not among `units`' }),
        moved: z.int().meta({ description: 'In a better group at the end' }),
        required: z.int().meta({ description: 'Least number of units that is 30 %' }),
        share: ratioSchema,
        met: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'MovedUp', description: 'How many units of each 3-band moved up over a period' });
export type MovedUp = z.infer<typeof moveSchema>;

export const autonomyOverviewSchema = z
  .strictObject({
    year: yearSchema,
    asOf: plainDateSchema,
    total: bandCountsSchema,
    sectors: z.array(bandCountsSchema.extend({ sector: sectorSchema })),
    spending: z.strictObject({
      direct: dongTotalSchema.meta({ description: 'Of the year’s records that state it' }),
      apart: apartTotalsSchema,
      notStated: z.int().meta({ description: 'Living units without a record of the year, or without its direct spending' }),
    }),
    movedUp: z.array(moveSchema),
    warnings: z.array(autonomyWarningSchema).meta({ description: 'Of the whole province; those of units: /v1/self-financing/warnings' }),
    unitWarnings: z.array(z.strictObject({ code: z.enum(AUTONOMY_WARNINGS), units: z.int() })),
  })
  .meta({ id: 'AutonomyOverview', description: 'Financial autonomy of the province in a year' });
export type AutonomyOverview = z.infer<typeof autonomyOverviewSchema>;

/** Living units by group; shares are of all of them. */
export function countBands(units: readonly StandingUnit[]): z.infer<typeof bandCountsSchema> {
  const groups = units.flatMap(({ record }) => (record ? [effectiveBand(record)] : []));
  return {
    units: units.length,
    notAssessed: units.length - groups.length,
    groups: AUTONOMY_BANDS.map((group) => {
      const count = groups.filter((each) => each === group).length;
      return { group, units: count, share: ratio(count, units.length) };
    }),
    selfFinancing: ratio(groups.filter(isSelfFinancing).length, units.length),
  };
}

/** A unit at its first assessment of a period, and at the end; undefined: it is not there, or not assessed, any more. */
export type Course = { first: SelfFinancingRecord; last: SelfFinancingRecord | undefined };

/**
 * How many units of each 3-band moved up between their first assessment of a period and its end, exactly against the share
 * in force at the end of a year. Units all of whose parts are basic services without revenue are excepted.
 */
export function movedUp(period: Years, due: boolean, courses: readonly Course[], year: number): MovedUp {
  const { numerator, denominator } = inForce(moveUpShare, endOfYear(year)).value;
  const bands = AUTONOMY_BANDS.filter(isPartlyFinancing).map((band) => {
    const began = courses.filter(({ first }) => effectiveBand(first) === band);
    const there = began.flatMap(({ last }) => (last ? [last] : []));
    const bound = there.filter(({ parts }) => !parts.every(({ basicService }) => basicService));
    const moved = bound.filter((last) => isBetter(effectiveBand(last), band)).length;
    const required = Math.ceil((bound.length * numerator) / denominator);
    return {
      band,
      units: bound.length,
      excepted: there.length - bound.length,
      ended: began.length - there.length,
      moved,
      required,
      share: ratio(moved, bound.length),
      met: moved * denominator >= bound.length * numerator,
    };
  });
  return { period, due, bands };
}

/** Warnings about the whole province: 3-bands of which too few units moved up by the end of a period; support in total. */
export function provinceWarnings(
  moves: readonly MovedUp[],
  year: number,
  records: { before: readonly SelfFinancingRecord[]; now: readonly SelfFinancingRecord[] },
): AutonomyWarning[] {
  const late = moves
    .filter(({ due }) => due)
    .flatMap(({ period, bands }) => bands.filter(({ met }) => !met).map((band) => ({ period, ...band })))
    .map(
      ({ period, band, units, moved, required }): AutonomyWarning => ({
        code: 'too-few-moved-up',
        unit: null,
        activity: null,
        message: {
          vi: `Thời kỳ ${period.first}–${period.last}: ${moved}/${units} đơn vị mức ${band} chuyển lên mức cao hơn, cần ít nhất ${required}.`,
          en: `Period ${period.first}–${period.last}: ${moved} of ${units} units of band ${band} moved up, at least ${required} must.`,
        },
        basis: basisAtEnd(moveUpShare, year, fractionText),
      }),
    );
  return [...late, ...totalSupport(year, records)];
}

/** Support of the units that were in group 3 and stated it in both years, so that like is compared with like. */
function totalSupport(
  year: number,
  { before, now }: { before: readonly SelfFinancingRecord[]; now: readonly SelfFinancingRecord[] },
): AutonomyWarning[] {
  const earlier = new Map(before.map((record) => [record.unit, supportOf(record)]));
  const pairs = now.flatMap((record) => {
    const [was, is] = [earlier.get(record.unit) ?? null, supportOf(record)];
    return was === null || is === null ? [] : [{ was: BigInt(was), is: BigInt(is) }];
  });
  const sum = (of: 'was' | 'is') => pairs.reduce((total, pair) => total + pair[of], 0n);
  const [was, is] = [sum('was'), sum('is')];
  if (fallsEnough(was, is, year)) return [];
  return [
    {
      code: 'total-support-not-falling',
      unit: null,
      activity: null,
      message: {
        vi: `${pairs.length} đơn vị nhóm 3 của cả hai năm: hỗ trợ trực tiếp ${was} đồng năm ${year - 1}, ${is} đồng năm ${year}, giảm chưa đủ 2,5%.`,
        en: `${pairs.length} units in group 3 in both years: direct support of ${was} dong in ${year - 1}, ${is} dong in ${year}; it did not fall by 2.5 %.`,
      },
      basis: basisAtEnd(supportFall, year, fractionText),
    },
  ];
}

/** What the year's records come to in direct spending, and of how many living units it is missing. */
export function spendingOf(now: readonly SelfFinancingRecord[], living: readonly string[]): AutonomyOverview['spending'] {
  const stated = new Map(now.map((record) => [record.unit, directSpendingOf(record)]));
  return {
    ...spendingTotals([...stated.values()]),
    notStated: living.filter((unit) => (stated.get(unit)?.direct ?? null) === null).length,
  };
}
