import * as z from 'zod';
import { bilingualSchema, type Bilingual } from '../law/source.ts';
import { type PlainDate, addMonths, endOfYear, lastDay, monthIndex, plainDateSchema, yearOf } from '../time.ts';
import { type CountedSpan, countedSeries } from './counted-spans.ts';
import { straightLine } from './glide-path.ts';
import { orNull } from './vocabulary.ts';

/** From the worst to the best. */
const LIGHTS = ['red', 'amber', 'green'] as const;
type Light = (typeof LIGHTS)[number];

/** Why a light is what it is. */
const RULES = {
  reached: { light: 'green', vi: 'Chỉ tiêu đã đạt.', en: 'The target is reached.' },
  missed: { light: 'red', vi: 'Hết thời hạn mà chưa đạt.', en: 'The deadline has passed and the target is not reached.' },
  behind: {
    light: 'red',
    vi: 'Cao hơn mức phải đạt vào cuối năm trước theo lộ trình thẳng.',
    en: 'Above what the straight line left at the last year-end.',
  },
  slow: {
    light: 'amber',
    vi: 'Chưa chậm ở cuối năm trước, nhưng với nhịp độ đến nay sẽ không đạt khi hết thời hạn.',
    en: 'Not behind at the last year-end, but at the pace so far the deadline would be missed.',
  },
  'on-path': { light: 'green', vi: 'Đúng lộ trình thẳng.', en: 'On the straight line or below it.' },
  short: { light: 'amber', vi: 'Chưa đạt, còn thời hạn; không có lộ trình theo năm.', en: 'Not reached yet; there is no yearly path.' },
  lapsed: {
    light: null,
    vi: 'Đối tượng của chỉ tiêu không còn tồn tại trước thời hạn: không còn gì để cảnh báo.',
    en: 'What the target counts ended before its deadline: nothing is left to warn of.',
  },
} as const satisfies Record<string, Bilingual & { light: Light | null }>;
type Rule = keyof typeof RULES;

const count = z.int().min(0);
export const warningSchema = z
  .strictObject({
    light: orNull(z.enum(LIGHTS)).meta({ description: 'Null for a target whose population ended before its deadline' }),
    rule: z.enum(Object.keys(RULES) as [Rule, ...Rule[]]),
    why: bilingualSchema,
    behindSince: orNull(plainDateSchema).meta({
      description:
        'First day from which, without interruption, more was counted than the straight line left at the last year-end; null when it is not behind, or has no path',
    }),
    needed: count.meta({ description: 'Still to be cut or reached, under the declared rounding' }),
    yearsLeft: count.meta({ description: 'Calendar years that end after the day measured, up to that of the deadline' }),
    neededPerYear: orNull(count).meta({ description: 'needed / yearsLeft, rounded up to whole posts or units; null when no year is left' }),
    newYearsLeft: count.meta({ description: '1 Januaries after the day measured, up to the deadline: when posts are given up' }),
    neededPerNewYear: orNull(count).meta({ description: 'needed / newYearsLeft, rounded up; null when none is left' }),
    pace: orNull(
      z.strictObject({
        cut: z.int().meta({ description: 'Since the base; negative when it grew' }),
        months: count.meta({ description: 'Full months since the base' }),
        ofMonths: count.meta({ description: 'Months from the base to the deadline' }),
        atDeadline: z.int().meta({ description: 'Cut at the deadline if it goes on like this, rounded down' }),
      }),
    ),
  })
  .meta({ id: 'EarlyWarning', description: 'Whether a target is on its way, since when it is not, and what is needed from now' });
export type Warning = z.infer<typeof warningSchema>;

/** A target's way: from the base at the end of its year to what may remain at the deadline. */
export type Way = { baseYear: number; base: number; remaining: number; deadline: PlainDate; measuredOn: PlainDate; counted: number };
/** Whether a target can still be reached: open, past its deadline, or without its population. */
export type Standing = 'open' | 'closed' | 'lapsed';

const ceilOver = (amount: number, parts: number): number | null => (parts > 0 ? Math.ceil(amount / parts) : null);

/** What is needed from a day on, by years that end after it and by 1 Januaries after it. */
function neededFrom(needed: number, measuredOn: PlainDate, deadline: PlainDate) {
  const year = yearOf(measuredOn);
  const newYearsLeft = Math.max(0, yearOf(deadline) - year);
  const yearsLeft = newYearsLeft + (measuredOn < endOfYear(year) && measuredOn < deadline ? 1 : 0);
  return {
    needed,
    yearsLeft,
    neededPerYear: ceilOver(needed, yearsLeft),
    newYearsLeft,
    neededPerNewYear: ceilOver(needed, newYearsLeft),
  };
}

const ruled = (rule: Rule): Pick<Warning, 'light' | 'rule' | 'why'> => {
  const { light, vi, en } = RULES[rule];
  return { light, rule, why: { vi, en } };
};

/** The warning of a target that has no yearly path: what is short of its count. */
export function warnShort(standing: Standing, met: boolean, short: number, measuredOn: PlainDate, deadline: PlainDate): Warning {
  const rule = standing === 'lapsed' ? 'lapsed' : met ? 'reached' : standing === 'closed' ? 'missed' : 'short';
  return { ...ruled(rule), behindSince: null, ...neededFrom(short, measuredOn, deadline), pace: null };
}

/** Full months from the end of the base year to a day: at a month's last day it is over. */
function monthsSince(baseYear: number, date: PlainDate): number {
  const month = date.slice(0, 7);
  return monthIndex(month) - monthIndex(`${baseYear}-12`) - (date === lastDay(month) ? 0 : 1);
}

/**
 * The early warning of a cut. Behind is who counts more than the straight line left at the last year-end, since cuts are
 * decided by the year; slow is who would miss the deadline at the pace so far, in full months.
 * @param behindSince as of {@link behindFrom}
 */
export function warnOfCut(way: Way, standing: Standing, behindSince: PlainDate | null): Warning {
  const { baseYear, base, remaining, deadline, measuredOn, counted } = way;
  const cut = base - counted;
  const months = Math.max(0, monthsSince(baseYear, measuredOn));
  const ofMonths = monthsSince(baseYear, deadline);
  const atDeadline = months === 0 ? cut : Number(floorOver(BigInt(cut) * BigInt(ofMonths), BigInt(months)));
  const rule = ruleOf(standing, counted <= remaining, behindSince !== null, months > 0 && atDeadline < base - remaining);
  const needed = Math.max(0, counted - remaining);
  return { ...ruled(rule), behindSince, ...neededFrom(needed, measuredOn, deadline), pace: { cut, months, ofMonths, atDeadline } };
}

function ruleOf(standing: Standing, reached: boolean, behind: boolean, slow: boolean): Rule {
  if (standing === 'lapsed') return 'lapsed';
  if (reached) return 'reached';
  if (standing === 'closed') return 'missed';
  return behind ? 'behind' : slow ? 'slow' : 'on-path';
}

function floorOver(top: bigint, bottom: bigint): bigint {
  const quotient = top / bottom;
  return top % bottom < 0n ? quotient - 1n : quotient;
}

/** A count over time: which entries or units counted when, and the years whose ledgers say so (null: every year). */
export type Counts = { readonly spans: readonly CountedSpan[]; readonly years: readonly number[] | null };

/** The day whose count stands for another: itself, or the last day of the last year on record before it. */
function standingFor({ years }: Counts, date: PlainDate): PlainDate {
  if (years === null || years.includes(yearOf(date))) return date;
  const last = years.findLast((year) => year < yearOf(date));
  return last === undefined ? date : endOfYear(last);
}

/** What is counted on some days; a year without records is answered by the last day of the last one that has some. */
export function countsOn(counts: Counts, dates: readonly PlainDate[]): number[] {
  const asked = dates.map((date) => standingFor(counts, date));
  const days = [...new Set(asked)].sort();
  const series = countedSeries(counts.spans, days);
  const found = new Map(days.map((day, at) => [day, series[at] as number]));
  return asked.map((day) => found.get(day) as number);
}

/**
 * The first day from which, without interruption up to the day measured, more was counted than the straight line left at
 * the year-end before (on 31 December: at that year-end); null when it is not behind. Every day on which the count or the
 * line moves is looked at.
 */
export function behindFrom({ baseYear, base, remaining, deadline, measuredOn }: Way, counts: Counts): PlainDate | null {
  const line = straightLine(base, remaining, yearOf(deadline) - baseYear);
  const first = endOfYear(baseYear);
  const moves = counts.spans.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  const yearEnds = line.map((_, step) => endOfYear(baseYear + step));
  const days = [...new Set([...moves, ...yearEnds, measuredOn])].filter((day) => day >= first && day <= measuredOn).sort();
  const counted = countsOn(counts, days);
  let since: PlainDate | null = null;
  for (const [at, day] of days.entries()) {
    const passed = yearOf(day) - baseYear - (day === endOfYear(yearOf(day)) ? 0 : 1);
    const due = line[Math.min(passed, line.length - 1)] as number;
    if ((counted[at] as number) <= due) since = null;
    else since ??= day;
  }
  return since;
}

export const pathPointSchema = z
  .strictObject({
    date: plainDateSchema,
    line: z.int().meta({ description: 'What the straight line leaves by then, in whole posts or units, half up' }),
    counted: orNull(z.int()).meta({ description: 'Null on days to come, and in years without records' }),
  })
  .meta({ id: 'PathPoint', description: 'A quarter’s end on the way from the base to the deadline' });
export type PathPoint = z.infer<typeof pathPointSchema>;

/** Every quarter's end from the base to the deadline: the line, and what was counted. */
export function quarterPath({ baseYear, base, remaining, deadline, measuredOn }: Way, counts: Counts): PathPoint[] {
  const line = straightLine(base, remaining, 4 * (yearOf(deadline) - baseYear));
  const dates = line.map((_, quarter) => lastDay(addMonths(`${baseYear}-12`, 3 * quarter)));
  const known = dates.filter((date) => date <= measuredOn && standingFor(counts, date) === date);
  const counted = new Map(countsOn(counts, known).map((value, at) => [known[at], value]));
  return dates.map((date, at) => ({ date, line: line[at] as number, counted: counted.get(date) ?? null }));
}
