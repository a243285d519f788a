import { type Cohorts, NONE } from './cohorts.ts';
import { RETIRED } from './flows.ts';
import { add, type Ledger, noteFlow, vacant } from './ledger.ts';
import { CATEGORY_COUNT } from './roster.ts';

/** Everyone whose post is free from the first day of the step's month leaves; the post that this makes vacant counts as freed. */
export function retire(ledger: Ledger, cohorts: Cohorts, step: number): void {
  for (let group = cohorts.firstDue(step); group !== NONE; group = cohorts.nextDue(group)) {
    const count = cohorts.count[group] as number;
    if (count === 0) continue;
    const cell = cohorts.cell[group] as number;
    const before = vacant(ledger, cell);
    cohorts.count[group] = 0;
    add(ledger.present, cell, -count);
    add(ledger.leavers, cell % CATEGORY_COUNT, count);
    noteFlow(ledger, cell, RETIRED, count);
    const freed = vacant(ledger, cell) - before;
    add(ledger.freed, cell, freed);
    add(ledger.vacated, cell % CATEGORY_COUNT, freed);
  }
}
