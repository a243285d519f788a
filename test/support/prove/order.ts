import type { Moment } from './history.ts';

/** Something that took place at one moment between two: a transaction, or a reading of one record. `until` null: nobody knows. */
export type Event = { readonly name: string; readonly since: Moment; readonly until: Moment | null };
export type Before = readonly [one: number, other: number];

/**
 * A serial order of events that respects what is known to have come before what: the edges given, and real time: what was
 * answered before another was asked for. Where there is none, a circle of events that each come before the next.
 */
export function serialOrder(events: readonly Event[], before: readonly Before[]): { order: number[] } | { circle: string[] } {
  const next: number[][] = events.map(() => []);
  for (const [one, other] of before) next[one]?.push(other);
  // Points in time between the events: answered → point → whatever was asked for after it.
  const points = [...new Set(events.flatMap(({ until }) => until ?? []))].sort((a, b) => a - b);
  const pointAt = new Map(points.map((point, index) => [point, events.length + index]));
  for (let index = 0; index < points.length; index++) next.push(index + 1 < points.length ? [events.length + index + 1] : []);
  for (const [index, { since, until }] of events.entries()) {
    if (until !== null) next[index]?.push(pointAt.get(until) as number);
    const last = lastBelow(points, since);
    if (last >= 0) next[events.length + last]?.push(index);
  }
  const open = new Int32Array(next.length);
  for (const others of next) for (const other of others) open[other] = (open[other] ?? 0) + 1;
  const ready = [...next.keys()].filter((index) => open[index] === 0);
  const order: number[] = [];
  for (let place = 0; place < ready.length; place++) {
    const index = ready[place] as number;
    if (index < events.length) order.push(index);
    for (const other of next[index] ?? []) if ((open[other] = (open[other] ?? 0) - 1) === 0) ready.push(other);
  }
  return order.length === events.length ? { order } : { circle: circleIn(events, next, new Set(ready)) };
}

/** Place of the last point that lies before a moment; −1: none. */
function lastBelow(points: readonly Moment[], moment: Moment): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] as number) < moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The shortest circle through one of the events that have no place. */
function circleIn(events: readonly Event[], next: readonly number[][], placed: ReadonlySet<number>): string[] {
  let shortest: number[] = [];
  const starts = [...events.keys()].filter((index) => !placed.has(index)).slice(0, 200);
  for (const start of starts) {
    const from = new Map<number, number>();
    const queue = [start];
    search: for (let place = 0; place < queue.length; place++)
      for (const other of next[queue[place] as number] ?? []) {
        if (other === start) {
          const path: number[] = [];
          for (let at: number | undefined = queue[place]; at !== undefined; at = from.get(at)) path.push(at);
          if (shortest.length === 0 || path.length < shortest.length) shortest = path.reverse();
          break search;
        }
        if (placed.has(other) || from.has(other) || other === start) continue;
        from.set(other, queue[place] as number);
        queue.push(other);
      }
  }
  return shortest.flatMap((index) => events[index]?.name ?? []);
}
