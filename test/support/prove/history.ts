/** Milliseconds on one monotonic clock: all clients of a run are in one process. */
export type Moment = number;

export type Reply = { status: number; version: number | null; retryAfter: number | null; text: string };

/** One sending of a request, under a request id of its own, which the log keeps. `reply` null: it was lost, or never came. */
export type Attempt = { readonly id: string; readonly sent: Moment; done: Moment | null; reply: Reply | null };

/**
 * What a request does to one record once it is carried out: the version that it states (null: none yet; undefined: it states
 * none) and what the log must then say. A record that the server names ends in `*`; what `maybe` happens depends on the state.
 */
export type Effect = { record: string; from?: number | null; says: object; maybe?: true };

/** A request that changes something, with everything that became of it. */
export type Change = {
  readonly name: string;
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly as: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly effects: readonly Effect[];
  /** Each row stands or falls alone. */
  readonly bulk?: true;
  /** Posts that it adds to the province, by year. */
  readonly adds?: Readonly<Record<number, number>>;
  readonly attempts: Attempt[];
};

/** A record as a client saw it: its version (0: there was none), and what of its content must be what the log says. */
export type Seen = { record: string; version: number; sent: Moment; done: Moment; says?: object };

/** All that the clients of a run know. */
export class History {
  readonly changes: Change[] = [];
  readonly reads: Seen[] = [];
  readonly faults: string[] = [];
  readonly counts = { sent: 0, lost: 0, retried: 0, doubled: 0, busy: 0, resumed: 0 };
  slowest = 0;
}

const isDone = ({ reply }: Attempt): boolean => reply !== null && reply.status < 300;
/** An answer that says nothing about whether it was done: busy, still running, too many. */
const isOpen = ({ reply }: Attempt): boolean => reply === null || reply.status >= 500 || reply.status === 429 || isStillRunning(reply);
const isStillRunning = ({ status, text }: Reply): boolean => status === 409 && text.includes('"still-running"');

export const acknowledgements = ({ attempts }: Change): Attempt[] => attempts.filter(isDone);

/** What the clients were told: done; refused; or nothing that they can rely on. */
export function outcomeOf(change: Change): 'done' | 'refused' | 'unknown' {
  if (acknowledgements(change).length > 0) return 'done';
  return change.attempts.some(isOpen) ? 'unknown' : 'refused';
}

/** Whether every part of what is expected is there. */
export function holds(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected))
    return Array.isArray(actual) && expected.length === actual.length && expected.every((one, index) => holds(one, actual[index]));
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, actual);
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(expected).every(([field, value]) => holds(value, (actual as Record<string, unknown>)[field]));
}
