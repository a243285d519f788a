import * as z from 'zod';
import { Refusal } from '../../errors.ts';
import { plainDateSchema } from '../../time.ts';
import { targetComparisonSchema } from '../projection/compare-with-targets.ts';
import { explain } from '../projection/explain.ts';
import { type Measure, measureSchema } from '../projection/explanation.ts';
import type { ProjectionResult } from '../projection/result.ts';
import { CATEGORIES, type Category, categorySchema, orNull } from '../vocabulary.ts';
import { differenceSchema } from './differences.ts';
import { movedRecordSchema } from './replay.ts';

const amounts = {
  left: z.int(),
  right: z.int(),
  difference: z.int().meta({ description: 'right − left' }),
};

export const comparedCellSchema = z
  .strictObject({
    unit: z.string().meta({ description: 'Unit key, or ~RESERVE' }),
    name: orNull(z.string()),
    category: orNull(categorySchema).meta({ description: 'Null when units are counted' }),
    ...amounts,
  })
  .meta({ id: 'ComparedCell', description: 'A unit and category of which two runs say different things' });
export type ComparedCell = z.infer<typeof comparedCellSchema>;

const totalSchema = z.strictObject({ category: orNull(categorySchema), ...amounts });
const some = <S extends z.ZodType>(item: S) =>
  z.strictObject({ count: z.int(), items: z.array(item) }).meta({ description: 'All of them counted, the first 200 listed' });

const runSchema = z.strictObject({
  id: z.string(),
  title: orNull(z.string()),
  start: plainDateSchema,
  horizon: z.int(),
  scenario: orNull(z.strictObject({ id: z.string(), version: z.int(), title: z.string() })),
});

/** A comparison of two runs; `cells` is paged by the route. */
export const runComparisonSchema = z
  .strictObject({
    left: runSchema,
    right: runSchema,
    measure: measureSchema,
    date: plainDateSchema,
    total: z.strictObject(amounts).meta({ description: 'Sum over `totals`, and over all cells that differ in `difference`' }),
    totals: z.array(totalSchema).meta({ description: 'By category, also where nothing differs' }),
    targets: z.array(
      z.strictObject({
        id: z.string(),
        left: orNull(targetComparisonSchema),
        right: orNull(targetComparisonSchema),
        difference: orNull(z.int()).meta({ description: 'Posts or units counted, right − left; null where one is not projected' }),
      }),
    ),
    inputs: some(differenceSchema).meta({ description: 'Where the requests differ: drivers, plans, scope, start' }),
    records: some(movedRecordSchema).meta({ description: 'Records that the two read in different versions' }),
    cells: z.array(comparedCellSchema).meta({ description: 'Largest difference first; ties by unit and category' }),
  })
  .meta({ id: 'RunComparison', description: 'Two stored runs, cell by cell' });
export type RunComparison = z.infer<typeof runComparisonSchema>;

export type CellsCompared = Pick<RunComparison, 'date' | 'total' | 'totals' | 'cells'>;
type Ask = { readonly measure: Measure; readonly year: number; readonly category?: Category | undefined };

/** What each unit contributes to a number of a run, with its name. */
function valuesOf(result: ProjectionResult, query: Ask): { date: string; units: Map<string, { value: number; name: string | null }> } {
  const { date, units } = explain(result, query);
  return { date, units: new Map(units.map(({ unit, value, name }) => [unit, { value, name }])) };
}

const sum = (rows: readonly { left: number; right: number }[]) => {
  const left = rows.reduce((total, row) => total + row.left, 0);
  const right = rows.reduce((total, row) => total + row.right, 0);
  return { left, right, difference: right - left };
};

/**
 * The cells (unit and category) of which two runs say different things in a year, and totals that they sum to exactly: every
 * number is the one that `explain` gives for the cell, and a total is their sum.
 * @throws Refusal when one of the runs does not hold the year
 */
export function compareCells(left: ProjectionResult, right: ProjectionResult, { measure, year, category }: Ask): CellsCompared {
  const asked: (Category | null)[] = measure === 'units' ? [null] : category === undefined ? [...CATEGORIES] : [category];
  let date: string | undefined;
  const totals: RunComparison['totals'] = [];
  const cells: ComparedCell[] = [];
  for (const one of asked) {
    const query = { measure, year, ...(one === null ? {} : { category: one }) };
    const [here, there] = [valuesOf(left, query), valuesOf(right, query)];
    if (here.date !== there.date) throw new Refusal('no-common-year', { year }, 'year');
    date = here.date;
    const rows = [...new Set([...here.units.keys(), ...there.units.keys()])].map((unit): ComparedCell => {
      const [mine, theirs] = [here.units.get(unit), there.units.get(unit)];
      const amount = { left: mine?.value ?? 0, right: theirs?.value ?? 0 };
      return { unit, name: mine?.name ?? theirs?.name ?? null, category: one, ...amount, difference: amount.right - amount.left };
    });
    totals.push({ category: one, ...sum(rows) });
    cells.push(...rows.filter(({ difference }) => difference !== 0));
  }
  const place = ({ unit, category: of }: ComparedCell) => `${unit} ${of === null ? '' : CATEGORIES.indexOf(of)}`;
  cells.sort((one, other) => Math.abs(other.difference) - Math.abs(one.difference) || (place(one) < place(other) ? -1 : 1));
  return { date: date ?? '', total: sum(totals), totals, cells };
}
