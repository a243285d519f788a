import { Refusal } from '../../shared/errors.ts';

/** Random numbers below a limit, small and seeded: a run that fails can be run again. */
export type Random = (below: number) => number;
export function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Busy is no answer: the same request is made again under the same key. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'busy')) throw error;
    }
  }
}
