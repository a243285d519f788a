import { Refusal } from '../../errors.ts';
import { apportion, type Weight } from '../projection/apportion.ts';
import { deal } from '../projection/deal.ts';
import { categoryAt } from '../projection/roster.ts';
import { OUTSIDE } from '../projection/shares.ts';
import type { Pools } from './pools.ts';
import { type AddEvent, isWhole, type MoveEvent, type PoolEvent, type PoolSource, TO_RESERVE } from './pool-events.ts';
import type { Recruits } from './recruits.ts';
import type { Staff } from './staff.ts';
import type { Change, Stocks } from './stocks.ts';

export type Course = { readonly pools: Pools; readonly stocks: Stocks; readonly staff: Staff; readonly recruits: Recruits };

/** What arrives somewhere from a pool. */
type Parcel = Change & { readonly from: number; readonly to: number };

/** Posts that the sources surrender together, spread by the posts that they hold; in a course of chance no more than there are. */
function surrenderedOf({ sources, surrendered, category, plan }: MoveEvent, { stocks }: Course, byChance: boolean): number[] {
  const held = sources.map(({ pool }) => stocks.posts[pool] as number);
  const posts = held.reduce((sum, each) => sum + each, 0);
  if (surrendered > posts && !byChance)
    throw new Refusal(
      'surrender-above-posts',
      { plan: plan.id, date: plan.effectiveFrom, asked: surrendered, posts, category: categoryAt(category) },
      `${plan.field}.postsSurrendered`,
    );
  return apportion(Math.min(surrendered, posts), held);
}

/** A source in parts: posts by exact shares, people by those of the units, freed posts where there is room. As in the projection. */
function partsOf(source: PoolSource, surrendered: number, people: readonly number[], { stocks }: Course): Parcel[] {
  const { pool: from, to, weights } = source;
  const left = (stocks.posts[from] as number) - surrendered;
  const posts = apportion(left, weights);
  const outside = apportion(Math.min(stocks.outsideBase[from] as number, left), weights);
  const room = posts.map((part, n) => Math.max(0, part - (people[n] as number)));
  const vacancies = room.reduce((sum, each) => sum + each, 0);
  const freed = apportion(Math.min(stocks.freed[from] as number, vacancies), room);
  return to.map((into, n): Parcel => {
    const part = posts[n] as number;
    const outsideBase = Math.min(outside[n] as number, part);
    return { from, to: into, posts: part, present: people[n] as number, freed: freed[n] as number, outsideBase };
  });
}

/** Deals the people of a source to its parts, the oldest first and recruits last, and gives them the rows of their parts. */
function dealPeople(source: PoolSource, { category, plan }: MoveEvent, { stocks, staff, recruits }: Course): number[] {
  const { pool, to, firstRow } = source;
  const there = source.people.filter((person) => staff.isIn(person, pool));
  const standing = recruits.standing(category);
  const hired = standing.flatMap((row, at) => (stocks.home[row] === pool ? [at] : []));
  const present = stocks.present(pool);
  const weights: Weight[] = [...source.peopleWeights];
  if (present > 0 && weights.every((weight) => Number(weight) === 0)) {
    const data = { plan: plan.id, date: plan.effectiveFrom, people: present, category: categoryAt(category), unit: source.unit };
    throw new Refusal('people-without-unit', data, `${plan.field}.shares`);
  }
  const totals = apportion(present, weights);
  const dealt = deal(
    Array.from({ length: present }, () => 1),
    totals,
  ).map((parts) => parts.indexOf(1));
  there.forEach((person, n) => {
    const part = dealt[n] as number;
    if (to[part] === OUTSIDE) staff.goOutside(person);
    else staff.moveTo(person, firstRow + part);
  });
  hired.forEach((at, n) => {
    const part = dealt[there.length + n] as number;
    standing[at] = to[part] === OUTSIDE ? -1 : firstRow + part;
  });
  if (standing.includes(-1)) standing.splice(0, standing.length, ...standing.filter((row) => row >= 0));
  return totals;
}

function arrive(parcel: Parcel, category: number, { pools, stocks }: Course): void {
  const { from, to, posts, outsideBase } = parcel;
  if (to >= 0) stocks.add(to, parcel);
  if (to === TO_RESERVE) {
    stocks.reserve[category] = (stocks.reserve[category] as number) + posts;
    stocks.reserveOutside[category] = (stocks.reserveOutside[category] as number) + outsideBase;
  }
  const label = pools.labelOf[from] as number;
  if (to === OUTSIDE) stocks.sentOutside[label] = (stocks.sentOutside[label] as number) + posts - outsideBase;
}

function convert({ pool, people }: PoolSource, { category, becomes }: MoveEvent, { staff, recruits }: Course): void {
  for (const person of people) if (staff.isIn(person, pool)) staff.convert(person);
  recruits.convert(pool, category, becomes);
}

function move(event: MoveEvent, course: Course, byChance: boolean): void {
  const { stocks } = course;
  const surrendered = surrenderedOf(event, course, byChance);
  const parcels = event.sources.flatMap((source, n) => {
    const people = isWhole(source) ? [stocks.present(source.pool)] : dealPeople(source, event, course);
    return partsOf(source, surrendered[n] as number, people, course);
  });
  if (event.becomes !== event.category) for (const source of event.sources) convert(source, event, course);
  for (const { pool } of event.sources) {
    const [posts, freed, outsideBase] = [stocks.posts[pool] as number, stocks.freed[pool] as number, stocks.outsideBase[pool] as number];
    stocks.add(pool, { posts: -posts, present: -stocks.present(pool), freed: -freed, outsideBase: -outsideBase });
  }
  for (const parcel of parcels) arrive(parcel, event.category, course);
  for (const source of event.sources)
    if (isWhole(source)) for (const row of source.rows) stocks.home[row] = source.to[0] as number;
    else
      source.to.forEach((into, part) => {
        if (into >= 0) stocks.home[source.firstRow + part] = into;
      });
}

function addPosts({ pool, category, posts, outsideBase }: AddEvent, { stocks }: Course): void {
  const outside = outsideBase ? posts : 0;
  if (pool === TO_RESERVE) {
    stocks.reserve[category] = (stocks.reserve[category] as number) + posts;
    stocks.reserveOutside[category] = (stocks.reserveOutside[category] as number) + outside;
  } else stocks.add(pool, { posts, present: 0, freed: 0, outsideBase: outside });
}

/**
 * A plan on its day. Nothing is lost: the parts of a source sum to what it held.
 * @param byChance false where only the law retires: there a plan that asks for more posts than its sources hold is refused
 * @throws Refusal when people are left without a unit
 */
export function carryOut(event: PoolEvent, course: Course, byChance: boolean): void {
  if (event.type === 'add') addPosts(event, course);
  else move(event, course, byChance);
}
