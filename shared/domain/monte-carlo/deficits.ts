import { CATEGORY_COUNT } from '../projection/roster.ts';
import type { Pools } from './pools.ts';

/** Vacancies that are told apart; pools with as many or more share the last level. */
const LEVELS = 64;

/**
 * Which pool of a category has most vacancies, ties to the first: the pools of each number of vacancies as bits of words, so
 * that one more or fewer moves one bit. The words of a category stand together.
 */
export class Deficits {
  readonly #first: Int32Array;
  readonly #firstWord = new Int32Array(CATEGORY_COUNT + 1);
  readonly #wordOf: Int32Array;
  readonly #maskOf: Int32Array;
  readonly #categoryOf: Int32Array;
  readonly #words: number;
  readonly #bits: Int32Array;
  /** By category: no pool stands on a higher level, and on this level none before the word. */
  readonly #top = new Int32Array(CATEGORY_COUNT);
  readonly #word = new Int32Array(CATEGORY_COUNT);
  readonly #atStart: { readonly bits: Int32Array; readonly top: Int32Array };

  constructor({ first, posts, present, categoryOf }: Pools) {
    this.#first = first;
    this.#categoryOf = categoryOf;
    this.#wordOf = new Int32Array(posts.length);
    this.#maskOf = new Int32Array(posts.length);
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      const [from, until, word] = [first[category] as number, first[category + 1] as number, this.#firstWord[category] as number];
      for (let pool = from; pool < until; pool++) {
        this.#wordOf[pool] = word + ((pool - from) >>> 5);
        this.#maskOf[pool] = 1 << ((pool - from) & 31);
      }
      this.#firstWord[category + 1] = word + ((until - from + 31) >>> 5);
    }
    this.#words = this.#firstWord[CATEGORY_COUNT] as number;
    this.#bits = new Int32Array(LEVELS * this.#words);
    posts.forEach((assigned, pool) => this.move(pool, 0, assigned - (present[pool] as number)));
    this.#atStart = { bits: this.#bits.slice(), top: this.#top.slice() };
  }

  reset(): void {
    this.#bits.set(this.#atStart.bits);
    this.#top.set(this.#atStart.top);
    this.#word.set(this.#firstWord.subarray(0, CATEGORY_COUNT));
  }

  /** A pool that had `before` vacancies has `after`; below 0 is none. */
  move(pool: number, before: number, after: number): void {
    const old = Math.min(before, LEVELS - 1);
    const now = Math.min(after, LEVELS - 1);
    if (old === now) return;
    const word = this.#wordOf[pool] as number;
    const mask = this.#maskOf[pool] as number;
    if (old > 0) this.#bits[old * this.#words + word] = (this.#bits[old * this.#words + word] as number) & ~mask;
    if (now <= 0) return;
    this.#bits[now * this.#words + word] = (this.#bits[now * this.#words + word] as number) | mask;
    const category = this.#categoryOf[pool] as number;
    const top = this.#top[category] as number;
    if (now < top || (now === top && word >= (this.#word[category] as number))) return;
    this.#top[category] = now;
    this.#word[category] = word;
  }

  /** The pool with most vacancies, −1 when none has any. `room`: vacancies by pool. */
  most(category: number, room: Int32Array): number {
    const first = this.#firstWord[category] as number;
    const end = this.#firstWord[category + 1] as number;
    let word = this.#word[category] as number;
    for (let top = this.#top[category] as number; top > 0; top--, word = first) {
      const level = top * this.#words;
      while (word < end && this.#bits[level + word] === 0) word++;
      if (word === end) continue;
      this.#top[category] = top;
      this.#word[category] = word;
      if (top === LEVELS - 1) return this.#mostOf(level + word, level + end, this.#poolAt(category, word), room);
      const bits = this.#bits[level + word] as number;
      return this.#poolAt(category, word) + 31 - Math.clz32(bits & -bits);
    }
    this.#top[category] = 0;
    return -1;
  }

  #poolAt(category: number, word: number): number {
    return (this.#first[category] as number) + (word - (this.#firstWord[category] as number)) * 32;
  }

  /** Among the pools of the last level. */
  #mostOf(firstWord: number, end: number, firstPool: number, room: Int32Array): number {
    let best = -1;
    for (let word = firstWord; word < end; word++)
      for (let bits = this.#bits[word] as number; bits !== 0; bits &= bits - 1) {
        const pool = firstPool + (word - firstWord) * 32 + 31 - Math.clz32(bits & -bits);
        if (best < 0 || (room[pool] as number) > (room[best] as number)) best = pool;
      }
    return best;
  }
}
