/** Counts of people below this are hidden from those who have no right to the records (Law 91/2025/QH15: no more than is needed). */
export const LEAST_SHOWN = 5;

/**
 * Which of some counts of people are hidden, given that their sum is known: every one under 5, 0 included, and then the next
 * after the last (before it, where there is none after) until at least two are hidden, they come to 5 or more together,
 * and are not all as large as what is under 5 can be. So no hidden count follows from the others, nor from knowing this
 * rule: which one joins depends on its place and not on its size. When that is not reached, all are hidden.
 * @param counts in their fixed order; a negative one (records that contradict each other) is hidden as well
 */
export function hiddenAmong(counts: readonly number[]): boolean[] {
  const hidden = counts.map((count) => count < LEAST_SHOWN);
  while (hidden.includes(true) && hidden.includes(false) && !isSafe(counts, hidden)) {
    const after = hidden.indexOf(false, hidden.lastIndexOf(true));
    hidden[after === -1 ? hidden.lastIndexOf(false) : after] = true;
  }
  return hidden;
}

function isSafe(counts: readonly number[], hidden: readonly boolean[]): boolean {
  const behind = counts.filter((_, index) => hidden[index]);
  const sum = behind.reduce((total, count) => total + count, 0);
  return behind.length > 1 && sum >= LEAST_SHOWN && behind.some((count) => count !== LEAST_SHOWN - 1);
}
