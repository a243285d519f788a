import * as z from 'zod';
import { plainMonthSchema } from '../time.ts';
import { DECREASES, INCREASES, type KeptHeadcount, withFlags } from './headcount.ts';
import { FORM_ROWS, FORM_ROW_NAMES, type FormRow, formGapsSchema, formRowHead, optionalRatio } from './headcount-form.ts';
import { ratio } from './ratio.ts';
import { orNull } from './vocabulary.ts';

/**
 * Lines of form 8c-BTCTW in its order, with two that make its columns add up: people who came or went with a unit that
 * began or ended in the period, and what openings and closings leave without a movement.
 */
export const MOVEMENT_LINES = [
  'opening',
  ...INCREASES,
  'increases',
  ...DECREASES,
  'decreases',
  'reorganised',
  'unexplained',
  'closing',
] as const;
export type MovementLine = (typeof MOVEMENT_LINES)[number];
export type MovementColumn = Record<MovementLine, number>;

/** Whether a unit began, or ended, inside the period. */
export type UnitLife = { began: boolean; ended: boolean };

type Tally = { opening: number; closing: number; moves: Map<string, number> };

/** The movements of a period, folded from the reports of its months in order. */
export class PeriodMovements {
  readonly #tallies = new Map<string, Record<FormRow, Tally>>();
  readonly #last = new Map<string, KeptHeadcount>();
  reports = 0;
  /** Reports whose opening is not the closing before it within the period. */
  openingsThatDiffer = 0;
  /** Closings that were reported against their sums. */
  overrides = 0;

  add(report: KeptHeadcount): void {
    const { flags, overrides } = withFlags(report, this.#last.get(report.unit));
    this.reports += 1;
    this.openingsThatDiffer += flags.length > 0 ? 1 : 0;
    this.overrides += overrides.length;
    const known = this.#tallies.get(report.unit);
    const tallies = known ?? noTallies();
    for (const row of FORM_ROW_NAMES) fold(tallies[row], row, report, known === undefined);
    this.#tallies.set(report.unit, tallies);
    this.#last.set(report.unit, report);
  }

  /** A unit that ended in the period before it reported: whom it last reported stood there when the period began. */
  carry(report: KeptHeadcount): void {
    const tallies = noTallies();
    for (const row of FORM_ROW_NAMES) tallies[row].opening = tallies[row].closing = closingOf(row, report);
    this.#tallies.set(report.unit, tallies);
  }

  /**
   * A row's lines. opening + increases − decreases + reorganised + unexplained = closing, always: a unit that began in
   * the period has no opening, one that ended has no closing, and both stand under `reorganised`.
   */
  column(row: FormRow, lifeOf: (unit: string) => UnitLife): MovementColumn {
    const lines = Object.fromEntries(MOVEMENT_LINES.map((line) => [line, 0])) as MovementColumn;
    for (const [unit, tallies] of this.#tallies) {
      const { opening, closing, moves } = tallies[row];
      const { began, ended } = lifeOf(unit);
      let net = 0;
      for (const line of INCREASES) net += addTo(lines, 'increases', line, moves.get(line) ?? 0);
      for (const line of DECREASES) net -= addTo(lines, 'decreases', line, moves.get(line) ?? 0);
      lines.opening += began ? 0 : opening;
      lines.closing += ended ? 0 : closing;
      lines.reorganised += (began ? opening : 0) - (ended ? closing : 0);
      lines.unexplained += closing - opening - net;
    }
    return lines;
  }
}

const noTally = (): Tally => ({ opening: 0, closing: 0, moves: new Map() });
const noTallies = (): Record<FormRow, Tally> => ({
  'civil-servant': noTally(),
  'public-employee': noTally(),
  'public-employee-revenue': noTally(),
  contract: noTally(),
});

function addTo(lines: MovementColumn, total: 'increases' | 'decreases', line: MovementLine, count: number): number {
  lines[line] += count;
  lines[total] += count;
  return count;
}

const rowsOf = (row: FormRow, { categories }: KeptHeadcount) => {
  const own: readonly string[] = FORM_ROWS[row];
  return categories.filter(({ category }) => own.includes(category));
};
const closingOf = (row: FormRow, report: KeptHeadcount): number => rowsOf(row, report).reduce((sum, { closing }) => sum + closing, 0);

/** A category that a report leaves out has nobody: the closing is that of the last report, whatever it names. */
function fold(tally: Tally, row: FormRow, report: KeptHeadcount, first: boolean): void {
  const rows = rowsOf(row, report);
  if (first) tally.opening = rows.reduce((sum, { opening }) => sum + opening, 0);
  tally.closing = closingOf(row, report);
  for (const { increases, decreases } of rows)
    for (const [line, count] of Object.entries({ ...increases, ...decreases })) tally.moves.set(line, (tally.moves.get(line) ?? 0) + count);
}

export const movementFormSchema = z
  .object({
    form: z.literal('8c-BTCTW'),
    from: plainMonthSchema,
    to: plainMonthSchema,
    comparedWith: z.object({ from: plainMonthSchema, to: plainMonthSchema }),
    under: orNull(z.string()),
    units: z.int().meta({ description: 'Units that lived in the period and are looked at' }),
    reports: z.int(),
    rows: z.array(
      z.object({
        ...formRowHead,
        lines: z.array(
          z.object({
            line: z.enum(MOVEMENT_LINES),
            thisPeriod: z.int(),
            samePeriodLastYear: z.int(),
            ratio: optionalRatio.meta({ description: 'This period in percent of the same period last year; null for signed lines' }),
          }),
        ),
      }),
    ),
    missing: formGapsSchema,
    missingLastYear: formGapsSchema,
    openingsThatDiffer: z.int(),
    overrides: z.int(),
  })
  .meta({ id: 'MovementForm', description: 'Form 8c-BTCTW: opening + increases − decreases + reorganised + unexplained = closing' });
export type MovementForm = z.infer<typeof movementFormSchema>;

const SIGNED: readonly MovementLine[] = ['reorganised', 'unexplained'];

/** The rows of form 8c-BTCTW from the columns of both periods. */
export const movementRows = (columnsOf: (row: FormRow) => { now: MovementColumn; before: MovementColumn }): MovementForm['rows'] =>
  FORM_ROW_NAMES.map((row) => {
    const { now, before } = columnsOf(row);
    return {
      row,
      categories: [...FORM_ROWS[row]],
      lines: MOVEMENT_LINES.map((line) => ({
        line,
        thisPeriod: now[line],
        samePeriodLastYear: before[line],
        ratio: SIGNED.includes(line) ? null : ratio(now[line], before[line]),
      })),
    };
  });
