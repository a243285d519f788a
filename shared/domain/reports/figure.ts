import type { CountedSpan } from '../counted-spans.ts';
import { countedOn } from '../counted-spans.ts';
import type { PlainDate } from '../../time.ts';

/** What a figure counts; dong are given as text. */
export const MEASURES = ['posts', 'units', 'persons', 'dong'] as const;
type Measure = (typeof MEASURES)[number];

/** The figures of targets that are kept with a report and compared with today's. */
export const FIGURES = [
  'base',
  'counted',
  'reaching',
  'units',
  'base-spending',
  'period-spending',
  'balancing',
  'districts',
  'passing',
  'agencies',
  'trained',
  'persons',
] as const;
export type FigureId = (typeof FIGURES)[number];

/** What one unit, ledger entry or record brings to a figure, and the record that says so. */
export type Part = { readonly quantity: number; readonly record: string };

/**
 * A figure as it is shown, with all that it is made of, by key. The value comes from the measure itself, so that parts
 * that do not sum to it show.
 */
export type Figure = {
  readonly id: FigureId;
  readonly measure: Measure;
  readonly value: bigint;
  readonly parts: ReadonlyMap<string, Part>;
};

/** Names of records as the log and reports write them. */
export const recordOf = {
  posts: (year: number, holder: string) => `posts/${year}/${holder}`,
  unit: (unit: string) => `units/${unit}`,
  selfFinancing: (year: number, unit: string) => `self-financing/${year}/${unit}`,
  districtBudget: (year: number, unit: string) => `district-budgets/${year}/${unit}`,
  baseline: (id: string) => `baselines/${id}`,
  people: (unit: string) => `staff-of/${unit}`,
};

export const figure = (id: FigureId, measure: Measure, value: number | bigint, parts: Iterable<readonly [string, Part]>): Figure => ({
  id,
  measure,
  value: BigInt(value),
  parts: new Map(parts),
});

/** A figure of units that each count once. */
export const unitsFigure = (id: FigureId, value: number, units: Iterable<string>, recordFor = recordOf.unit): Figure =>
  figure(
    id,
    'units',
    value,
    [...units].map((unit) => [unit, { quantity: 1, record: recordFor(unit) }] as const),
  );

/** A figure made of spans that count on a date: ledger entries, or units. */
export const spansFigure = (
  measure: 'posts' | 'units',
  value: number,
  spans: readonly CountedSpan[],
  date: PlainDate,
  recordFor: (key: string) => string,
): Figure =>
  figure(
    'counted',
    measure,
    value,
    [...countedOn(spans, date)].map(([key, quantity]) => [key, { quantity, record: recordFor(key) }] as const),
  );

/** The frozen base: one part, the baseline. */
export const baseFigure = (measure: 'posts' | 'units', value: number, baseline: string): Figure =>
  figure('base', measure, value, [[baseline, { quantity: value, record: recordOf.baseline(baseline) }]]);
