import * as z from 'zod';
import { basisSchema, bilingualSchema } from '../law/source.ts';
import { endOfYear } from '../time.ts';
import { FIRST_ASSESSED, autonomyPeriodOf, noBudgetPosts, noFall, supportFall } from '../law/autonomy-period.ts';
import { autonomyBands } from '../law/autonomy-bands.ts';
import { type Rule, basisOf, inForce } from '../law/engine.ts';
import type { Basis, Bilingual } from '../law/source.ts';
import {
  type AutonomyPart,
  type SelfFinancingRecord,
  activitySchema,
  bandOfPart,
  effectiveBand,
  isPartlyFinancing,
  isSelfFinancing,
} from './self-financing.ts';
import { type FractionValue, orNull } from './vocabulary.ts';

export const AUTONOMY_WARNINGS = [
  'band-differs',
  'fell-from-self-financing',
  'budget-posts-without-budget',
  'support-not-falling',
  'too-few-moved-up',
  'total-support-not-falling',
] as const;

/** What the law wants and the records do not show. A warning never keeps anything from being recorded. */
export const autonomyWarningSchema = z
  .strictObject({
    code: z.enum(AUTONOMY_WARNINGS),
    unit: orNull(z.string()).meta({ description: 'Null: the whole province' }),
    activity: orNull(activitySchema),
    message: bilingualSchema,
    basis: basisSchema,
  })
  .meta({ id: 'AutonomyWarning', description: 'A duty of financial autonomy that the records do not show to be met' });
export type AutonomyWarning = z.infer<typeof autonomyWarningSchema>;

/** The citation of a rule as it stood at the end of a year. */
export const basisAtEnd = <V>(rule: Rule<V>, year: number, say: (value: V) => string): Basis => {
  const dated = inForce(rule, endOfYear(year));
  return basisOf(rule, dated, say(dated.value));
};
export const fractionText = ({ numerator, denominator }: FractionValue): string => `${numerator}/${denominator}`;

/** The years whose records of a unit its warnings of a year look back at: the period's, and the last of the period before. */
export const yearsLookedBackAt = (year: number): number[] => {
  if (year <= FIRST_ASSESSED) return [];
  const first = Math.max(FIRST_ASSESSED, autonomyPeriodOf(year).first - 1);
  return Array.from({ length: year - first }, (_, back) => year - 1 - back);
};

/**
 * What a unit's record of a year shows against the duties of its groups (Decree 60/2021, Điều 9 and 35).
 * @param earlier the unit's records of {@link yearsLookedBackAt}, newest first; years without a record left out
 */
export function unitWarnings(record: SelfFinancingRecord, earlier: readonly SelfFinancingRecord[]): AutonomyWarning[] {
  const { year } = record;
  const warn = (code: AutonomyWarning['code'], part: AutonomyPart | null, message: Bilingual, basis: Basis): AutonomyWarning => ({
    code,
    unit: record.unit,
    activity: part?.activity ?? null,
    message,
    basis,
  });
  const ofParts = record.parts.flatMap((part) => [
    ...(part.bandDiffers
      ? [
          warn(
            'band-differs',
            part,
            differing(part),
            basisAtEnd(autonomyBands, year, () => part.band),
          ),
        ]
      : []),
    ...(isSelfFinancing(bandOfPart(part)) && (part.posts?.budget ?? 0) > 0
      ? [warn('budget-posts-without-budget', part, budgetPosts(part), basisAtEnd(noBudgetPosts, year, String))]
      : []),
  ]);
  const fallen = fallsOf(record, earlier).map(({ part, from, since }) =>
    warn(
      'fell-from-self-financing',
      part,
      fell(from, since, part ? bandOfPart(part) : effectiveBand(record)),
      basisAtEnd(noFall, year, String),
    ),
  );
  const before = earlier.find((each) => each.year === year - 1);
  const [was, is] = [before && supportOf(before), supportOf(record)];
  const kept =
    was !== undefined && was !== null && is !== null && !fallsEnough(BigInt(was), BigInt(is), year)
      ? [warn('support-not-falling', null, notFalling(was, is, year), basisAtEnd(supportFall, year, fractionText))]
      : [];
  return [...ofParts, ...fallen, ...kept];
}

type Fall = { part: AutonomyPart | null; from: string; since: number };

/**
 * Parts that were in group 1 or 2 and no longer are, unless an excuse was stated since. Where a unit was divided into other
 * parts before, it is compared as a whole.
 */
function fallsOf(record: SelfFinancingRecord, earlier: readonly SelfFinancingRecord[]): Fall[] {
  const known = new Set(earlier.flatMap(({ parts }) => parts.map(({ activity }) => activity)));
  const comparable = record.parts.filter(({ activity }) => known.has(activity));
  if (comparable.length === 0) return fallOf(null, record, earlier);
  return comparable.flatMap((part) => fallOf(part, record, earlier));
}

function fallOf(part: AutonomyPart | null, record: SelfFinancingRecord, earlier: readonly SelfFinancingRecord[]): Fall[] {
  const of = (each: SelfFinancingRecord) => {
    const parts = part === null ? each.parts : each.parts.filter(({ activity }) => activity === part.activity);
    return parts.length === 0 ? undefined : { band: effectiveBand({ parts }), excused: parts.some(({ excuse }) => excuse !== undefined) };
  };
  const now = of(record);
  if (now === undefined || isSelfFinancing(now.band) || now.excused) return [];
  for (const each of earlier) {
    const then = of(each);
    if (then && isSelfFinancing(then.band)) return [{ part, from: then.band, since: each.year }];
    if (then?.excused) return [];
  }
  return [];
}

/** Recurrent budget support of the parts in group 3, in dong; null where there are none or it is not stated. */
export function supportOf({ parts }: SelfFinancingRecord): number | null {
  const stated = parts
    .filter((part) => isPartlyFinancing(bandOfPart(part)))
    .map(({ items }) => items.find(({ item }) => item === 'recurrent-support')?.amount);
  if (stated.length === 0 || stated.includes(undefined)) return null;
  return stated.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}

/** Whether support fell by the share that the law of a year's end asks for, exactly; from nothing to nothing it does. */
export function fallsEnough(was: bigint, is: bigint, year: number): boolean {
  const { numerator, denominator } = inForce(supportFall, endOfYear(year)).value;
  return BigInt(denominator) * (was - is) >= BigInt(numerator) * was;
}

const differing = ({ band, decided }: AutonomyPart): Bilingual => ({
  vi: `Quyết định xếp nhóm ${decided?.band}, số liệu cho nhóm ${band}.`,
  en: `The decision says group ${decided?.band}, the figures give group ${band}.`,
});
const budgetPosts = (part: AutonomyPart): Bilingual => ({
  vi: `Nhóm ${bandOfPart(part)} nhưng còn ${part.posts?.budget} biên chế hưởng lương từ ngân sách.`,
  en: `In group ${bandOfPart(part)}, but with ${part.posts?.budget} budget-paid posts.`,
});
const fell = (from: string, since: number, to: string): Bilingual => ({
  vi: `Năm ${since} thuộc nhóm ${from}, nay nhóm ${to}, không nêu bất khả kháng hoặc thay đổi chức năng, nhiệm vụ.`,
  en: `In group ${from} in ${since}, now in group ${to}, without force majeure or a change of functions stated.`,
});
const notFalling = (was: number, is: number, year: number): Bilingual => ({
  vi: `Hỗ trợ trực tiếp năm ${year - 1} là ${was} đồng, năm ${year} là ${is} đồng: giảm chưa đủ 2,5%.`,
  en: `Direct support was ${was} dong in ${year - 1} and is ${is} dong in ${year}: it did not fall by 2.5 %.`,
});
