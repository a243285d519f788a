import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalQueue } from '../../functions/local/jobs/local-queue.ts';
import type { ChunkMessage } from '../../shared/services/jobs/queue.ts';

const messages = (count: number): ChunkMessage[] =>
  Array.from({ length: count }, (_, index) => ({ tenant: 'H49', job: '01JZ0000000000000000000000', chunk: index + 1 }));

describe('the queue of one machine', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hands out two messages at a time, in the order in which they came', async () => {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = ({ chunk }: ChunkMessage) =>
      new Promise<void>((resolve) => {
        begun.push(chunk);
        ends.push(resolve);
      });
    const queue = new LocalQueue(work, () => undefined);
    await queue.send(messages(4));
    expect(begun).toEqual([1, 2]);
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(begun).toEqual([1, 2, 3]);
  });

  it('hands a message out again when its work failed, later each time, and five times at most', async () => {
    const times: number[] = [];
    const failures: unknown[] = [];
    const start = Date.now();
    const queue = new LocalQueue(
      () => {
        times.push((Date.now() - start) / 1000);
        return Promise.reject(new Error('no'));
      },
      (error) => failures.push(error),
    );
    await queue.send(messages(1));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toEqual([0, 1, 3, 6, 10]);
    expect(failures).toHaveLength(5);
  });
});
