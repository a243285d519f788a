import type { PlainDate } from '../../time.ts';
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
export type PlannedEvent = ReorganisationEvent | ConversionEvent;

/** A plan as asked for, with its label and the path of its field. */
export type Draft = { id: string; field: string; effectiveFrom: PlainDate } & (
  | { type: 'reorganisation'; plan: PlannedReorganisation }
  | { type: 'conversion'; plan: PlannedConversion }
);
