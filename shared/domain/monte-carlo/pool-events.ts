import type { Weight } from '../projection/apportion.ts';
import type { PlannedEvent } from '../projection/events.ts';
import { CATEGORY_COUNT, categoryPosition, keyOf, type Roster } from '../projection/roster.ts';
import type { Schedule } from '../projection/schedule.ts';
import { SURRENDERED } from '../projection/shares.ts';
import type { People } from './people.ts';

/** Where a part goes that no pool takes, beside `SURRENDERED` and `OUTSIDE`. */
export const TO_RESERVE = -3;

/**
 * A source of a plan in one category: its posts go by `weights`, its people by `peopleWeights`. Who goes to one pool as a whole
 * goes with the rows in which its people stand; of a source that is split or converted, `people` are those who can be there, the
 * oldest first; each part of one that is split has a row of its own from `firstRow` on.
 */
export type PoolSource = {
  readonly unit: string;
  readonly pool: number;
  readonly to: readonly number[];
  readonly weights: readonly Weight[];
  readonly peopleWeights: readonly Weight[];
  readonly rows: readonly number[];
  readonly people: Int32Array;
  readonly firstRow: number;
};

type Planned = { readonly step: number; readonly plan: Pick<PlannedEvent, 'id' | 'field' | 'effectiveFrom'> };
/** A reorganisation or conversion in one category: all sources are read, then everything arrives. */
export type MoveEvent = Planned & {
  readonly type: 'move';
  readonly category: number;
  /** The category of the people from then on: another one where a unit becomes self-financing. */
  readonly becomes: number;
  readonly surrendered: number;
  readonly sources: readonly PoolSource[];
};
export type AddEvent = Planned & {
  readonly type: 'add';
  readonly category: number;
  readonly pool: number;
  readonly posts: number;
  readonly outsideBase: boolean;
};
export type PoolEvent = MoveEvent | AddEvent;

export const isWhole = ({ to }: Pick<PoolSource, 'to'>): boolean => to.length === 1 && (to[0] as number) >= 0;

type Shared = Pick<PoolSource, 'unit' | 'pool' | 'to' | 'weights' | 'peopleWeights'>;

/** Follows plan after plan in which rows people stand and who can be in a pool: neither depends on luck. */
class Whereabouts {
  readonly #rows: number[][];
  readonly #people: number[][];
  readonly #oldestFirst: (one: number, other: number) => number;
  rows: number;

  constructor({ pool, months, sex }: People, pools: number, asked: ReadonlySet<number>) {
    this.rows = pools;
    this.#rows = Array.from({ length: pools }, (_, one) => [one]);
    this.#people = Array.from({ length: pools }, () => []);
    pool.forEach((home, person) => {
      if (asked.has(home)) this.#people[home]?.push(person);
    });
    const of = (column: Int32Array, person: number) => column[person] as number;
    this.#oldestFirst = (one, other) => of(months, other) - of(months, one) || of(sex, one) - of(sex, other) || one - other;
  }

  /** Sources leave all at once, then everybody arrives. */
  move(shared: readonly Shared[], converts: boolean): PoolSource[] {
    const sources = shared.map((source): PoolSource => {
      const { pool, to } = source;
      const whole = isWhole(source);
      const firstRow = this.rows;
      if (!whole) this.rows += to.length;
      const people = Int32Array.from(whole && !converts ? [] : (this.#people[pool] as number[]).toSorted(this.#oldestFirst));
      return { ...source, rows: whole ? (this.#rows[pool] as number[]) : [], people, firstRow };
    });
    const left = sources.map(({ pool }) => this.#people[pool] as number[]);
    for (const { pool } of sources) [this.#rows[pool], this.#people[pool]] = [[], []];
    sources.forEach((source, n) => {
      const { to, rows, firstRow } = source;
      to.forEach((into, part) => {
        if (into < 0) return;
        this.#rows[into]?.push(...(isWhole(source) ? rows : [firstRow + part]));
        this.#people[into] = [...new Set([...(this.#people[into] as number[]), ...(left[n] as number[])])];
      });
    });
    return sources;
  }
}

/** What a plan does, category by category, before it is known who stands where. */
type Draft = AddEvent | (Omit<MoveEvent, 'sources'> & { readonly shared: readonly Shared[] });

function draftsOf(event: PlannedEvent, roster: Roster, poolAt: (row: number, category: number) => number): Draft[] {
  const { id, field, effectiveFrom, step } = event;
  const planned = { step, plan: { id, field, effectiveFrom } };
  const destination = (to: number, category: number) => (to === roster.reserve ? TO_RESERVE : to < 0 ? to : poolAt(to, category));
  if (event.type === 'added-posts') {
    const { row, category, posts, outsideBase } = event;
    return [{ ...planned, type: 'add', category, pool: destination(row, category), posts, outsideBase }];
  }
  if (event.type === 'conversion') {
    const [from, to] = [categoryPosition('employee-budget'), categoryPosition('employee-revenue')];
    const all = {
      unit: keyOf(roster, event.row),
      pool: poolAt(event.row, from),
      to: [poolAt(event.row, to)],
      weights: [1],
      peopleWeights: [1],
    };
    return [{ ...planned, type: 'move', category: from, becomes: to, surrendered: 0, shared: [all] }];
  }
  return Array.from({ length: CATEGORY_COUNT }, (_, category): Draft => {
    const shared = event.sources.map(({ row, byCategory }): Shared => {
      const { to, weights } = byCategory[category] as (typeof byCategory)[number];
      const places = to.map((one) => destination(one, category));
      // Reserve and surrendered take posts, never people: these follow the other shares.
      const peopleWeights = weights.map((weight, n) => (places[n] === TO_RESERVE || places[n] === SURRENDERED ? 0 : weight));
      return { unit: keyOf(roster, row), pool: poolAt(row, category), to: places, weights, peopleWeights };
    });
    const surrendered = event.surrendered.find((row) => row.category === category)?.posts ?? 0;
    return { ...planned, type: 'move', category, becomes: category, surrendered, shared };
  });
}

/** The plans of a schedule for pools, and how many rows people may stand in. */
export function poolEventsOf(
  { events, roster }: Schedule,
  poolAt: ReadonlyMap<number, number>,
  people: People,
  pools: number,
): { events: PoolEvent[]; rows: number } {
  const at = (row: number, category: number) => poolAt.get(row * CATEGORY_COUNT + category) as number;
  const drafts = events.flatMap((event) => draftsOf(event, roster, at));
  const sources = new Set(drafts.flatMap((draft) => (draft.type === 'move' ? draft.shared.map(({ pool }) => pool) : [])));
  const whereabouts = new Whereabouts(people, pools, sources);
  const made = drafts.map((draft): PoolEvent => {
    if (draft.type === 'add') return draft;
    const { shared, ...event } = draft;
    return { ...event, sources: whereabouts.move(shared, event.becomes !== event.category) };
  });
  return { events: made, rows: whereabouts.rows };
}
