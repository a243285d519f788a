import { floorShare } from './apportion.ts';
import { RECRUITED } from './flows.ts';
import type { Replacement } from './drivers.ts';
import { add, type Ledger, noteFlow, vacant } from './ledger.ts';
import { CATEGORY_COUNT, categoryPosition } from './roster.ts';

/** How many it takes to bring all vacancies down to a level. */
function above(vacancies: Float64Array, level: number): number {
  let sum = 0;
  for (let unit = 0; unit < vacancies.length; unit++) sum += Math.max(0, (vacancies[unit] as number) - level);
  return sum;
}

/** The lowest level, at least 0, to which `amount` can bring all vacancies down. */
function levelOf(vacancies: Float64Array, amount: number): number {
  let low = 0;
  let high = Math.max(...vacancies);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (above(vacancies, middle) <= amount) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Hires what the replacement rule allows by now: recruits to date = floor(k × leavers to date / n) for the province and
 * category. One after another goes to the unit with most vacancies, ties to the lower code, and never where none is vacant:
 * what finds no vacancy waits for one. Handing out one by one ends at a common level of vacancies, so that is computed.
 */
export function recruit(ledger: Ledger, { category, recruits, leavers }: Replacement): void {
  const position = categoryPosition(category);
  const wanted = floorShare(ledger.leavers[position] as number, recruits, leavers) - (ledger.recruits[position] as number);
  if (wanted <= 0) return;
  const vacancies = new Float64Array(ledger.units);
  for (let unit = 0; unit < ledger.units; unit++) vacancies[unit] = vacant(ledger, unit * CATEGORY_COUNT + position);
  const level = levelOf(vacancies, wanted);
  let atLevel = wanted - above(vacancies, level);
  for (let unit = 0; unit < ledger.units; unit++) {
    const open = vacancies[unit] as number;
    const last = level > 0 && open >= level && atLevel > 0 ? 1 : 0;
    const hired = Math.max(0, open - level) + last;
    atLevel -= last;
    if (hired > 0) hire(ledger, unit * CATEGORY_COUNT + position, hired);
  }
}

/** Recruits fill what leavers freed this year before what was vacant already. */
function hire(ledger: Ledger, cell: number, hired: number): void {
  add(ledger.present, cell, hired);
  add(ledger.ageless, cell, hired);
  add(ledger.recruits, cell % CATEGORY_COUNT, hired);
  noteFlow(ledger, cell, RECRUITED, hired);
  ledger.freed[cell] = Math.max(0, (ledger.freed[cell] as number) - hired);
}
