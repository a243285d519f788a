import type { Cohorts } from './cohorts.ts';
import { PEOPLE_CONVERTED_IN, PEOPLE_CONVERTED_OUT, POSTS_CONVERTED_IN, POSTS_CONVERTED_OUT } from './flows.ts';
import { add, type Ledger, noteFlow, settle } from './ledger.ts';
import { CATEGORY_COUNT, categoryPosition } from './roster.ts';

const FROM = categoryPosition('employee-budget');
const TO = categoryPosition('employee-revenue');

/**
 * A unit reaches group 1 or 2: its budget-paid posts and people become revenue-paid that day. Nobody leaves and no post is
 * cut; the posts only leave the count of the targets, which is why this is a flow of its own.
 */
export function convert(ledger: Ledger, cohorts: Cohorts, row: number): { posts: number; outsideBase: number; people: number } {
  const from = row * CATEGORY_COUNT + FROM;
  const to = row * CATEGORY_COUNT + TO;
  const moved = {
    posts: ledger.posts[from] as number,
    outsideBase: ledger.outsideBase[from] as number,
    people: ledger.present[from] as number,
  };
  noteFlow(ledger, from, POSTS_CONVERTED_OUT, moved.posts);
  noteFlow(ledger, to, POSTS_CONVERTED_IN, moved.posts);
  noteFlow(ledger, from, PEOPLE_CONVERTED_OUT, moved.people);
  noteFlow(ledger, to, PEOPLE_CONVERTED_IN, moved.people);
  for (const stock of [ledger.posts, ledger.present, ledger.ageless, ledger.newcomers, ledger.freed, ledger.outsideBase]) {
    add(stock, to, stock[from] as number);
    stock[from] = 0;
  }
  settle(ledger, to);
  for (const group of cohorts.ofUnit(row)) if (cohorts.cell[group] === from) cohorts.recategorise(group, to);
  return moved;
}
