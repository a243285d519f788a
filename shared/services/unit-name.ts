import type { Tree } from '../domain/tree.ts';
import type { PlainDate } from '../time.ts';

/** What a unit was called on a date; the nearest name of its life outside of it. */
export function nameOn(tree: Tree, key: string, date: PlainDate): string {
  const periods = tree.find(key)?.periods ?? [];
  return (periods.findLast(({ from }) => from <= date) ?? periods[0])?.name ?? key;
}
