/** Whether one position comes before another; a strict order. */
export type Before = (one: number, other: number) => boolean;

/** Makes a binary heap of positions in place: the first of all comes to the front. */
export function settle(heap: number[], before: Before): void {
  for (let parent = (heap.length >> 1) - 1; parent >= 0; parent--) sink(heap, parent, before);
}

/** Restores a heap after the entry at `from` has fallen back in the order. */
export function sink(heap: number[], from: number, before: Before): void {
  const entry = heap[from];
  if (entry === undefined) return;
  let hole = from;
  for (;;) {
    const left = 2 * hole + 1;
    const right = left + 1;
    if (left >= heap.length) break;
    const child = right < heap.length && before(heap[right] as number, heap[left] as number) ? right : left;
    if (!before(heap[child] as number, entry)) break;
    heap[hole] = heap[child] as number;
    hole = child;
  }
  heap[hole] = entry;
}
