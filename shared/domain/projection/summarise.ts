import { endOfYear, monthOf, type PlainDate, yearOf } from '../../time.ts';
import { CATEGORIES, UNIT_KINDS } from '../vocabulary.ts';
import { FLOW_COUNT, type Flow, FLOWS } from './flows.ts';
import type { Closing, Stocks } from './ledger.ts';
import type { PlannedEvent, PlannedHiring } from './events.ts';
import type { openingLists } from './opening-lists.ts';
import type { Parcel } from './parcels.ts';
import type { ProjectedPlan, ProjectedUnit, ProjectionResult, ProjectionRow, SeriesPoint } from './result.ts';
import { aliveOn, CATEGORY_COUNT, categoryAt, keyOf, type Roster } from './roster.ts';
import { ADDED, OUTSIDE, SURRENDERED } from './shares.ts';
import type { ProvinceState } from './state.ts';

/** Raised with every change that can change a result; part of a run's receipt. */
export const ENGINE_VERSION = 'projection-3';

/** What a plan moved when its day came. */
export type Carried = { readonly event: PlannedEvent; readonly parcels: readonly Parcel[] };
/** Planned recruits for whom there was no vacancy, in 1/scale. */
export type NotPlaced = { readonly hiring: PlannedHiring; readonly people: number };

type Run = {
  readonly state: ProvinceState;
  readonly roster: Roster;
  readonly scale: number;
  readonly opening: Stocks;
  readonly closings: readonly Closing[];
  readonly everTouched: Uint8Array;
  readonly carried: readonly Carried[];
  readonly notPlaced: readonly NotPlaced[];
  readonly lists: ReturnType<typeof openingLists>;
  readonly identity: ProjectionResult['identity'];
  readonly firstStep: number;
};

/** One category of the province at a closing, from the cells of every unit and the reserve. */
function categoryOf(
  category: number,
  stocks: Stocks,
  flows: Float64Array | undefined,
  reserveRow: number,
): SeriesPoint['categories'][number] {
  const sum = (stock: Float64Array) => {
    let total = 0;
    for (let cell = category; cell < stock.length; cell += CATEGORY_COUNT) total += stock[cell] as number;
    return total;
  };
  const posts = sum(stocks.posts);
  const present = sum(stocks.present);
  const reserve = stocks.posts[reserveRow * CATEGORY_COUNT + category] as number;
  const named: Partial<Record<Flow, number>> = {};
  FLOWS.forEach((flow, n) => {
    const amount = flows?.[category * FLOW_COUNT + n] ?? 0;
    if (amount > 0) named[flow] = amount;
  });
  const outsideBase = sum(stocks.outsideBase);
  return { category: categoryAt(category), posts, reserve, outsideBase, present, vacancies: posts - reserve - present, flows: named };
}

function pointOf(date: PlainDate, stocks: Stocks, flows: Float64Array | undefined, roster: Roster): SeriesPoint {
  const alive = roster.members.filter((member) => aliveOn(member, date));
  const units = Object.fromEntries(
    UNIT_KINDS.map((kind) => [kind, alive.filter((member) => member.kind === kind).length]),
  ) as SeriesPoint['units'];
  const selfFinancing = alive.filter(
    ({ kind, selfFinancingFrom: from }) => kind === 'public-service' && from !== null && from <= date,
  ).length;
  const categories = CATEGORIES.map((_, category) => categoryOf(category, stocks, flows, roster.reserve));
  return { date, units, selfFinancing, categories };
}

/** Flows of a cell that are not 0 in every year. */
function flowsAt(cell: number, closings: readonly Closing[]): ProjectionRow['flows'] {
  const named: ProjectionRow['flows'] = {};
  for (let flow = 0; flow < FLOW_COUNT; flow++) {
    const at = cell * FLOW_COUNT + flow;
    let any = false;
    for (const { flows } of closings) any ||= flows[at] !== 0;
    if (any) named[FLOWS[flow] as Flow] = closings.map(({ flows }) => flows[at] as number);
  }
  return named;
}

/** A cell over the dates of the run. */
function over(stocks: readonly Float64Array[], cell: number): number[] {
  const values: number[] = [];
  for (const stock of stocks) values.push(stock[cell] as number);
  return values;
}

/** The rows of a run: one per unit and category that ever held or moved anything. */
function rowsOf({ roster, opening, closings, everTouched }: Run): ProjectionRow[] {
  const stocks = [opening, ...closings];
  const [posts, present, outsideBase] = [
    stocks.map((one) => one.posts),
    stocks.map((one) => one.present),
    stocks.map((one) => one.outsideBase),
  ];
  const rows: ProjectionRow[] = [];
  for (let cell = 0; cell < opening.posts.length; cell++) {
    const touched = everTouched[cell] === 1;
    const held = opening.posts[cell] !== 0 || opening.present[cell] !== 0;
    if (!touched && !held && outsideBase.every((stock) => stock[cell] === 0)) continue;
    rows.push({
      unit: keyOf(roster, Math.floor(cell / CATEGORY_COUNT)),
      category: categoryAt(cell % CATEGORY_COUNT),
      posts: over(posts, cell),
      present: over(present, cell),
      outsideBase: over(outsideBase, cell),
      flows: touched ? flowsAt(cell, closings) : {},
    });
  }
  return rows;
}

function plansOf({ carried, roster }: Run): ProjectedPlan[] {
  const elsewhere = new Map([
    [SURRENDERED, 'surrendered'],
    [OUTSIDE, 'outside'],
    [ADDED, 'added'],
  ]);
  const name = (row: number) => elsewhere.get(row) ?? keyOf(roster, row);
  return carried.map(({ event: { id, type, effectiveFrom }, parcels }) => {
    const moves = parcels.map(({ from, to, category, posts, people, outsideBase }) => ({
      from: name(from),
      to: name(to),
      category: categoryAt(category),
      posts,
      outsideBase,
      people,
    }));
    return { id, type, effectiveFrom, moves };
  });
}

function notPlacedOf({ notPlaced, roster }: Run): ProjectionResult['notPlaced'] {
  return notPlaced.map(({ hiring: { id, month, category, row, people: asked }, people }) => {
    return { plan: id, month, category: categoryAt(category), unit: row === null ? null : keyOf(roster, row), asked, people };
  });
}

function unitsOf({ roster }: Run): ProjectedUnit[] {
  return roster.members.map(({ key: unit, code, name, kind, level, sector, created, ended, plans, state }) => {
    return { unit, code, name, kind, level, sector, created, ended, plans, records: [...(state?.records ?? [])] };
  });
}

/** The run as plain data, complete enough to be stored and explained without the engine. */
export function summarise(run: Run): ProjectionResult {
  const { state, roster, opening, closings, lists, identity } = run;
  const firstYear = yearOf(monthOf(run.firstStep));
  const dates = [state.date, ...closings.map((_, n) => endOfYear(firstYear + n))];
  const series = dates.map((date, n) => {
    const closing = closings[n - 1];
    return pointOf(date, closing ?? opening, closing?.provinceFlows, roster);
  });
  return {
    engine: ENGINE_VERSION,
    scale: run.scale,
    dates,
    series,
    units: unitsOf(run),
    reserveRecords: [...state.reserveRecords],
    rows: rowsOf(run),
    plans: plansOf(run),
    notPlaced: notPlacedOf(run),
    ...lists,
    identity,
  };
}
