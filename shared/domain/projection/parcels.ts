import { Refusal } from '../../errors.ts';
import { apportion, type Weight } from './apportion.ts';
import type { Cohorts } from './cohorts.ts';
import { dealGroups } from './deal-groups.ts';
import type { ReorganisationEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import { CATEGORY_COUNT, categoryAt, keyOf, type Roster } from './roster.ts';
import { type Shares, SURRENDERED } from './shares.ts';

/** What one source hands to one destination in one category. */
export type Parcel = {
  from: number;
  to: number;
  category: number;
  posts: number;
  people: number;
  ageless: number;
  newcomers: number;
  freed: number;
  outsideBase: number;
};

export type World = { readonly ledger: Ledger; readonly cohorts: Cohorts; readonly roster: Roster };

/** Reserve and surrendered take posts, never people: these follow the other shares. */
const takesPeople = (to: number, roster: Roster): boolean => to !== SURRENDERED && to !== roster.reserve;

/** A source as it stands that morning, in one category: `surrendered` of its posts do not reach a destination. */
export type SourceCell = {
  readonly row: number;
  readonly category: number;
  readonly shares: Shares;
  readonly surrendered: number;
  readonly groups: readonly number[];
};

/** Weights by which people go; a source with people and no unit to take them is refused. */
function peopleWeights(
  event: ReorganisationEvent,
  { roster, ledger }: World,
  { row, category, shares }: SourceCell,
  present: number,
): Weight[] {
  const weights = shares.weights.map((weight, n) => (takesPeople(shares.to[n] as number, roster) ? weight : 0));
  if (present === 0 || weights.some((weight) => weight > 0)) return weights;
  const { id: plan, effectiveFrom: date, field } = event;
  const data = { plan, date, people: Math.ceil(present / ledger.scale), category: categoryAt(category), unit: keyOf(roster, row) };
  throw new Refusal('people-without-unit', data, `${field}.shares`);
}

/**
 * What a source hands to each destination in one category: posts by exact shares, people by the shares of the units. Freed
 * posts follow the vacancies, so that none turns up where nothing is vacant. The parcels sum to what the source holds.
 */
export function parcelsOf(event: ReorganisationEvent, world: World, source: SourceCell): Parcel[] {
  const { ledger } = world;
  const { row: from, category, shares, surrendered, groups } = source;
  const cell = from * CATEGORY_COUNT + category;
  const present = ledger.present[cell] as number;
  const left = (ledger.posts[cell] as number) - surrendered;
  const posts = apportion(left, shares.weights);
  const people = apportion(present, peopleWeights(event, world, source, present));
  // Posts inside the base are surrendered first, and no destination receives more posts outside it than posts.
  const outside = ledger.outsideBase[cell] as number;
  const outsideBase = apportion(Math.min(outside, left), shares.weights).map((amount, n) => Math.min(amount, posts[n] as number));
  const room = posts.map((part, n) => Math.max(0, part - (people[n] as number)));
  const vacancies = room.reduce((one, other) => one + other, 0);
  const freed = apportion(Math.min(ledger.freed[cell] as number, vacancies), room);
  const [unknown, recruited] = [ledger.ageless[cell] as number, ledger.newcomers[cell] as number];
  const { ageless, newcomers } = dealGroups(world, { groups, ageless: unknown, newcomers: recruited, category, to: shares.to, people });
  const part = (amounts: readonly number[], n: number) => amounts[n] as number;
  const parcels = shares.to.map((to, n): Parcel => {
    const moved = { posts: part(posts, n), people: part(people, n), ageless: part(ageless, n), newcomers: part(newcomers, n) };
    return { from, to, category, ...moved, freed: part(freed, n), outsideBase: part(outsideBase, n) };
  });
  const gone: Parcel = {
    from,
    to: SURRENDERED,
    category,
    posts: surrendered,
    people: 0,
    ageless: 0,
    newcomers: 0,
    freed: 0,
    outsideBase: Math.max(0, outside - left),
  };
  return surrendered > 0 ? [...parcels, gone] : parcels;
}
