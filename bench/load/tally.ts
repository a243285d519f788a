import { quantile } from '../statistics.ts';

/** What came of the requests of one kind: milliseconds of those answered as documented, and how many were not. */
export type Kind = { times: number[]; errors: number; conflicts: number; limited: number; later: number };

/** Answers that a caller can act upon and that count apart: somebody was there first; too many at once; ask again. */
const APART = { 409: 'conflicts', 412: 'conflicts', 429: 'limited', 503: 'later' } as const satisfies Record<number, keyof Kind>;
const isApart = (status: number): status is keyof typeof APART => status in APART;

/** Requests of a stretch of time, by kind. */
export class Tally {
  readonly kinds = new Map<string, Kind>();
  /** The first few that went wrong, as told. */
  readonly complaints: string[] = [];

  note(kind: string, milliseconds: number, status: number, expected: readonly number[], told: string): void {
    const of = this.kinds.get(kind) ?? { times: [], errors: 0, conflicts: 0, limited: 0, later: 0 };
    this.kinds.set(kind, of);
    if (expected.includes(status)) return void of.times.push(milliseconds);
    if (isApart(status)) of[APART[status]] += 1;
    else of.errors += 1;
    if (this.complaints.length < 20) this.complaints.push(`${kind}: ${status} ${told.slice(0, 300)}`);
  }

  /** All kinds together, but for those named. */
  total(without: readonly string[] = []): Kind {
    const some = [...this.kinds].flatMap(([name, kind]) => (without.includes(name) ? [] : [kind]));
    const sum = (of: 'errors' | 'conflicts' | 'limited' | 'later') => some.reduce((all, kind) => all + kind[of], 0);
    return {
      times: some.flatMap(({ times }) => times),
      errors: sum('errors'),
      conflicts: sum('conflicts'),
      limited: sum('limited'),
      later: sum('later'),
    };
  }
}

/** How long the half, and all but one in a hundred, took at most. */
export const halfAndMost = ({ times }: Kind): { p50: number; p99: number } => ({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) });
