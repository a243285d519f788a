import type { Change, FigureDifference } from './change.ts';
import { type Side, type Sources, amountOf, changesBetween } from './difference.ts';

/** A figure with every change, and what they come to by why. */
export type Explained = { readonly difference: Omit<FigureDifference, 'largest' | 'changes'>; readonly changes: readonly Change[] };

/**
 * The change of one figure in its two steps: from what was filed to the same day as it is known now, and from there to the
 * day asked for. What the changes do not come to of the change of the value itself is unexplained.
 * @param before the registers as known now, read for the day of the report; `after` for the day asked for
 */
export function explainFigure(filed: Side, corrected: Side, now: Side, before: Sources, after: Sources): Explained {
  const changes = [...changesBetween(filed, corrected, 'correction', before), ...changesBetween(corrected, now, 'time', after)];
  const sum = (because: Change['because']) =>
    changes.reduce((total, change) => (change.because === because ? total + BigInt(change.effect) : total), 0n);
  const change = now.figure.value - filed.figure.value;
  const [corrections, time] = [sum('correction'), sum('time')];
  const amount = (value: bigint) => amountOf(now.figure, value);
  return {
    difference: {
      figure: now.figure.id,
      measure: now.figure.measure,
      filed: amount(filed.figure.value),
      now: amount(now.figure.value),
      change: amount(change),
      corrections: amount(corrections),
      time: amount(time),
      unexplained: amount(change - corrections - time),
    },
    changes,
  };
}
