import type { Measure } from '../../domain/projection/explanation.ts';
import type { RecordReference } from '../../domain/projection/result.ts';
import type { ProjectionHead, ProjectionRun, StoredRun } from '../../domain/projection/run.ts';
import { compareCells, type ComparedCell, type RunComparison } from '../../domain/scenarios/compare-runs.ts';
import { differences } from '../../domain/scenarios/differences.ts';
import { movedBetween } from '../../domain/scenarios/replay.ts';
import { modelOf } from '../../domain/scenarios/run-request.ts';
import type { Category } from '../../domain/vocabulary.ts';
import { loadRunInputs, loadStoredRun } from '../../store/runs.ts';
import { endOfYear } from '../../time.ts';
import type { Context } from '../context.ts';
import type { Page, PageAsk } from '../page.ts';
import { getHead, pageByPlace } from './read-projections.ts';

/** Of long lists so many are shown beside their number. */
const SHOWN = 200;
const some = <T>(items: readonly T[]) => ({ count: items.length, items: items.slice(0, SHOWN) });

export type ComparisonQuery = {
  readonly left: string;
  readonly right: string;
  readonly measure: Measure;
  readonly year?: number | undefined;
  readonly category?: Category | undefined;
};
type Compared = Omit<RunComparison, 'cells'> & { cells: Page<ComparedCell> };
type Side = StoredRun & { head: ProjectionHead; records: readonly RecordReference[] };

async function sideOf(ctx: Context, id: string): Promise<Side> {
  const head = await getHead(ctx, id);
  const stored = await loadStoredRun(ctx.store, head);
  // Runs stored before inputs were kept still name the records behind their units.
  const { units, reserveRecords } = stored.result;
  const records = (await loadRunInputs(ctx.store, head))?.records ?? [...units.flatMap((unit) => unit.records), ...reserveRecords];
  return { ...stored, head, records };
}

const titled = ({ id, title, start, horizon, scenario }: ProjectionHead) => ({ id, title, start, horizon, scenario });

function targetsOf(left: ProjectionRun, right: ProjectionRun): RunComparison['targets'] {
  const ids = [...new Set([...left.targets, ...right.targets].map(({ id }) => id))];
  return ids.map((id) => {
    const [one, other] = [left, right].map(({ targets }) => targets.find((target) => target.id === id) ?? null);
    const [here, there] = [one?.projected?.counted, other?.projected?.counted];
    const difference = here === undefined || there === undefined ? null : there - here;
    return { id, left: one ?? null, right: other ?? null, difference };
  });
}

/**
 * Two stored runs cell by cell: what differs at the end of a year (the last that both hold when none is named), the targets
 * side by side, and the drivers, plans and records that make them differ.
 */
export async function compareProjections(ctx: Context, query: ComparisonQuery, page: PageAsk): Promise<Compared> {
  const [left, right] = [await sideOf(ctx, query.left), await sideOf(ctx, query.right)];
  const year = query.year ?? Math.min(left.head.horizon, right.head.horizon);
  const { cells, ...compared } = compareCells(left.result, right.result, { ...query, year });
  return {
    left: titled(left.head),
    right: titled(right.head),
    measure: query.measure,
    ...compared,
    targets: targetsOf(left.run, right.run),
    inputs: some(differences(modelOf(left.run.input), modelOf(right.run.input))),
    records: some(movedBetween(left.records, right.records)),
    cells: pageByPlace(ctx, { ...page, list: 'compare-projections', filters: { ...query, date: endOfYear(year) } }, cells),
  };
}
