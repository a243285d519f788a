/** A small seeded generator (mulberry32) in 32-bit integer arithmetic: the same seed gives the same province everywhere. */
export type Random = {
  /** An integer in [0, below). */
  int: (below: number) => number;
  /** An integer in [min, max]. */
  between: (min: number, max: number) => number;
  /** True in `perMille` of 1,000 cases. */
  chance: (perMille: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  shuffled: <T>(list: readonly T[]) => T[];
};

export function seeded(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return (word ^ (word >>> 14)) >>> 0;
  };
  const int = (below: number) => next() % below;
  return {
    int,
    between: (min, max) => min + int(max - min + 1),
    chance: (perMille) => int(1000) < perMille,
    pick: (list) => list[int(list.length)] as (typeof list)[number],
    shuffled: (list) => {
      const copy = [...list];
      for (let last = copy.length - 1; last > 0; last--) {
        const other = int(last + 1);
        [copy[last], copy[other]] = [copy[other] as (typeof copy)[number], copy[last] as (typeof copy)[number]];
      }
      return copy;
    },
  };
}

/** `total` whole things by weight, largest remainder, ties to the earlier: sums exactly. All weights 0 gives all 0. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const byRemainder = weights
    .map((weight, index) => ({ index, left: (total * weight) % sum }))
    .sort((a, b) => b.left - a.left || a.index - b.index);
  const missing = total - parts.reduce((all, part) => all + part, 0);
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] as number) + 1;
  return parts;
}
