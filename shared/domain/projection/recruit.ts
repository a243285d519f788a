import { monthIndex } from '../../time.ts';
import { floorShare } from './apportion.ts';
import { RECRUITED, RECRUITED_PLANNED } from './flows.ts';
import type { Replacement } from './drivers.ts';
import type { PlannedHiring } from './events.ts';
import { add, type Ledger, noteFlow, vacant } from './ledger.ts';
import { CATEGORY_COUNT, categoryPosition } from './roster.ts';

/** Whole posts to be filled before all vacancies are down to a level, which leaves none whole at the least: scale − 1. */
function above(vacancies: Float64Array, level: number, scale: number): number {
  let sum = 0;
  for (let unit = 0; unit < vacancies.length; unit++) {
    const open = vacancies[unit] as number;
    if (open > level) sum += Math.floor((open - level - 1) / scale) + 1;
  }
  return sum;
}

/** Vacancies with a whole post among them: the others do not matter for whole posts. */
function wholeOnes(vacancies: Float64Array, scale: number): Float64Array {
  const found = new Float64Array(vacancies.length);
  let count = 0;
  for (let unit = 0; unit < vacancies.length; unit++) if ((vacancies[unit] as number) >= scale) found[count++] = vacancies[unit] as number;
  return found.subarray(0, count);
}

/** The lowest level to which so many whole posts can bring all vacancies down. */
function levelOf(all: Float64Array, posts: number, scale: number): number {
  const vacancies = wholeOnes(all, scale);
  let low = scale - 1;
  let high = low;
  for (let unit = 0; unit < vacancies.length; unit++) high = Math.max(high, vacancies[unit] as number);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (above(vacancies, middle, scale) <= posts) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Vacancies of every unit in a category, and their sum. */
function vacanciesOf(ledger: Ledger, category: number): { vacancies: Float64Array; all: number } {
  const vacancies = new Float64Array(ledger.units);
  let all = 0;
  for (let unit = 0; unit < ledger.units; unit++) {
    const open = vacant(ledger, unit * CATEGORY_COUNT + category);
    vacancies[unit] = open;
    all += open;
  }
  return { vacancies, all };
}

/**
 * One whole post after another goes to the unit with most vacancies, ties to the lower code. Handing out one by one ends at a
 * common level of vacancies, so that is computed. What is left when no unit has a whole vacant post goes to the largest fractions.
 * @param amount at most the sum of the vacancies, which become what remains of them
 */
function fill(ledger: Ledger, category: number, flow: number, vacancies: Float64Array, amount: number): void {
  const { scale } = ledger;
  const posts = Math.floor(amount / scale);
  const level = levelOf(vacancies, posts, scale);
  let atLevel = posts - above(vacancies, level, scale);
  let left = amount;
  for (let unit = 0; unit < ledger.units; unit++) {
    const open = vacancies[unit] as number;
    if (open < level || open < scale) continue;
    let whole = open > level ? Math.floor((open - level - 1) / scale) + 1 : 0;
    if (atLevel > 0 && level >= scale && (open - level) % scale === 0) {
      whole += 1;
      atLevel -= 1;
    }
    if (whole === 0) continue;
    hire(ledger, unit * CATEGORY_COUNT + category, flow, whole * scale);
    vacancies[unit] = open - whole * scale;
    left -= whole * scale;
  }
  if (left > 0) fillParts(ledger, category, flow, vacancies, left);
}

/** The largest vacancies first, ties to the lower code, each filled before the next; none is whole any more. */
function fillParts(ledger: Ledger, category: number, flow: number, vacancies: Float64Array, amount: number): void {
  const sorted = vacancies.filter((open) => open > 0).sort();
  let last = 0;
  for (let [n, rest] = [sorted.length - 1, amount]; n >= 0 && rest > 0; n--) {
    last = sorted[n] as number;
    rest -= last;
  }
  let left = amount;
  for (const reached of [(open: number) => open > last, (open: number) => open === last])
    for (let unit = 0; unit < ledger.units && left > 0; unit++) {
      const open = vacancies[unit] as number;
      if (open === 0 || !reached(open)) continue;
      const part = Math.min(left, open);
      hire(ledger, unit * CATEGORY_COUNT + category, flow, part);
      left -= part;
    }
}

/**
 * Hires what the replacement rule allows by now: recruits to date = floor(k × leavers to date / n) whole people for the province and
 * category, at most so many in a calendar year; leavers before the rule's first month are replaced one for one. Never where nothing
 * is vacant: what finds no vacancy waits for one.
 */
export function recruit(ledger: Ledger, { category, recruits, leavers, perYear, from }: Replacement, month: number): void {
  const { scale } = ledger;
  const position = categoryPosition(category);
  const waits = from !== undefined && month < monthIndex(from);
  const toDate = ledger.leavers[position] as number;
  if (waits) ledger.oneForOne[position] = toDate;
  const before = ledger.oneForOne[position] as number;
  const whole = floorShare(before, 1, scale) + floorShare(toDate - before, recruits, leavers * scale);
  const allowed = whole * scale - (ledger.recruits[position] as number);
  const thisYear = perYear === undefined || waits ? allowed : perYear * scale - (ledger.recruitsOfYear[position] as number);
  const wanted = Math.min(allowed, thisYear);
  if (wanted <= 0) return;
  const { vacancies, all } = vacanciesOf(ledger, position);
  const hired = Math.min(wanted, Math.floor(all / scale) * scale);
  fill(ledger, position, RECRUITED, vacancies, hired);
  add(ledger.recruits, position, hired);
  if (!waits) add(ledger.recruitsOfYear, position, hired);
}

/**
 * Hires as planned, into the vacancies of the named unit or of those that lack most.
 * @returns how many found no vacancy
 */
export function recruitPlanned(ledger: Ledger, { category, people, row }: PlannedHiring): number {
  const wanted = people * ledger.scale;
  const { vacancies, all } = vacanciesOf(ledger, category);
  const hired = Math.min(wanted, row === null ? all : (vacancies[row] as number));
  if (row === null) fill(ledger, category, RECRUITED_PLANNED, vacancies, hired);
  else hire(ledger, row * CATEGORY_COUNT + category, RECRUITED_PLANNED, hired);
  add(ledger.planned, category, hired);
  return wanted - hired;
}

/** Recruits fill what leavers freed this year before what was vacant already. */
function hire(ledger: Ledger, cell: number, flow: number, hired: number): void {
  add(ledger.present, cell, hired);
  add(ledger.newcomers, cell, hired);
  noteFlow(ledger, cell, flow, hired);
  ledger.freed[cell] = Math.max(0, (ledger.freed[cell] as number) - hired);
}
