import type { Part } from './decomposition-book.ts';
import type { Frame, Span } from './decomposition-frame.ts';
import { changesScope } from './ledger-counted.ts';
import type { PostEntry, PostReason, PostsRecord } from './posts.ts';

const PART_OF: Record<Exclude<PostReason, 'assign'>, Part> = {
  recall: 'realCut',
  supplement: 'realCut',
  'pay-source-transfer': 'paySource',
  reorganisation: 'reorganisation',
  'scope-transfer': 'scope',
  correction: 'adjustment',
  transfer: 'adjustment',
};

/** The part of an amount: whatever is outside the base is scope, for whatever reason. */
export const partOf = (part: Part, outsideBase: boolean): Part => (outsideBase ? 'scope' : part);

/**
 * Books what happened within a recorded year after its opening: the reasoned entries, units whose facts take them into or
 * out of the population with the posts they hold, and posts left in the ledger of a unit that does not live.
 */
export function bookYear(frame: Frame, records: readonly PostsRecord[], { year, after, until }: Span): void {
  const { book, membership, entriesOf, isCarried } = frame;
  for (const record of records) {
    const { unit } = record;
    const entries = entriesOf(record).filter(({ effectiveFrom }) => effectiveFrom <= until);
    for (const entry of entries) {
      const { reason, outsideBase, quantity, effectiveFrom } = entry;
      if (reason === 'assign' || isCarried(entry, year) || !membership.belongs(unit, effectiveFrom)) continue;
      const part = changesScope(entry) ? 'scope' : PART_OF[reason];
      book.note({ part: partOf(part, outsideBase), reason, outsideBase, year, quantity, entries: 1 });
    }
    for (const outsideBase of [false, true]) {
      const mine = entries.filter((entry) => entry.outsideBase === outsideBase);
      const note = { outsideBase, year };
      for (const { date, step } of membership.crossings(unit, after, until)) {
        const held = sum(mine.filter(({ effectiveFrom }) => effectiveFrom < date));
        book.note({ ...note, part: 'scope', reason: 'conversion', quantity: step * held });
      }
      if (membership.belongs(unit, until) && !membership.isAlive(unit, until))
        book.note({ ...note, part: partOf('unexplained', outsideBase), reason: 'left-behind', quantity: -sum(mine) }, unit);
    }
  }
}

export const sum = (entries: readonly PostEntry[]): number => entries.reduce((total, { quantity }) => total + quantity, 0);
