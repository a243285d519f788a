/**
 * What a request needs of the outside, passed in and never imported: the clock, ids, randomness and waiting. Entry
 * files make the real one; tests make their own.
 */
export type World = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A new id, ordered by time within a process. */
  readonly newId: () => string;
  /** Fresh random bytes as hex, for salts. */
  readonly randomHex: (bytes: number) => string;
  /** A number in [0, 1), for retry jitter only. */
  readonly jitter: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};
