import type { Tree } from '../domain/tree.ts';
import type { PlainDate } from '../time.ts';
import { type Resource, Scope, isScoped, permit } from './access.ts';
import { type Judged, type RowResult, bulk } from './bulk.ts';
import type { Context } from './context.ts';
import { Refusal } from '../errors.ts';
import type { Expected } from './expected.ts';
import { loadTree, unitOf } from './load-tree.ts';
import { refusable } from './refusable.ts';
import { type Change, transact } from './transact.ts';

/** One report to a register: whose, of which period, what, and what the caller believes to be there. */
export type Report<Period, Input> = { unit: string; period: Period; input: Input; expected: Expected };
/** A report as it is judged: with the reason that stands in the history. */
type Reasoned<Period, Input> = Report<Period, Input> & { reason: string | null };

/**
 * A register that holds one record per unit and period (a month, a year). `load` reads what the judgement of some units
 * needs in one go; `judge` is pure and refuses or answers the record with its change.
 */
export type UnitRegister<Period, Input, Loaded, Saved> = {
  resource: Resource;
  verb: string;
  dateOf: (period: Period) => PlainDate;
  load: (ctx: Context, period: Period, units: readonly string[]) => Promise<Loaded[]>;
  judge: (ctx: Context, tree: Tree, report: Reasoned<Period, Input>, loaded: Loaded) => { record: Saved; change: Change };
};

/** Records one unit's report: permission, scope, then judgement and write under the unit's head. */
export async function putOne<P, I, L, S>(
  ctx: Context,
  register: UnitRegister<P, I, L, S>,
  report: Report<P, I>,
  reason: string | null,
): Promise<S> {
  permit(ctx, 'write', register.resource);
  const unit = await keyOfWritable(ctx, report.unit);
  return transact(ctx, { verb: register.verb, reason, decision: null }, [unit], async () => {
    const tree = await loadTree(ctx);
    new Scope(ctx, tree).requireWrite(unit, register.dateOf(report.period), report.unit);
    const [loaded] = await register.load(ctx, report.period, [unit]);
    const { record, change } = register.judge(ctx, tree, { ...report, unit, reason }, loaded as L);
    return { result: record, changes: [change] };
  });
}

/**
 * The key of a unit that is to be written about. A code once given never names another unit, so a tree read earlier is
 * good enough. To a role with a subtree an unknown unit looks like one of somebody else's.
 */
export async function keyOfWritable(ctx: Context, code: string): Promise<string> {
  const known = ctx.trees.get(ctx.store.tenant)?.find(code);
  if (known) return known.key;
  const tree = await loadTree(ctx);
  requireUnit(ctx, tree, code);
  return unitOf(tree, code).key;
}

function requireUnit(ctx: Context, tree: Tree, code: string): void {
  if (!tree.find(code))
    throw isScoped(ctx) ? new Refusal('not-found', { what: code }) : new Refusal('unknown-unit', { unit: code }, 'unit');
}

export type UnitRow<Input> = { unit: string; version: number | null; input: Input };

/** Records many units' reports of one period; each row stands or falls alone. */
export async function putMany<P, I, L, S>(
  ctx: Context,
  register: UnitRegister<P, I, L, S>,
  request: { period: P; rows: readonly UnitRow<I>[]; reason: string | null },
  dryRun: boolean,
): Promise<RowResult[]> {
  permit(ctx, 'write', register.resource);
  const { period, rows, reason } = request;
  const known = await loadTree(ctx);
  // An unknown code keeps its own spelling, so that its row can say so.
  const keyOf = ({ unit }: UnitRow<I>) => known.find(unit)?.key ?? unit;
  const judge = async (chunk: readonly { row: UnitRow<I> }[]) => {
    const tree = await loadTree(ctx);
    const scope = new Scope(ctx, tree);
    const loaded = await register.load(
      ctx,
      period,
      chunk.map(({ row }) => keyOf(row)),
    );
    const judged = chunk.map(({ row }, index): Judged => {
      const unit = keyOf(row);
      const report = { unit, period, input: row.input, expected: row.version ?? ('nothing' as const), reason };
      return refusable(() => {
        requireUnit(ctx, tree, unit);
        scope.requireWrite(unit, register.dateOf(period), row.unit);
        return { change: register.judge(ctx, tree, report, loaded[index] as L).change };
      });
    });
    return { judged };
  };
  return bulk(ctx, { intent: { verb: register.verb, reason, decision: null }, rows, keyOf, judge }, dryRun);
}
