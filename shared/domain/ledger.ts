import type { PlainDate } from '../time.ts';
import { type PostEntry, type PostReason, type PostsRecord, RESERVE } from './posts.ts';
import type { Tree } from './tree.ts';
import type { Category, Issuer } from './vocabulary.ts';

/** Posts records by year and by holder (unit key, or ~RESERVE). A year without any entry counts as not recorded. */
export type Ledger = ReadonlyMap<number, ReadonlyMap<string, PostsRecord>>;

/** One holder's posts of an issuer and category; `assigned` includes `outsideBase`, both are the sum of `byReason`'s kind. */
export type PostsCell = {
  issuer: Issuer;
  category: Category;
  assigned: number;
  outsideBase: number;
  byReason: Partial<Record<PostReason, number>>;
};

/**
 * What a year's ledger of one holder comes to on a date: one cell per issuer and category that has an entry effective by
 * then, in whole posts. Does not ask whether the unit lives; see {@link assignedOn}.
 */
export function postsOf(record: { entries: readonly PostEntry[] }, date: PlainDate): PostsCell[] {
  const cells = new Map<string, PostsCell>();
  for (const entry of record.entries) {
    if (entry.effectiveFrom > date) continue;
    const { issuer, category } = entry;
    const key = `${issuer}|${category}`;
    const cell = cells.get(key) ?? { issuer, category, assigned: 0, outsideBase: 0, byReason: {} };
    cell.assigned += entry.quantity;
    if (entry.outsideBase) cell.outsideBase += entry.quantity;
    cell.byReason[entry.reason] = (cell.byReason[entry.reason] ?? 0) + entry.quantity;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

export type AssignedCell = { unit: string; issuer: Issuer; category: Category; assigned: number; outsideBase: number };

/**
 * Posts assigned on a date: of every unit alive then, and of the reserve, the sum of the year's entries effective by
 * then (design, Semantics 1).
 * @param records of the year in which `date` lies
 */
export function assignedOn(records: Iterable<PostsRecord>, date: PlainDate, tree: Tree): AssignedCell[] {
  return [...records].flatMap((record) =>
    record.unit === RESERVE || tree.on(record.unit, date)
      ? postsOf(record, date).map(({ issuer, category, assigned, outsideBase }) => ({
          unit: record.unit,
          issuer,
          category,
          assigned,
          outsideBase,
        }))
      : [],
  );
}

/** Years that have at least one entry, in order. */
export function recordedYears(ledger: Ledger): number[] {
  const has = (records: ReadonlyMap<string, PostsRecord>) => [...records.values()].some(({ entries }) => entries.length > 0);
  return [...ledger].flatMap(([year, records]) => (has(records) ? [year] : [])).sort((a, b) => a - b);
}
