import { apportion } from './apportion.ts';

/**
 * Deals whole people, the first cohort first, to destinations that are to receive `totals`: each goes to the one that is furthest
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
    for (let left = count; left > 0; left -= 1) {
      dealt += 1n;
      let furthest = 0;
      let most = -all;
      aims.forEach((aim, position) => {
        const behind = aim * dealt - (received[position] as bigint) * all;
        if (behind <= most) return;
        furthest = position;
        most = behind;
      });
      parts[furthest] = (parts[furthest] as number) + 1;
      received[furthest] = (received[furthest] as bigint) + 1n;
    }
    return parts;
  });
}

/**
 * The same in expectation, where nobody is whole: each cohort is shared out in proportion to what every destination has yet to
 * receive, by largest remainder. Every destination gets its total exactly.
 */
export function dealParts(hands: readonly number[], totals: readonly number[]): number[][] {
  const open = [...totals];
  return hands.map((count) => {
    const parts = apportion(count, open);
    parts.forEach((part, n) => {
      open[n] = (open[n] as number) - part;
    });
    return parts;
  });
}
