import { monthOf } from '../../time.ts';
import type { Cohorts } from './cohorts.ts';
import {
  FLOW_COUNT,
  FLOW_SIGNS,
  FLOWS,
  flowsOf,
  PEOPLE_CONVERTED_IN,
  PEOPLE_CONVERTED_OUT,
  PEOPLE_HANDED_OVER,
  PEOPLE_RECEIVED,
  POSTS_CONVERTED_IN,
  POSTS_CONVERTED_OUT,
  POSTS_HANDED_OVER,
  POSTS_RECEIVED,
} from './flows.ts';
import type { Closing, Ledger } from './ledger.ts';
import { CATEGORY_COUNT, categoryAt, keyOf, type Roster } from './roster.ts';

/** The engine contradicts itself: a fault of this program, never of the request. */
export class IdentityBroken extends Error {
  override readonly name = 'IdentityBroken';
}

const SIGNS = Int8Array.from(FLOWS, (flow) => FLOW_SIGNS[flow].sign);
/** Flows of posts come first in the list, those of people after them. */
const POSTS_FLOWS = flowsOf('posts').length;

/** Moves inside the province: what one cell gives another receives, per category, and over all categories for a conversion. */
const PAIRS = [
  { out: POSTS_HANDED_OVER, into: POSTS_RECEIVED, acrossCategories: false },
  { out: PEOPLE_HANDED_OVER, into: PEOPLE_RECEIVED, acrossCategories: false },
  { out: POSTS_CONVERTED_OUT, into: POSTS_CONVERTED_IN, acrossCategories: true },
  { out: PEOPLE_CONVERTED_OUT, into: PEOPLE_CONVERTED_IN, acrossCategories: true },
];

function changeOf(flows: Float64Array, cell: number, kinds: readonly number[]): number {
  let change = 0;
  for (const flow of kinds) change += (SIGNS[flow] as number) * (flows[cell * FLOW_COUNT + flow] as number);
  return change;
}

/** Flows of posts, or of people, that the province has had since the last closing: no cell can have had others. */
function kindsOf({ provinceFlows }: Ledger, from: number, until: number): number[] {
  const kinds: number[] = [];
  for (let flow = from; flow < until; flow++)
    for (let category = 0; category < CATEGORY_COUNT; category++)
      if (provinceFlows[category * FLOW_COUNT + flow] !== 0 && kinds.at(-1) !== flow) kinds.push(flow);
  return kinds;
}

function checkPairs({ provinceFlows }: Ledger, month: number): void {
  for (const { out, into, acrossCategories } of PAIRS) {
    let left = 0;
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      left += (provinceFlows[category * FLOW_COUNT + into] as number) - (provinceFlows[category * FLOW_COUNT + out] as number);
      const complete = !acrossCategories || category === CATEGORY_COUNT - 1;
      if (complete && left !== 0) throw new IdentityBroken(`${FLOWS[into]}, ${monthOf(month)}: a move inside the province did not arrive`);
    }
  }
}

/** Stocks at the last closing and after the last step. */
export type Openings = { readonly year: Pick<Closing, 'posts' | 'present'>; readonly step: Pick<Closing, 'posts' | 'present'> };

/**
 * opening − leaving + arriving ± moved = closing, for every unit and category, posts and people; no stock below 0; and every
 * move inside the province arrives. A cell with flows in this step must agree with all its flows since the last closing, one
 * without must stand as it stood. Run after each step; afterwards the openings of the next step stand in `openings.step`.
 * @returns how many equations were checked
 * @throws IdentityBroken naming month, unit and category
 */
export function checkIdentity(ledger: Ledger, { year, step }: Openings, roster: Roster, month: number): number {
  const { posts, present, flows, touched } = ledger;
  const [postsKinds, peopleKinds] = [kindsOf(ledger, 0, POSTS_FLOWS), kindsOf(ledger, POSTS_FLOWS, FLOW_COUNT)];
  for (let cell = 0; cell < ledger.cells; cell++) {
    const moved = touched[cell] === 1;
    const postsDue = moved ? (year.posts[cell] as number) + changeOf(flows, cell, postsKinds) : (step.posts[cell] as number);
    const presentDue = moved ? (year.present[cell] as number) + changeOf(flows, cell, peopleKinds) : (step.present[cell] as number);
    if (postsDue === posts[cell] && presentDue === present[cell] && postsDue >= 0 && presentDue >= 0) continue;
    const where = `${keyOf(roster, Math.floor(cell / CATEGORY_COUNT))}, ${categoryAt(cell % CATEGORY_COUNT)}, ${monthOf(month)}`;
    throw new IdentityBroken(`${where}: posts ${posts[cell]}, by flows ${postsDue}; present ${present[cell]}, by flows ${presentDue}`);
  }
  checkPairs(ledger, month);
  step.posts.set(posts);
  step.present.set(present);
  touched.fill(0);
  return 2 * ledger.cells + PAIRS.length;
}

/**
 * The people of a cell are those of its cohorts, those without a birth month and recruits. Run at each closing.
 * @returns how many equations were checked
 * @throws IdentityBroken naming month, unit and category
 */
export function checkCohorts(ledger: Ledger, cohorts: Cohorts, roster: Roster, month: number): number {
  const people = ledger.ageless.map((unknown, cell) => unknown + (ledger.newcomers[cell] as number));
  for (let group = 0; group < cohorts.size; group++) {
    const cell = cohorts.cell[group] as number;
    people[cell] = (people[cell] as number) + (cohorts.count[group] as number);
  }
  const cell = people.findIndex((sum, at) => sum !== ledger.present[at]);
  if (cell >= 0)
    throw new IdentityBroken(
      `people of ${keyOf(roster, Math.floor(cell / CATEGORY_COUNT))}, ${categoryAt(cell % CATEGORY_COUNT)}, ${monthOf(month)}: cohorts do not sum to the present`,
    );
  return ledger.cells;
}
