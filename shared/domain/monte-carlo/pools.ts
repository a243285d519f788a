import { type Fault, Refusal } from '../../errors.ts';
import { monthIndex } from '../../time.ts';
import { apportion } from '../projection/apportion.ts';
import { ageAt, countAge, noAges } from '../projection/hazards.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { CATEGORY_COUNT, categoryAt, categoryPosition, type Member } from '../projection/roster.ts';
import { type Schedule, schedule } from '../projection/schedule.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';

/** What targets tell apart: a category in units of a kind and level. */
export type Label = { readonly category: number; readonly kind: Member['kind']; readonly level: Member['level'] };

/** A plan on its day: a pool gives posts up and joins another (or stays itself). */
export type PoolEvent = { readonly step: number; readonly pool: number; readonly into: number; readonly surrendered: number };

/**
 * The province as pools of posts and people. Units that start with more people than posts, and units that plans touch, are
 * pools of their own, by category; all others of one label are one pool, because nothing tells their posts apart. People
 * stand in parallel arrays, those of one segment (category and five years of age) together.
 */
export type Pools = {
  readonly firstStep: number;
  readonly steps: number;
  readonly labels: readonly Label[];
  readonly labelOf: Int32Array;
  readonly posts: Float64Array;
  readonly outsideBase: Float64Array;
  readonly present: Float64Array;
  /** Posts in reserve by category: nobody leaves them, and no plan of a forecast moves them. */
  readonly reserve: Float64Array;
  readonly reserveOutside: Float64Array;
  readonly events: readonly PoolEvent[];
  /** People by pool × steps + step in which the law retires them. */
  readonly retirements: Int32Array;
  readonly people: {
    readonly pool: Int32Array;
    /** Step of retirement; `steps` when it lies beyond the horizon. */
    readonly retires: Int32Array;
    /** Months old at the start; −1 when not known. */
    readonly months: Int32Array;
    readonly segments: readonly {
      readonly category: number;
      readonly from: number;
      readonly until: number;
      readonly oldest: number;
      readonly youngest: number;
    }[];
  };
  /** People of known age by category and age, at the start. */
  readonly ages: Float64Array;
};

type Crowd = { pool: number; retires: number; months: number; count: number; category: number };
const segmentOf = ({ category, months }: Crowd): number => category * 100 + (months < 0 ? 99 : Math.min(98, Math.floor(months / 60)));

/** Interns labels and pools by what they are. */
class Register<T> {
  readonly items: T[] = [];
  readonly #known = new Map<string, number>();
  of(name: string, make: () => T): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.items.length);
    this.items.push(make());
    return this.items.length - 1;
  }
}

/** What a cell (unit and category) holds at the start. */
function cellsOf({
  state,
}: Member): { posts: number; outsideBase: number; crowd: { months: string | null; sex: 'male' | 'female'; count: number }[] }[] {
  const cells = Array.from({ length: CATEGORY_COUNT }, () => ({
    posts: 0,
    outsideBase: 0,
    crowd: [] as { months: string | null; sex: 'male' | 'female'; count: number }[],
  }));
  const at = (category: Parameters<typeof categoryPosition>[0]) => cells[categoryPosition(category)] as (typeof cells)[number];
  for (const { category, posts, outsideBase } of state?.posts ?? []) {
    at(category).posts += posts;
    at(category).outsideBase += outsideBase;
  }
  for (const { category, sex, birthMonth, count } of state?.cells ?? []) at(category).crowd.push({ months: birthMonth, sex, count });
  const profiled = new Set(state?.cells?.map(({ category }) => category));
  for (const { category, present } of state?.headcount ?? [])
    if (!profiled.has(category) && present > 0) at(category).crowd.push({ months: null, sex: 'male', count: present });
  return cells;
}

/**
 * Pools, people and events of a forecast.
 * @throws Refusal as `schedule`; `plan-not-simulated` for a plan that splits a source or sends posts to the reserve or outside
 */
export function poolsOf(state: ProvinceState, input: ProjectionInput, retires: Retires): Pools {
  const plan = schedule(state, input);
  const { roster, firstStep, steps } = plan;
  const touched = new Set(
    plan.events.flatMap((event) =>
      event.type === 'conversion'
        ? [event.row]
        : event.sources.flatMap(({ row, byCategory }) => [row, ...byCategory.flatMap(({ to }) => to.filter((one) => one >= 0))]),
    ),
  );
  const labels = new Register<Label>();
  const pools = new Register<{ label: number; posts: number; outsideBase: number; present: number }>();
  const poolAt = new Map<number, number>();
  const crowds: Crowd[] = [];
  const label = ({ kind, level }: Member, category: number) => labels.of(`${category} ${kind} ${level}`, () => ({ category, kind, level }));
  roster.members.forEach((member, row) => {
    cellsOf(member).forEach(({ posts, outsideBase, crowd }, category) => {
      const people = crowd.reduce((sum, { count }) => sum + count, 0);
      if (posts === 0 && people === 0 && !touched.has(row)) return;
      const own = touched.has(row) || people > posts;
      const of = label(member, category);
      const pool = pools.of(own ? `unit ${row} ${category}` : `label ${of}`, () => ({ label: of, posts: 0, outsideBase: 0, present: 0 }));
      const held = pools.items[pool] as { posts: number; outsideBase: number; present: number };
      held.posts += posts;
      held.outsideBase += outsideBase;
      held.present += people;
      if (own) poolAt.set(row * CATEGORY_COUNT + category, pool);
      for (const { months, sex, count } of crowd) {
        const birth = months === null ? -1 : monthIndex(months);
        const free = birth < 0 ? steps : Math.min(steps, Math.max(0, retires(sex, birth) - firstStep));
        crowds.push({ pool, retires: free, months: birth < 0 ? -1 : firstStep - birth, count, category });
      }
    });
  });
  const events = eventsOf(plan, poolAt, pools.items);
  const column = (of: (pool: (typeof pools.items)[number]) => number) => Float64Array.from(pools.items, of);
  const reserve = new Float64Array(CATEGORY_COUNT);
  const reserveOutside = new Float64Array(CATEGORY_COUNT);
  for (const { category, posts, outsideBase } of state.reserve) {
    const at = categoryPosition(category);
    reserve[at] = (reserve[at] ?? 0) + posts;
    reserveOutside[at] = (reserveOutside[at] ?? 0) + outsideBase;
  }
  return {
    firstStep,
    steps,
    labels: labels.items,
    labelOf: Int32Array.from(pools.items, ({ label: of }) => of),
    posts: column(({ posts }) => posts),
    outsideBase: column(({ outsideBase }) => outsideBase),
    present: column(({ present }) => present),
    reserve,
    reserveOutside,
    events,
    ...peopleOf(crowds, pools.items.length, steps),
  };
}

function peopleOf(crowds: Crowd[], poolCount: number, steps: number): Pick<Pools, 'people' | 'retirements' | 'ages'> {
  crowds.sort((one, other) => segmentOf(one) - segmentOf(other));
  const total = crowds.reduce((sum, { count }) => sum + count, 0);
  const people = { pool: new Int32Array(total), retires: new Int32Array(total), months: new Int32Array(total) };
  const segments: { category: number; from: number; until: number; oldest: number; youngest: number }[] = [];
  const retirements = new Int32Array(poolCount * steps);
  const ages = noAges();
  let [at, last] = [0, -1];
  for (const crowd of crowds) {
    const { pool, retires, months, count, category } = crowd;
    if (segmentOf(crowd) !== last) segments.push({ category, from: at, until: at, oldest: months, youngest: months });
    last = segmentOf(crowd);
    const segment = segments.at(-1) as (typeof segments)[number];
    segment.until += count;
    segment.oldest = Math.max(segment.oldest, months);
    segment.youngest = Math.min(segment.youngest, months);
    people.pool.fill(pool, at, at + count);
    people.retires.fill(retires, at, at + count);
    people.months.fill(months, at, at + count);
    at += count;
    if (retires < steps) retirements[pool * steps + retires] = (retirements[pool * steps + retires] as number) + count;
    if (months >= 0) countAge(ages, category, ageAt(months, 0), count);
  }
  return { people: { ...people, segments }, retirements, ages };
}

/** Whole units that join another, and conversions, as pools that join pools. */
function eventsOf({ events, roster }: Schedule, poolAt: ReadonlyMap<number, number>, pools: readonly { posts: number }[]): PoolEvent[] {
  const faults: Fault[] = [];
  const at = (row: number, category: number) => poolAt.get(row * CATEGORY_COUNT + category) as number;
  const made = events.flatMap((event): PoolEvent[] => {
    const { step, field, id: plan } = event;
    if (event.type === 'conversion') {
      const [pool, into] = (['employee-budget', 'employee-revenue'] as const).map((category) => at(event.row, categoryPosition(category)));
      return [{ step, pool: pool as number, into: into as number, surrendered: 0 }];
    }
    const whole = event.sources.every(({ byCategory }) =>
      byCategory.every(({ to }) => to.length === 1 && (to[0] as number) >= 0 && to[0] !== roster.reserve),
    );
    if (!whole) faults.push({ field: `${field}.shares`, code: 'plan-not-simulated', data: { plan } });
    if (!whole) return [];
    return Array.from({ length: CATEGORY_COUNT }, (_, category) => category).flatMap((category) => {
      const sources = event.sources.map(({ row, byCategory }) => ({
        pool: at(row, category),
        into: at(byCategory[category]?.to[0] ?? row, category),
      }));
      const asked = event.surrendered.find((row) => row.category === category)?.posts ?? 0;
      const weights = sources.map(({ pool }) => pools[pool]?.posts ?? 0);
      const posts = weights.reduce((sum, each) => sum + each, 0);
      const data = { plan, date: event.effectiveFrom, asked, posts, category: categoryAt(category) };
      if (asked > posts) faults.push({ field: `${field}.postsSurrendered`, code: 'surrender-above-posts', data });
      const surrendered = asked > posts ? [] : apportion(asked, weights);
      return sources.map((source, n) => ({ step, ...source, surrendered: surrendered[n] ?? 0 }));
    });
  });
  const [first] = faults;
  if (first) throw new Refusal(first.code, first.data ?? {}, first.field, faults);
  return made;
}
