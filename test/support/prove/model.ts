import { isDeepStrictEqual } from 'node:util';
import type { RecordChange } from '../../../shared/audit.ts';
import type { Transaction } from './transactions.ts';

type Standing = { version: number; after: unknown };
type Ledger = { entries: number; balance: number };
type Added = { quantity: number; reason: string };

/** States of a headcount report, and which may follow which; a correction leads back to recorded from anywhere. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  recorded: ['recorded', 'submitted'],
  submitted: ['recorded', 'accepted', 'returned'],
  accepted: ['recorded'],
  returned: ['recorded', 'submitted'],
};
const FRAMEWORK_FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  draft: ['draft', 'submitted'],
  submitted: ['submitted', 'returned', 'approved'],
  returned: ['draft', 'submitted'],
  approved: [],
};

/**
 * The province as a plain model, small and without any code of the product: transactions are carried out on it one by one
 * in the order that was found, and it says what does not fit.
 */
export class Model {
  readonly faults: string[] = [];
  /** What each version of a record said; of a ledger, how many entries it had and what they came to. */
  readonly versions = new Map<string, unknown[]>();
  readonly #records = new Map<string, Standing>();
  readonly #ledgers = new Map<string, Ledger>();
  readonly #totals = new Map<number, number>();

  versionOf(record: string): number {
    return this.#records.get(record)?.version ?? 0;
  }

  totalOf(year: number): number {
    return this.#totals.get(year) ?? 0;
  }

  carryOut({ request, changes }: Transaction, adds: Readonly<Record<number, number>> | undefined): void {
    const moved = new Map<number, number>();
    for (const [record, change] of changes) {
      const standing = this.#records.get(record);
      const at = `${request}: ${record} version ${change.version}`;
      if (change.version !== (standing?.version ?? 0) + 1) this.faults.push(`${at} follows version ${standing?.version ?? 0}`);
      const year = /\|posts\/(\d+)$/.exec(record)?.[1];
      if (year !== undefined) this.#post(record, Number(year), change, at, moved);
      else if (!isDeepStrictEqual(change.before, standing?.after ?? null)) this.faults.push(`${at} was judged on what was not there`);
      this.#judgeState(record, standing, change, at);
      if (year === undefined) this.#keep(record, change.version, change.after);
      this.#records.set(record, { version: change.version, after: change.after });
    }
    if (adds === undefined) return;
    for (const [year, quantity] of moved)
      if (quantity !== (adds[year] ?? 0))
        this.faults.push(`${request}: posts of ${year} change by ${quantity}, asked for ${adds[year] ?? 0}`);
  }

  #post(record: string, year: number, { before, after }: RecordChange, at: string, moved: Map<number, number>): void {
    const ledger = this.#ledgers.get(record) ?? { entries: 0, balance: 0 };
    const known = (before as { entries: number } | null)?.entries ?? 0;
    if (known !== ledger.entries) this.faults.push(`${at} was judged on ${known} entries where there were ${ledger.entries}`);
    const { added } = after as { added: Added[] };
    const quantity = added.reduce((sum, entry) => sum + entry.quantity, 0);
    const now = { entries: ledger.entries + added.length, balance: ledger.balance + quantity };
    if (now.balance < 0) this.faults.push(`${at}: ${now.balance} posts`);
    this.#ledgers.set(record, now);
    moved.set(year, (moved.get(year) ?? 0) + quantity);
    this.#totals.set(year, (this.#totals.get(year) ?? 0) + quantity);
    this.#keep(record, (after as { version: number }).version, now);
  }

  #judgeState(record: string, standing: Standing | undefined, { after }: RecordChange, at: string): void {
    const rules = record.includes('|headcount/') ? FOLLOWS : record.includes('|position-framework/') ? FRAMEWORK_FOLLOWS : undefined;
    if (!rules || !standing) return;
    const stateOf = (said: unknown) => (said as { state?: string; status?: string }).state ?? (said as { status: string }).status;
    const [was, is] = [stateOf(standing.after), stateOf(after)];
    if (!rules[was]?.includes(is)) this.faults.push(`${at}: ${is} after ${was}`);
  }

  #keep(record: string, version: number, said: unknown): void {
    const kept = this.versions.get(record) ?? [];
    kept[version] = said;
    this.versions.set(record, kept);
  }
}
