import type { PostsRecord } from '../../domain/posts.ts';
import { RESERVE } from '../../domain/posts.ts';
import type { Reorganisation, ReorganisationInput } from '../../domain/reorganisation.ts';
import { planReorganisation } from '../../domain/reorganise.ts';
import { loadPostsOfUnits } from '../../store/posts.ts';
import { putReorganisation } from '../../store/reorganisations.ts';
import { yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { requireDateInReach, requireTaken } from '../judge-dates.ts';
import { loadTree } from '../load-tree.ts';
import { postsChange } from '../posts/add-post-entries.ts';
import { type Change, transact } from '../transact.ts';
import { unitChange } from '../units/register-unit.ts';

/**
 * Records a merge, split, dissolution, transfer or conversion: unit periods end and begin, posts move by exact shares,
 * lineage is kept — all in one transaction.
 */
export async function recordReorganisation(ctx: Context, input: ReorganisationInput): Promise<Reorganisation> {
  permit(ctx, 'write', 'reorganisations');
  requireDateInReach(ctx, input.effectiveFrom, 'effectiveFrom');
  requireTaken(ctx, input.decision);
  const known = await loadTree(ctx);
  const keys = [...new Set(unitsNamed(input).map((code) => known.find(code)?.key ?? code))];
  const intent = { verb: 'record-reorganisation', reason: input.reason ?? null, decision: input.decision };
  return transact(ctx, intent, [...keys, RESERVE], async () => {
    // A new id for each attempt: records of one day take effect in the order of their ids, which is that of judgement.
    const id = `${input.effectiveFrom}-${ctx.world.newId()}`;
    const tree = await loadTree(ctx);
    const posts = await loadLedger(ctx, [...keys, RESERVE], yearOf(input.effectiveFrom));
    const plan = planReorganisation({ input, id, tree, posts });
    const changes: Change[] = [
      ...plan.units.map((unit) => unitChange(ctx, tree.find(unit.key), unit)),
      ...plan.posts.map(({ unit, year, entries }) => {
        const current = posts.get(year)?.get(unit);
        const record: PostsRecord = {
          unit,
          year,
          entries: [...(current?.entries ?? []), ...entries],
          version: (current?.version ?? 0) + 1,
        };
        return postsChange(ctx, current, record);
      }),
      recordOf(ctx, keys[0] as string, plan.reorganisation),
    ];
    return { result: plan.reorganisation, changes, tree: { judgedOn: tree, units: plan.units } };
  });
}

/** Every code that a reorganisation names: what it touches, and so what its transaction must have seen unmoved. */
const unitsNamed = (input: ReorganisationInput): string[] => [
  ...input.sources,
  ...input.targets,
  ...input.creates.map(({ code }) => code),
  ...input.changes.map(({ unit }) => unit),
];

/** The record itself is logged with its first source. */
const recordOf = (ctx: Context, stream: string, record: Reorganisation): Change => ({
  stream,
  record: `reorganisation/${record.id}`,
  version: 1,
  before: null,
  after: { id: record.id, type: record.type, sources: record.sources, targets: record.targets },
  write: putReorganisation(ctx.store, record),
});

/** Ledgers of the units for the effective year and every later recorded one; posts are assigned at most a year ahead of today. */
async function loadLedger(ctx: Context, units: readonly string[], from: number): Promise<Map<number, Map<string, PostsRecord>>> {
  const last = Math.max(from, yearOf(ctx.today)) + 1;
  const years = Array.from({ length: last - from + 1 }, (_, offset) => from + offset);
  const records = await loadPostsOfUnits(
    ctx.store,
    years.flatMap((year) => units.map((unit) => ({ unit, year }))),
  );
  const ledger = new Map<number, Map<string, PostsRecord>>();
  for (const record of records) if (record) ledger.set(record.year, (ledger.get(record.year) ?? new Map()).set(record.unit, record));
  return ledger;
}
