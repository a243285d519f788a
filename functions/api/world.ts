import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicFactory } from 'ulid';
import type { World } from '../../shared/world.ts';

/** The real clock, ids, randomness and waiting. Only entry files and their helpers make one. */
export function realWorld(): World {
  const ulid = monotonicFactory();
  return {
    now: () => Date.now(),
    newId: () => ulid(),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    jitter: () => Math.random(),
    sleep: (milliseconds) => sleep(milliseconds).then(() => undefined),
  };
}
