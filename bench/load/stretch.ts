import { setTimeout as delay } from 'node:timers/promises';
import { PROJECTING, type User, next, runProjection } from './days.ts';
import { type Sample, sampleOf } from './process-figures.ts';
import type { Session } from './session.ts';
import { Tally } from './tally.ts';

/** What a stretch of time has shown. */
export type Stretch = { seconds: number; tally: Tally; samples: Record<Watched, Sample[]> };
export const WATCHED = ['server', 'engine', 'driver'] as const;
export type Watched = (typeof WATCHED)[number];
export type Pids = Record<Watched, number>;

export const SAMPLE_EVERY_MS = 10_000;

/** Lets every user work for so long, one thing after another, and somebody project all the time if wanted. */
export async function work(users: readonly User[], milliseconds: number, pids: Pids, projecting?: Session): Promise<Stretch> {
  const tally = new Tally();
  const began = performance.now();
  const goesOn = (): boolean => performance.now() - began < milliseconds;
  const watching = watch(pids, goesOn);
  const desks = users.map(async (user) => {
    user.session.tally = tally;
    while (goesOn()) await next(user).run(user);
  });
  const planner = async (session: Session): Promise<void> => {
    session.tally = tally;
    while (goesOn()) await runProjection(session);
  };
  await Promise.all([...desks, ...(projecting ? [planner(projecting)] : [])]);
  return { seconds: (performance.now() - began) / 1000, tally, samples: await watching };
}

async function watch(pids: Pids, goesOn: () => boolean): Promise<Stretch['samples']> {
  const samples: Stretch['samples'] = { server: [], engine: [], driver: [] };
  for (let due = performance.now(); goesOn(); ) {
    for (const watched of WATCHED) samples[watched].push(await sampleOf(pids[watched]));
    due += SAMPLE_EVERY_MS;
    await delay(Math.max(0, due - performance.now()));
  }
  return samples;
}

/** Everybody's requests but the projections that ran beside them. */
export const others = ({ tally }: Stretch) => tally.total([PROJECTING]);
