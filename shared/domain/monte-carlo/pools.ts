import { monthIndex } from '../../time.ts';
import type { PlannedHiring } from '../projection/events.ts';
import { ageAt, countAge, noAges } from '../projection/hazards.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { CATEGORY_COUNT, categoryPosition, type Member } from '../projection/roster.ts';
import { schedule } from '../projection/schedule.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { SEXES, type Sex } from '../vocabulary.ts';
import { type Crowd, peopleOf, type People } from './people.ts';
import { type PoolEvent, poolEventsOf } from './pool-events.ts';

/** What targets tell apart: a category in units of a kind and level. */
export type Label = { readonly category: number; readonly kind: Member['kind']; readonly level: Member['level'] };

/**
 * The province as pools: the posts and people of one category in one unit, in the order of categories and then of codes, which
 * is that of ties. Whole posts and people. People stand in parallel arrays, see `People`.
 */
export type Pools = {
  readonly firstStep: number;
  readonly steps: number;
  readonly labels: readonly Label[];
  readonly labelOf: Int32Array;
  readonly categoryOf: Int32Array;
  /** The pools of a category are those from `first[category]` to below `first[category + 1]`. */
  readonly first: Int32Array;
  readonly posts: Int32Array;
  readonly outsideBase: Int32Array;
  readonly present: Int32Array;
  /** Posts in reserve by category, and what of them targets leave out. */
  readonly reserve: Int32Array;
  readonly reserveOutside: Int32Array;
  /** Plans in the order in which they happen. */
  readonly events: readonly PoolEvent[];
  /** Planned recruits month by month; `pool` is null where they go to whoever lacks most. */
  readonly hirings: readonly (Pick<PlannedHiring, 'step' | 'category' | 'people'> & { readonly pool: number | null })[];
  readonly people: People;
  /** Where people may stand: a row per pool, and one for each part of a source that a plan splits. */
  readonly rows: number;
  /** People of known age by category and age, at the start. */
  readonly ages: Float64Array;
};

type Cell = { posts: number; outsideBase: number; crowd: { born: number | null; sex: Sex; count: number }[] };

/** What a unit holds at the start, by category. */
function cellsOf({ state }: Member): Cell[] {
  const cells = Array.from({ length: CATEGORY_COUNT }, (): Cell => ({ posts: 0, outsideBase: 0, crowd: [] }));
  const at = (category: Parameters<typeof categoryPosition>[0]) => cells[categoryPosition(category)] as Cell;
  for (const { category, posts, outsideBase } of state?.posts ?? []) {
    at(category).posts += posts;
    at(category).outsideBase += outsideBase;
  }
  for (const { category, sex, birthMonth, count } of state?.cells ?? [])
    at(category).crowd.push({ born: monthIndex(birthMonth), sex, count });
  const profiled = new Set(state?.cells?.map(({ category }) => category));
  for (const { category, present } of state?.headcount ?? [])
    if (!profiled.has(category) && present > 0) at(category).crowd.push({ born: null, sex: 'male', count: present });
  return cells;
}

/**
 * Pools, people and events of a forecast.
 * @throws Refusal as `schedule`
 */
export function poolsOf(state: ProvinceState, input: ProjectionInput, retires: Retires): Pools {
  const plan = schedule(state, input);
  const { roster, firstStep, steps } = plan;
  const touched = new Set<number | null>(plan.hirings.map(({ row }) => row));
  for (const event of plan.events) {
    if (event.type !== 'reorganisation') touched.add(event.row);
    else for (const { row, byCategory } of event.sources) for (const one of [row, ...byCategory.flatMap(({ to }) => to)]) touched.add(one);
  }
  const labels = new Map<string, Label>();
  const pools: { cell: Cell; label: string }[] = [];
  const poolAt = new Map<number, number>();
  const crowds: Crowd[] = [];
  const first = new Int32Array(CATEGORY_COUNT + 1);
  const cells = roster.members.map(cellsOf);
  for (let category = 0; category < CATEGORY_COUNT; category++) {
    roster.members.forEach(({ kind, level }, row) => {
      const cell = cells[row]?.[category] as Cell;
      if (cell.posts === 0 && cell.outsideBase === 0 && cell.crowd.length === 0 && !touched.has(row)) return;
      const label = `${category} ${kind} ${level}`;
      labels.set(label, { category, kind, level });
      poolAt.set(row * CATEGORY_COUNT + category, pools.length);
      for (const { born, sex, count } of cell.crowd)
        crowds.push({
          category,
          pool: pools.length,
          count,
          months: born === null ? -1 : firstStep - born,
          sex: SEXES.indexOf(sex),
          due: born === null ? null : retires(sex, born) - firstStep,
        });
      pools.push({ cell, label });
    });
    first[category + 1] = pools.length;
  }
  const ages = noAges();
  for (const { category, months, count } of crowds) if (months >= 0) countAge(ages, category, ageAt(months, 0), count);
  const people = peopleOf(crowds, steps);
  const { events, rows } = poolEventsOf(plan, poolAt, people, pools.length);
  const names = [...labels.keys()];
  const column = (of: (cell: Cell) => number) => Int32Array.from(pools, ({ cell }) => of(cell));
  const [reserve, reserveOutside] = [new Int32Array(CATEGORY_COUNT), new Int32Array(CATEGORY_COUNT)];
  for (const { category, posts, outsideBase } of state.reserve) {
    const at = categoryPosition(category);
    reserve[at] = (reserve[at] ?? 0) + posts;
    reserveOutside[at] = (reserveOutside[at] ?? 0) + outsideBase;
  }
  return {
    firstStep,
    steps,
    labels: [...labels.values()],
    labelOf: Int32Array.from(pools, ({ label }) => names.indexOf(label)),
    categoryOf: Int32Array.from(pools, ({ label }) => (labels.get(label) as Label).category),
    first,
    posts: column(({ posts }) => posts),
    outsideBase: column(({ outsideBase }) => outsideBase),
    present: column(({ crowd }) => crowd.reduce((sum, { count }) => sum + count, 0)),
    reserve,
    reserveOutside,
    events,
    hirings: plan.hirings.map(({ step, category, people: count, row }) => {
      const pool = row === null ? null : (poolAt.get(row * CATEGORY_COUNT + category) as number);
      return { step, category, people: count, pool };
    }),
    people,
    rows,
    ages,
  };
}
