import { Refusal } from '../errors.ts';

/** The value, or the refusal instead of it: for work that goes on with the next row. */
export function refusable<T>(judge: () => T): T | Refusal {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
