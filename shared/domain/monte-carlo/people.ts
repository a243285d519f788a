import { CATEGORY_COUNT } from '../projection/roster.ts';

/** Months before the statutory age by which a driver may ask, at most. */
const AHEAD = 180;
/** Step of retirement of people whose birth month is not known. */
export const NEVER = 2 ** 30;

/** People alike at the start: of a pool, a birth month and a sex. `due` is the step in which the law retires them, below 0 when overdue. */
export type Crowd = {
  readonly category: number;
  readonly pool: number;
  readonly count: number;
  /** Months old at the start; −1 when not known. */
  readonly months: number;
  /** Position in `SEXES`. */
  readonly sex: number;
  readonly due: number | null;
};

/**
 * Everybody present at the start, in parallel arrays, by category and `due`. The
 * order follows from what people are, so that neither the order of units nor that of their rows changes anybody's luck.
 */
export type People = {
  readonly pool: Int32Array;
  readonly months: Int32Array;
  readonly sex: Int32Array;
  /** Step in which the statutory age frees the post: below 0 for people overdue at the start, `NEVER` when not known. */
  readonly due: Int32Array;
  readonly segments: readonly {
    readonly category: number;
    /** Five years of `due`. */
    readonly band: number;
    readonly from: number;
    readonly until: number;
    readonly oldest: number;
    readonly youngest: number;
  }[];
  /** The first of a category who is due in a step or later; the overdue stand at step 0. */
  dueFrom(category: number, step: number): number;
};

/** By five years, the overdue and those of unknown age for themselves. */
const bandOf = (due: number): number => (due === NEVER ? 99 : Math.min(98, Math.floor(due / 60) + 1));

export function peopleOf(crowds: Crowd[], steps: number): People {
  const dueOf = ({ due }: Crowd) => due ?? NEVER;
  crowds.sort(
    (one, other) =>
      one.category - other.category ||
      dueOf(one) - dueOf(other) ||
      other.months - one.months ||
      one.sex - other.sex ||
      one.pool - other.pool,
  );
  const total = crowds.reduce((sum, { count }) => sum + count, 0);
  const [pool, months, sex, due] = [new Int32Array(total), new Int32Array(total), new Int32Array(total), new Int32Array(total)];
  const segments: { category: number; band: number; from: number; until: number; oldest: number; youngest: number }[] = [];
  const buckets = steps + AHEAD + 2;
  const starts = new Int32Array(CATEGORY_COUNT * buckets + 1);
  const bucketOf = (category: number, step: number) => category * buckets + Math.min(buckets - 1, Math.max(0, step));
  let at = 0;
  for (const crowd of crowds) {
    const { category, count } = crowd;
    const band = bandOf(Math.max(-1, dueOf(crowd)));
    const last = segments.at(-1);
    if (last?.category !== category || last.band !== band)
      segments.push({ category, band, from: at, until: at, oldest: crowd.months, youngest: crowd.months });
    const segment = segments.at(-1) as (typeof segments)[number];
    segment.until = at + count;
    segment.oldest = Math.max(segment.oldest, crowd.months);
    segment.youngest = Math.min(segment.youngest, crowd.months);
    pool.fill(crowd.pool, at, at + count);
    months.fill(crowd.months, at, at + count);
    sex.fill(crowd.sex, at, at + count);
    due.fill(dueOf(crowd), at, at + count);
    at += count;
    const bucket = bucketOf(category, dueOf(crowd)) + 1;
    starts[bucket] = (starts[bucket] as number) + count;
  }
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  return { pool, months, sex, due, segments, dueFrom: (category, step) => starts[bucketOf(category, step)] as number };
}
