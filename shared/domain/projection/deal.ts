import { SCALE } from './flows.ts';

/**
 * Deals people, the first cohort first, to destinations that are to receive `totals`: each goes to the one that is furthest
 * behind its part of those dealt so far, ties to the earlier position. So every destination gets its total exactly and, cohort
 * by cohort, people of all ages. Nobody is picked: people of one cohort are not told apart.
 * @param hands people of each cohort, in the order of dealing; they sum to the sum of `totals`
 * @returns count per hand and destination
 */
export function deal(hands: readonly number[], totals: readonly number[]): number[][] {
  const all = BigInt(totals.reduce((one, other) => one + other, 0));
  const aims = totals.map(BigInt);
  const received = totals.map(() => 0n);
  let dealt = 0n;
  return hands.map((count) => {
    const parts = totals.map(() => 0);
    for (let left = count; left > 0; left -= SCALE) {
      const step = Math.min(SCALE, left);
      dealt += BigInt(step);
      let furthest = 0;
      let most = -all;
      aims.forEach((aim, position) => {
        const behind = aim * dealt - (received[position] as bigint) * all;
        if (behind <= most) return;
        furthest = position;
        most = behind;
      });
      parts[furthest] = (parts[furthest] as number) + step;
      received[furthest] = (received[furthest] as bigint) + BigInt(step);
    }
    return parts;
  });
}
