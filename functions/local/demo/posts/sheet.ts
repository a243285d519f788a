import type { AssignedCell } from '../../../../shared/domain/ledger.ts';
import type { PostEntryInput } from '../../../../shared/domain/posts.ts';
import type { Decision } from '../../../../shared/domain/vocabulary.ts';
import type { PostsRow } from '../steps.ts';

/** What a holder had at the end of the year before; `base` is without the posts outside the base. */
export type Cell = AssignedCell & { base: number };

/** The entries of a year as they are written down, by holder. */
export class Sheet {
  readonly #year: number;
  readonly #rows = new Map<string, PostEntryInput[]>();

  constructor(year: number) {
    this.#year = year;
  }

  put(cell: Cell, quantity: number, reason: PostEntryInput['reason'], decision: Decision, day = '01-01', outsideBase = false): void {
    const { unit, issuer, category } = cell;
    const entry = { issuer, category, quantity, reason, effectiveFrom: `${this.#year}-${day}`, decision, outsideBase };
    this.#rows.set(unit, [...(this.#rows.get(unit) ?? []), entry]);
  }

  rows(): Omit<PostsRow, 'version'>[] {
    return [...this.#rows].map(([unit, entries]) => ({ unit, entries }));
  }
}
