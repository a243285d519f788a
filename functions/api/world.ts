import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicFactory } from 'ulid';
import type { World } from '../../shared/world.ts';

/** The real clock, ids, randomness and waiting. Only entry files and their helpers make one. */
export function realWorld(): World {
  const ulid = monotonicFactory(randomFractions());
  return {
    now: () => Date.now(),
    newId: () => ulid(),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    jitter: () => Math.random(),
    sleep: (milliseconds) => sleep(milliseconds).then(() => undefined),
  };
}

/** Random numbers in [0, 1), in steps of 1/256, from bytes fetched many at a time: an id asks for sixteen of them. */
function randomFractions(): () => number {
  let bytes = randomBytes(0);
  let used = 0;
  return () => {
    if (used === bytes.length) {
      bytes = randomBytes(1024);
      used = 0;
    }
    return (bytes[used++] ?? 0) / 256;
  };
}
