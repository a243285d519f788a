import { FLOW_COUNT } from './flows.ts';
import { CATEGORY_COUNT, categoryPosition, type Roster } from './roster.ts';
import type { PostsCell, ProvinceState } from './state.ts';

/** Stocks by cell. */
export type Stocks = { readonly posts: Float64Array; readonly present: Float64Array; readonly outsideBase: Float64Array };

/** What a year of the run leaves behind: closing stocks, and the flows of the year. */
export type Closing = Stocks & { readonly flows: Float64Array; readonly provinceFlows: Float64Array };

/**
 * The stocks of a run by cell (unit × category; the reserve is the last row), and the flows since the last closing.
 * Verbs change a stock and note the flow separately; `checkIdentity` proves each step that the two agree.
 */
export type Ledger = {
  /** Stocks and flows are in 1/scale of a post or person. */
  readonly scale: number;
  readonly units: number;
  readonly cells: number;
  readonly posts: Float64Array;
  readonly present: Float64Array;
  /** Of `posts`, what targets leave out. Posts given up come from the others first. */
  readonly outsideBase: Float64Array;
  /** Of `present`, people without a known birth month: reported without profile. Like the recruits of the run they do not retire. */
  readonly ageless: Float64Array;
  readonly newcomers: Float64Array;
  /** Vacant posts that leavers freed since 1 January and nobody refilled; the other vacant posts were vacant already. */
  readonly freed: Float64Array;
  /** To date, per category of the province: leavers, and posts that they left vacant (none where more were present than posts). */
  readonly leavers: Float64Array;
  readonly vacated: Float64Array;
  /** To date, per category of the province: recruits by the rule, of these in the calendar year, and recruits as planned. */
  readonly recruits: Float64Array;
  readonly recruitsOfYear: Float64Array;
  /** Leavers before the first month of the replacement rule, who are replaced one for one. */
  readonly oneForOne: Float64Array;
  readonly planned: Float64Array;
  /** By cell × FLOW_COUNT + flow, since the last closing. */
  flows: Float64Array;
  /** By category × FLOW_COUNT + flow, since the last closing: the province. */
  provinceFlows: Float64Array;
  /** Cells with a flow in the step under way, and in any step. */
  readonly touched: Uint8Array;
  readonly everTouched: Uint8Array;
};

export const vacant = (ledger: Ledger, cell: number): number =>
  Math.max(0, (ledger.posts[cell] as number) - (ledger.present[cell] as number));

export function noteFlow(ledger: Ledger, cell: number, flow: number, amount: number): void {
  if (amount === 0) return;
  add(ledger.flows, cell * FLOW_COUNT + flow, amount);
  add(ledger.provinceFlows, (cell % CATEGORY_COUNT) * FLOW_COUNT + flow, amount);
  ledger.touched[cell] = 1;
  ledger.everTouched[cell] = 1;
}

/** People go, by one flow: the post that this makes vacant counts as freed. */
export function leave(ledger: Ledger, cell: number, flow: number, amount: number): void {
  const before = vacant(ledger, cell);
  add(ledger.present, cell, -amount);
  add(ledger.leavers, cell % CATEGORY_COUNT, amount);
  noteFlow(ledger, cell, flow, amount);
  const freed = vacant(ledger, cell) - before;
  add(ledger.freed, cell, freed);
  add(ledger.vacated, cell % CATEGORY_COUNT, freed);
}

export function add(stock: Float64Array, cell: number, amount: number): void {
  stock[cell] = (stock[cell] as number) + amount;
}

/** Restores what holds between the stocks of a cell after its posts or people changed: freed ≤ vacant, outsideBase ≤ posts. */
export function settle(ledger: Ledger, cell: number): void {
  ledger.freed[cell] = Math.min(ledger.freed[cell] as number, vacant(ledger, cell));
  ledger.outsideBase[cell] = Math.min(ledger.outsideBase[cell] as number, ledger.posts[cell] as number);
}

/** Posts as assigned on the day of the start; nobody is present yet (see `Cohorts`). */
export function openLedger(state: ProvinceState, roster: Roster, scale: number): Ledger {
  const units = roster.members.length;
  const cells = (units + 1) * CATEGORY_COUNT;
  const stock = () => new Float64Array(cells);
  const province = () => new Float64Array(CATEGORY_COUNT);
  const ledger: Ledger = {
    scale,
    units,
    cells,
    posts: stock(),
    present: stock(),
    outsideBase: stock(),
    ageless: stock(),
    newcomers: stock(),
    freed: stock(),
    leavers: province(),
    vacated: province(),
    recruits: province(),
    recruitsOfYear: province(),
    oneForOne: province(),
    planned: province(),
    flows: new Float64Array(cells * FLOW_COUNT),
    provinceFlows: new Float64Array(CATEGORY_COUNT * FLOW_COUNT),
    touched: new Uint8Array(cells),
    everTouched: new Uint8Array(cells),
  };
  const enter = (row: number, rows: readonly PostsCell[]) => {
    for (const { category, posts, outsideBase } of rows) {
      const cell = row * CATEGORY_COUNT + categoryPosition(category);
      add(ledger.posts, cell, posts * scale);
      add(ledger.outsideBase, cell, outsideBase * scale);
    }
  };
  roster.members.forEach(({ state: unit }, row) => enter(row, unit?.posts ?? []));
  enter(roster.reserve, state.reserve);
  return ledger;
}

export const stocksOf = ({ posts, present, outsideBase }: Ledger): Stocks => ({
  posts: posts.slice(),
  present: present.slice(),
  outsideBase: outsideBase.slice(),
});

/** The closing of a year; the flows of the next one start from nothing. */
export function closeYear(ledger: Ledger): Closing {
  const { flows, provinceFlows } = ledger;
  ledger.flows = new Float64Array(flows.length);
  ledger.provinceFlows = new Float64Array(provinceFlows.length);
  return { ...stocksOf(ledger), flows, provinceFlows };
}
