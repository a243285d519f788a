import { Refusal } from '../errors.ts';
import type { RecordName } from '../problems/words.ts';

/**
 * What the caller believes to be there: a version (If-Match), nothing (If-None-Match: *, or `version: null` in a bulk
 * row), or no statement at all, which is enough only for creating.
 */
export type Expected = number | 'nothing' | 'unstated';

/** Where the caller states a version: the header of a single request, the field of a bulk row. */
export const VERSION_HEADER = 'If-Match';
export const VERSION_FIELD = 'version';

/** Refuses when the record is not what the caller changes; answers the version of the record after the change. */
export function nextVersion(current: { version: number } | undefined, expected: Expected, what: RecordName): number {
  if (current === undefined) {
    if (typeof expected === 'number') throw new Refusal('stale-version', { ...what, current: 0, given: expected }, VERSION_HEADER);
    return 1;
  }
  if (expected === 'nothing') throw new Refusal('already-exists', what, VERSION_HEADER);
  if (expected === 'unstated') throw new Refusal('precondition-required', { current: current.version }, VERSION_HEADER);
  if (expected !== current.version) throw new Refusal('stale-version', { current: current.version, given: expected }, VERSION_HEADER);
  return current.version + 1;
}
