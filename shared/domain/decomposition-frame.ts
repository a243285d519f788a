import type { PlainDate } from '../time.ts';
import type { Book } from './decomposition-book.ts';
import type { Membership } from './ledger-population.ts';
import type { PostEntry, PostsRecord } from './posts.ts';

/** A recorded year: closing of the one before on `after`, entries of `year` up to `until`. */
export type Span = { year: number; after: PlainDate; until: PlainDate };

/** What the steps of a decomposition share. */
export type Frame = {
  membership: Membership;
  book: Book;
  /** Entries of the population's categories and issuer, reasons of all kinds. */
  entriesOf: (record: PostsRecord) => readonly PostEntry[];
  /** Whether a later-year entry merely repeats a reorganisation of an earlier year: part of the opening. */
  isCarried: (entry: PostEntry, year: number) => boolean;
};
