import type { PlainDate, PlainMonth } from '../../time.ts';
import type { AddedPosts } from './drivers.ts';
import type { PlannedConversion, PlannedReorganisation } from './input.ts';
import type { SourceShares } from './shares.ts';

/** A plan that has been judged: its label, the path of its field, its day and the step in which it happens. */
type Planned = { readonly id: string; readonly field: string; readonly effectiveFrom: PlainDate; readonly step: number };
export type ReorganisationEvent = Planned & {
  readonly type: 'reorganisation';
  /** In the order of codes. */
  readonly sources: readonly SourceShares[];
  readonly surrendered: readonly { readonly category: number; readonly posts: number }[];
};
export type ConversionEvent = Planned & { readonly type: 'conversion'; readonly row: number };
/** Posts given in addition to a unit or to the reserve, in whole posts. */
export type AddedPostsEvent = Planned & {
  readonly type: 'added-posts';
  readonly row: number;
  readonly category: number;
  readonly posts: number;
  readonly outsideBase: boolean;
};
export type PlannedEvent = ReorganisationEvent | ConversionEvent | AddedPostsEvent;

/** Planned recruits of one month, in whole people; `row` is null where they go to whoever lacks most. */
export type PlannedHiring = {
  readonly id: string;
  readonly step: number;
  readonly month: PlainMonth;
  readonly category: number;
  readonly people: number;
  readonly row: number | null;
};

/** A plan as asked for, with its label and the path of its field. */
export type Draft = { id: string; field: string; effectiveFrom: PlainDate } & (
  | { type: 'reorganisation'; plan: PlannedReorganisation }
  | { type: 'conversion'; plan: PlannedConversion }
  | { type: 'added-posts'; plan: AddedPosts }
);
