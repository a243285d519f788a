import { hashOf } from '../audit.ts';
import { Refusal } from '../errors.ts';

const ATTEMPTS = 5;

/** A way to read many partitions. `versions` names everything that was read with its version. */
export type Reading = <T>(read: () => Promise<T>, versions: (seen: T) => unknown) => Promise<{ seen: T; hash: string }>;

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

/** One reading, for whoever makes sure by other means that nothing moved meanwhile. */
export const singleRead: Reading = async (read, versions) => {
  const seen = await read();
  return { seen, hash: hashOf(versions(seen)) };
};
