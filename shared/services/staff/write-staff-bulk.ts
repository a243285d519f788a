import { Refusal } from '../../errors.ts';
import { type KeptStaff, loadStaff } from '../../store/staff.ts';
import { Scope } from '../access.ts';
import { type BulkWork, type Judged, type Row, type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { type Change, type Intent, MAX_ACTIONS } from '../transact.ts';
import { shownState } from './shown-staff.ts';
import { type JudgeStaff, staffChangeOf, staffStreams } from './write-staff.ts';

/** Cells of a unit's counts that one transaction may move: an update expression takes 300 terms. */
export const MAX_CELLS = 250;
/** What one transaction may say of people: a log entry is one item. */
export const MAX_LOGGED_CHARACTERS = 150_000;

/** What the rows of one transaction use up: a row that no longer fits is refused alone. */
class Budget {
  #actions = 1;
  #characters = 0;
  readonly #streams = new Set<string>();
  readonly #cells = new Map<string, number>();

  take(changes: readonly Change[]): void {
    let actions = this.#actions;
    for (const { stream, write, counts } of changes) {
      actions += (Array.isArray(write) ? write.length : 1) + (this.#streams.has(stream) ? 0 : 2);
      for (const unit of counts?.keys() ?? []) actions += this.#cells.has(unit) ? 0 : 1;
    }
    const [{ before, after, counts } = { before: null, after: null, counts: undefined }] = changes;
    const characters = this.#characters + JSON.stringify([before, after]).length;
    const cells = [...(counts ?? [])].map(([unit, moved]) => [unit, (this.#cells.get(unit) ?? 0) + moved.size] as const);
    const fits = actions <= MAX_ACTIONS && characters <= 2 * MAX_LOGGED_CHARACTERS && cells.every(([, size]) => size <= MAX_CELLS);
    if (!fits) throw new Refusal('too-large-for-one-transaction', { actions, limit: MAX_ACTIONS });
    this.#actions = actions;
    this.#characters = characters;
    for (const { stream } of changes) this.#streams.add(stream);
    for (const [unit, size] of cells) this.#cells.set(unit, size);
  }
}

type StaffRow = { id: string };
type StaffWork<T> = Pick<BulkWork<T>, 'rowsPerChunk' | 'ordered'> & { intent: Intent; rows: readonly T[]; judge: (row: T) => JudgeStaff };

/** Writes many people's records, chunk by chunk; each row stands or falls alone. */
export async function writeStaffBulk<T extends StaffRow>(
  ctx: Context,
  { judge, ...work }: StaffWork<T>,
  dryRun: boolean,
): Promise<RowResult[]> {
  const load = (rows: readonly Row<T>[]): Promise<(KeptStaff | undefined)[]> =>
    loadStaff(
      ctx.store,
      rows.map(({ row }) => row.id),
    );
  const streamsOf = async (rows: readonly Row<T>[]): Promise<string[]> => {
    const tree = await loadTree(ctx);
    const kept = await load(rows);
    return rows.flatMap(({ row }, index) => {
      const after = refusable(() => judge(row)(tree, kept[index]));
      return after instanceof Refusal ? [] : staffStreams(tree, kept[index]?.person, after);
    });
  };
  const results = await bulk(
    ctx,
    {
      ...work,
      keyOf: ({ id }) => id,
      streamsOf,
      judge: async (rows, next) => {
        const tree = await loadTree(ctx);
        const kept = await load(rows);
        const budget = new Budget();
        const judged = rows.map(({ row }, index): Judged => {
          return refusable(() => {
            const made = staffChangeOf(ctx, tree, kept[index], judge(row)(tree, kept[index]), next);
            budget.take([made.change, ...made.alsoIn]);
            return made;
          });
        });
        return { judged };
      },
    },
    dryRun,
  );
  if (!dryRun) return results;
  const scope = new Scope(ctx, await loadTree(ctx));
  const shown = (state: unknown) => shownState(scope, state ?? null, ctx.today);
  return results.map((result) => ({ ...result, before: shown(result.before), after: shown(result.after) }));
}
