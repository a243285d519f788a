import { Refusal } from '../errors.ts';

/**
 * What the caller believes to be there: a version (If-Match), nothing (If-None-Match: *, or `version: null` in a bulk
 * row), or no statement at all, which is enough only for creating.
 */
export type Expected = number | 'nothing' | 'unstated';

/** Refuses when the record is not what the caller changes; answers the version of the record after the change. */
export function nextVersion(current: { version: number } | undefined, expected: Expected, what: string, field?: string): number {
  if (current === undefined) {
    if (typeof expected === 'number') throw new Refusal('stale-version', { current: 0, given: expected }, field);
    return 1;
  }
  if (expected === 'nothing') throw new Refusal('already-exists', { what }, field);
  if (expected === 'unstated') throw new Refusal('precondition-required', { current: current.version }, field);
  if (expected !== current.version) throw new Refusal('stale-version', { current: current.version, given: expected }, field);
  return current.version + 1;
}
