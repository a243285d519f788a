import { CATEGORY_COUNT } from '../projection/roster.ts';
import { Deficits } from './deficits.ts';
import type { Pools } from './pools.ts';

/** What a plan changes of a pool. */
export type Change = { readonly posts: number; readonly present: number; readonly freed: number; readonly outsideBase: number };

/**
 * Posts and people of a course under way, by pool; to date by category: leavers, posts that they left vacant, recruits, and of
 * these those of the replacement rule. The same arrays serve course after course.
 */
export class Stocks {
  readonly posts: Int32Array;
  /** Posts less the people present: below 0 where there are more people. */
  readonly room: Int32Array;
  /** Vacant posts that leavers freed since 1 January and nobody refilled. */
  readonly freed: Int32Array;
  /** Of `posts`, what targets leave out; posts are given up from the others first. */
  readonly outsideBase: Int32Array;
  readonly reserve = new Int32Array(CATEGORY_COUNT);
  readonly reserveOutside = new Int32Array(CATEGORY_COUNT);
  readonly leavers = new Int32Array(CATEGORY_COUNT);
  readonly vacated = new Int32Array(CATEGORY_COUNT);
  readonly recruits = new Int32Array(CATEGORY_COUNT);
  readonly replaced = new Int32Array(CATEGORY_COUNT);
  /** By label: posts inside the base, and those that plans sent out of the province's count. */
  readonly inside: Int32Array;
  readonly sentOutside: Int32Array;
  /** The pool in which the people of a row are. */
  readonly home: Int32Array;
  readonly #pools: Pools;
  readonly #atStart: { readonly room: Int32Array; readonly inside: Int32Array; readonly home: Int32Array };
  readonly #deficits: Deficits;

  constructor(pools: Pools) {
    const { posts, present, outsideBase, labels, labelOf, rows } = pools;
    const inside = new Int32Array(labels.length);
    posts.forEach((assigned, pool) => {
      const label = labelOf[pool] as number;
      inside[label] = (inside[label] as number) + assigned - (outsideBase[pool] as number);
    });
    const room = posts.map((assigned, pool) => assigned - (present[pool] as number));
    this.#pools = pools;
    this.#atStart = { room, inside, home: Int32Array.from({ length: rows }, (_, row) => row) };
    this.#deficits = new Deficits(pools);
    [this.posts, this.outsideBase, this.freed] = [posts.slice(), outsideBase.slice(), new Int32Array(posts.length)];
    [this.room, this.inside, this.home] = [room.slice(), inside.slice(), this.#atStart.home.slice()];
    this.sentOutside = new Int32Array(labels.length);
  }

  reset(): void {
    const { posts, outsideBase, reserve, reserveOutside } = this.#pools;
    this.posts.set(posts);
    this.outsideBase.set(outsideBase);
    this.reserve.set(reserve);
    this.reserveOutside.set(reserveOutside);
    this.room.set(this.#atStart.room);
    this.inside.set(this.#atStart.inside);
    this.home.set(this.#atStart.home);
    for (const toDate of [this.freed, this.leavers, this.vacated, this.recruits, this.replaced, this.sentOutside]) toDate.fill(0);
    this.#deficits.reset();
  }

  present(pool: number): number {
    return (this.posts[pool] as number) - (this.room[pool] as number);
  }
  vacant(pool: number): number {
    return Math.max(0, this.room[pool] as number);
  }

  /** Somebody who stood in a row leaves; where posts were enough, one is free. */
  leave(row: number): void {
    const pool = this.home[row] as number;
    const category = this.#pools.categoryOf[pool] as number;
    const room = this.room[pool] as number;
    this.room[pool] = room + 1;
    this.leavers[category] = (this.leavers[category] as number) + 1;
    if (room < 0) return;
    this.freed[pool] = (this.freed[pool] as number) + 1;
    this.vacated[category] = (this.vacated[category] as number) + 1;
    this.#deficits.move(pool, room, room + 1);
  }

  /** The pool of a category with most vacancies, ties to the lower code; −1 when nothing is vacant. */
  mostVacant(category: number): number {
    return this.#deficits.most(category, this.room);
  }

  /** A recruit fills what leavers freed this year before what was vacant already. */
  hire(pool: number): void {
    const category = this.#pools.categoryOf[pool] as number;
    const room = this.room[pool] as number;
    this.room[pool] = room - 1;
    this.freed[pool] = Math.max(0, (this.freed[pool] as number) - 1);
    this.recruits[category] = (this.recruits[category] as number) + 1;
    this.#deficits.move(pool, room, room - 1);
  }

  /** Takes vacant posts from a pool, those inside the base first. */
  giveUp(pool: number, posts: number): void {
    const label = this.#pools.labelOf[pool] as number;
    const room = this.room[pool] as number;
    const left = (this.posts[pool] as number) - posts;
    const outside = this.outsideBase[pool] as number;
    this.posts[pool] = left;
    this.room[pool] = room - posts;
    this.outsideBase[pool] = Math.min(outside, left);
    this.inside[label] = (this.inside[label] as number) - posts + Math.max(0, outside - left);
    this.#deficits.move(pool, room, room - posts);
  }

  /** Adds what a plan brings or takes, and restores what holds between the stocks: freed ≤ vacant, outside the base ≤ posts. */
  add(pool: number, { posts, present, freed, outsideBase }: Change): void {
    const label = this.#pools.labelOf[pool] as number;
    const room = this.room[pool] as number;
    const before = (this.posts[pool] as number) - (this.outsideBase[pool] as number);
    this.posts[pool] = (this.posts[pool] as number) + posts;
    this.room[pool] = room + posts - present;
    this.freed[pool] = Math.min((this.freed[pool] as number) + freed, this.vacant(pool));
    this.outsideBase[pool] = Math.min((this.outsideBase[pool] as number) + outsideBase, this.posts[pool] as number);
    this.inside[label] = (this.inside[label] as number) + (this.posts[pool] as number) - (this.outsideBase[pool] as number) - before;
    this.#deficits.move(pool, room, room + posts - present);
  }
}
