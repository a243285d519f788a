import { concernsYearsUpTo } from '../../domain/history/concerns-past.ts';
import type { HeadVersions } from '../../store/back-tests.ts';
import { parseLogEntry } from '../../store/log.ts';
import type { Store } from '../../store/store.ts';

/** Entries that are looked through; where more were written, working out anew costs hardly more. */
const MAX_ENTRIES = 5_000;
const AT_ONCE = 500;

/**
 * Whether anything recorded between two readings of all chain heads may concern the years up to one, and how many entries
 * were looked through for it. Exact where it says no: what is not named in an entry has not changed.
 */
export async function pastSince(
  store: Store,
  before: HeadVersions,
  after: HeadVersions,
  year: number,
): Promise<{ entries: number; concerned: boolean }> {
  // Chains that are shorter than they were are those of a table that was put back.
  if ([...before].some(([stream, sequence]) => (after.get(stream) ?? 0) < sequence)) return { entries: 0, concerned: true };
  const keys = [...after].flatMap(([stream, sequence]) => {
    const first = (before.get(stream) ?? 0) + 1;
    return Array.from({ length: sequence - first + 1 }, (_, n) => store.keys.logEntry(stream, first + n));
  });
  if (keys.length > MAX_ENTRIES) return { entries: 0, concerned: true };
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const items = await store.getMany(keys.slice(start, start + AT_ONCE));
    for (const item of items) {
      if (item === undefined) throw new Error('a chain head names an entry that is not there');
      const { changes, erased } = parseLogEntry(item);
      if (erased || changes.some((change) => concernsYearsUpTo(year, change))) return { entries: start, concerned: true };
    }
  }
  return { entries: keys.length, concerned: false };
}
