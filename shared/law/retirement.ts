import type { Sex } from '../domain/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { type PlainDate, type PlainMonth, firstDay, lastDay, monthIndex, monthOf } from '../time.ts';
import { type Age, ageText, monthsOf } from './age.ts';
import { type Birth, FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR, birthMonthIndex, birthSchema } from './birth.ts';
import { type DatedValue, basisOf, inForce, periodsOf } from './engine.ts';
import { RETIREMENT_AGE, incompleteBirth, retirementMoment } from './retirement-schedule.ts';
import type { Basis } from './source.ts';

export type RetirementDate = { age: Age; lastDay: PlainDate; postFreeFrom: PlainMonth; basis: Basis[] };

type Step = { from: number; until: number; months: number; dated: DatedValue<Age> };

/** The schedule of a sex in month indices; every value begins on the first of a month. */
const stepsOf = (sex: Sex): Step[] =>
  periodsOf(RETIREMENT_AGE[sex]).map(({ dated, from, until }) => ({
    from: monthIndex(from),
    until: until === null ? Number.POSITIVE_INFINITY : monthIndex(until),
    months: monthsOf(dated.value),
    dated,
  }));
const STEPS: Readonly<Record<Sex, readonly Step[]>> = { male: stepsOf('male'), female: stepsOf('female') };

/**
 * The step whose age counts for a birth month: the earliest one in which its own age is reached. A cohort on the edge
 * reaches two of them (a man of 09/1961 is 60 years 3 months in 2021 and 60 years 6 months in 2022); none reaches none.
 */
function stepFor(sex: Sex, birthMonth: number): Step {
  const step = STEPS[sex].find(({ from, until, months }) => from <= birthMonth + months && birthMonth + months < until);
  if (step === undefined)
    throw new Refusal(
      'no-law-in-force',
      { rule: RETIREMENT_AGE[sex].id, title: RETIREMENT_AGE[sex].title, date: firstDay(monthOf(birthMonth)) },
      'birth',
    );
  return step;
}

const FIRST = FIRST_BIRTH_YEAR * 12;
const MONTHS = (LAST_BIRTH_YEAR + 1 - FIRST_BIRTH_YEAR) * 12;
const table = (sex: Sex) => Int32Array.from({ length: MONTHS }, (_, offset) => FIRST + offset + stepFor(sex, FIRST + offset).months + 1);
const POST_FREE: Readonly<Record<Sex, Int32Array>> = { male: table('male'), female: table('female') };

/**
 * The month from which a person's post is free, for inner loops: months since year 0, in and out, by table.
 * Same law as {@link retirementDate}.
 * @param birthMonth month index of the birth, from 01/1910 to 12/2030
 * @throws Refusal `invalid-birth` outside that range
 */
export function postFreeMonthIndex(sex: Sex, birthMonth: number): number {
  const month = POST_FREE[sex][birthMonth - FIRST];
  if (month === undefined) throw invalidBirth(`month ${birthMonth}`);
  return month;
}

/**
 * Statutory retirement in normal working conditions: the age of the cohort, the last day of work and the month from
 * which the post is free. Decree 135/2020/NĐ-CP, Điều 3–4, and the ages before 2021 (recalled).
 * @param birth year, month or day; a year counts as 1 January, a month as its first day
 * @throws Refusal `invalid-birth` for no real date or one outside 1910–2030
 */
export function retirementDate({ sex, birth }: { sex: Sex; birth: Birth }): RetirementDate {
  if (!birthSchema.safeParse(birth).success) throw invalidBirth(birth);
  const birthMonth = birthMonthIndex(birth);
  const { dated, months } = stepFor(sex, birthMonth);
  const reached = monthOf(birthMonth + months);
  const last = lastDay(reached);
  const moment = inForce(retirementMoment, last);
  const basis = [basisOf(RETIREMENT_AGE[sex], dated, ageText(dated.value)), basisOf(retirementMoment, moment, moment.value)];
  if (birth.length < 'YYYY-MM-DD'.length) {
    const assumed = inForce(incompleteBirth, last);
    basis.push(basisOf(incompleteBirth, assumed, `${firstDay(monthOf(birthMonth))}: ${assumed.value}`));
  }
  return { age: { ...dated.value }, lastDay: last, postFreeFrom: monthOf(birthMonth + months + 1), basis };
}

function invalidBirth(birth: string): Refusal {
  return new Refusal('invalid-birth', { birth, first: FIRST_BIRTH_YEAR, last: LAST_BIRTH_YEAR }, 'birth');
}
