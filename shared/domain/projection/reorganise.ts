import { Refusal } from '../../errors.ts';
import { apportion } from './apportion.ts';
import type { ReorganisationEvent } from './events.ts';
import {
  PEOPLE_HANDED_OVER,
  PEOPLE_OUTSIDE,
  PEOPLE_RECEIVED,
  POSTS_HANDED_OVER,
  POSTS_OUTSIDE,
  POSTS_RECEIVED,
  POSTS_SURRENDERED,
} from './flows.ts';
import { add, noteFlow, settle } from './ledger.ts';
import { type Parcel, parcelsOf, type World } from './parcels.ts';
import { CATEGORY_COUNT, categoryAt } from './roster.ts';
import { OUTSIDE, type Shares, SURRENDERED } from './shares.ts';

/** Posts that the sources surrender together, spread by the posts they hold: per source, in the order of `event.sources`. */
function surrenderedOf(event: ReorganisationEvent, { ledger }: World, category: number): number[] {
  const asked = (event.surrendered.find((row) => row.category === category)?.posts ?? 0) * ledger.scale;
  const held = event.sources.map(({ row }) => ledger.posts[row * CATEGORY_COUNT + category] as number);
  const posts = held.reduce((one, other) => one + other, 0);
  const { id: plan, effectiveFrom: date } = event;
  if (asked > posts)
    throw new Refusal(
      'surrender-above-posts',
      { plan, date, asked: asked / ledger.scale, posts: Math.floor(posts / ledger.scale), category: categoryAt(category) },
      `${event.field}.postsSurrendered`,
    );
  return apportion(asked, held);
}

/** Books a parcel: what a source keeps does not move; what leaves is a flow on both sides. */
function book({ ledger }: World, parcel: Parcel): void {
  const { from, to, category, posts, people } = parcel;
  const source = from * CATEGORY_COUNT + category;
  const stays = from === to;
  if (!stays) {
    noteFlow(ledger, source, to === SURRENDERED ? POSTS_SURRENDERED : to === OUTSIDE ? POSTS_OUTSIDE : POSTS_HANDED_OVER, posts);
    noteFlow(ledger, source, to === OUTSIDE ? PEOPLE_OUTSIDE : PEOPLE_HANDED_OVER, people);
  }
  if (to < 0) return;
  const cell = to * CATEGORY_COUNT + category;
  if (!stays) {
    noteFlow(ledger, cell, POSTS_RECEIVED, posts);
    noteFlow(ledger, cell, PEOPLE_RECEIVED, people);
  }
  add(ledger.posts, cell, posts);
  add(ledger.present, cell, people);
  add(ledger.ageless, cell, parcel.ageless);
  add(ledger.newcomers, cell, parcel.newcomers);
  add(ledger.freed, cell, parcel.freed);
  add(ledger.outsideBase, cell, parcel.outsideBase);
}

/**
 * Carries a planned reorganisation out: all sources are read as they stand that morning, then posts and people go to the
 * destinations by exact shares, whole by largest remainder (ties: code, reserve, surrendered, outside). Nothing is lost:
 * parcels of a source sum to what it held.
 * @throws Refusal when people are left without a unit, or more posts are surrendered than the sources hold
 */
export function reorganise(event: ReorganisationEvent, world: World): Parcel[] {
  const { ledger, cohorts } = world;
  const released = event.sources.map(({ row }) => cohorts.release(row));
  const parcels: Parcel[] = [];
  for (let category = 0; category < CATEGORY_COUNT; category++) {
    const surrendered = surrenderedOf(event, world, category);
    event.sources.forEach(({ row, byCategory }, n) => {
      const cell = row * CATEGORY_COUNT + category;
      const groups = (released[n] as number[]).filter((group) => cohorts.cell[group] === cell);
      const shares = byCategory[category] as Shares;
      parcels.push(...parcelsOf(event, world, { row, category, shares, surrendered: surrendered[n] as number, groups }));
    });
  }
  for (const { row } of event.sources)
    for (let cell = row * CATEGORY_COUNT; cell < (row + 1) * CATEGORY_COUNT; cell++)
      for (const stock of [ledger.posts, ledger.present, ledger.ageless, ledger.newcomers, ledger.freed, ledger.outsideBase])
        stock[cell] = 0;
  for (const parcel of parcels) book(world, parcel);
  for (const { to, category } of parcels) if (to >= 0) settle(ledger, to * CATEGORY_COUNT + category);
  return parcels.filter(({ from, to, posts, people }) => from !== to && (posts > 0 || people > 0));
}
