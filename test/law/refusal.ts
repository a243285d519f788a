import { Refusal } from '../../shared/errors.ts';

/** The refusal that a call throws; fails when it throws none. */
export function refusal(call: () => unknown): Refusal {
  try {
    call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
