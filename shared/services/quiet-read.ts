import { hashOf } from '../audit.ts';
import { Refusal } from '../errors.ts';

const ATTEMPTS = 5;

/**
 * Reads until two readings in a row saw the same versions: a consistent picture of many partitions without locking
 * them. `versions` names everything that was read with its version.
 */
export async function quietRead<T>(read: () => Promise<T>, versions: (seen: T) => unknown): Promise<{ seen: T; hash: string }> {
  let last: { seen: T; hash: string } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seen = await read();
    const hash = hashOf(versions(seen));
    if (last?.hash === hash) return { seen, hash };
    last = { seen, hash };
  }
  throw new Refusal('busy');
}
