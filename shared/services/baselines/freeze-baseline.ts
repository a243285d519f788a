import * as z from 'zod';
import { impersonalText } from '../../domain/impersonal-text.ts';
import { hashOf } from '../../audit.ts';
import { type Baseline, type BaselineContent, type FrozenUnit, postTotals, unitTotals } from '../../domain/baseline.ts';
import { type AssignedCell, assignedOn } from '../../domain/ledger.ts';
import { RESERVE } from '../../domain/posts.ts';
import { effectiveBand } from '../../domain/self-financing.ts';
import { decisionSchema } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { type FrozenVersions, loadBaseline, putBaseline } from '../../store/baselines.ts';
import { putParts } from '../../store/parts.ts';
import { loadPostsOfYear } from '../../store/posts.ts';
import { endOfYear, instantAt, yearSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { requireTaken } from '../judge-dates.ts';
import { loadTree } from '../load-tree.ts';
import { quietRead } from '../quiet-read.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';
import { transact } from '../transact.ts';

export const freezeSchema = z
  .strictObject({
    year: yearSchema,
    decision: decisionSchema,
    reason: impersonalText(500).optional(),
    supersedes: z
      .string()
      .max(20)
      .optional()
      .meta({ description: 'Id of the baseline in force that this one replaces', example: '2021-1' }),
  })
  .meta({ id: 'FreezeRequest', description: 'Freeze the state of 31 December of a year' });
export type FreezeRequest = z.infer<typeof freezeSchema>;

const STREAM = '~BASELINES';

/**
 * Freezes a year as of 31 December: both issuers, every category, the reserve, units by kind and autonomy group.
 * A frozen baseline never changes; another one of the same year must name the one it supersedes, which is kept.
 */
export async function freezeBaseline(ctx: Context, { year, decision, ...stated }: FreezeRequest): Promise<Baseline> {
  permit(ctx, 'write', 'baselines');
  const reason = stated.reason ?? null;
  const supersedes = stated.supersedes ?? null;
  const date = endOfYear(year);
  if (date >= ctx.today) throw new Refusal('year-not-ended', { year, today: ctx.today }, 'year');
  requireTaken(ctx, decision);
  return transact(ctx, { verb: 'freeze-baseline', reason, decision }, [STREAM], async () => {
    const current = await loadBaseline(ctx.store, year);
    if (current && supersedes === null) throw new Refusal('baseline-exists', { year, baseline: current.id }, 'year');
    if (!current && supersedes !== null) throw new Refusal('no-baseline', { year }, 'supersedes');
    if (current && supersedes !== current.id) throw new Refusal('baseline-moved', { current: current.id, given: supersedes }, 'supersedes');
    const { content, treeVersion, ledgers, hash } = await readContent(ctx, year);
    const edition = (current?.edition ?? 0) + 1;
    const id = ctx.world.newId();
    const baseline: Baseline = {
      id: `${year}-${edition}`,
      year,
      edition,
      date,
      hash: hashOf(content),
      decision,
      reason,
      supersedes,
      frozenAt: instantAt(ctx.world.now()),
      frozenBy: ctx.actor.id,
      units: content.units.length,
      posts: postTotals(content),
      unitCounts: unitTotals(content),
      inputs: { treeVersion, hash, ledgers: await putParts(ctx.store, `BASEIN.${id}`, ledgers) },
      parts: await putParts(ctx.store, `BASE.${id}`, content),
      version: 1,
    };
    const { posts: _posts, unitCounts: _unitCounts, ...logged } = baseline;
    const change = {
      stream: STREAM,
      record: `baseline/${baseline.id}`,
      version: 1,
      before: null,
      after: logged,
      write: putBaseline(ctx.store, baseline),
    };
    return { result: baseline, changes: [change] };
  });
}

async function readContent(
  ctx: Context,
  year: number,
): Promise<{ content: BaselineContent; treeVersion: number; ledgers: FrozenVersions; hash: string }> {
  const read = async () => {
    const tree = await loadTree(ctx);
    return { tree, posts: await loadPostsOfYear(ctx.store, year), autonomy: await lastAssessments(ctx, tree, endOfYear(year)) };
  };
  const { seen, hash } = await quietRead(read, ({ tree, posts, autonomy }) => [
    tree.version,
    posts.map(({ unit, version }) => [unit, version]),
    autonomy.map(({ unit, year: assessed, version }) => [unit, assessed, version]),
  ]);
  const { tree, posts, autonomy } = seen;
  if (posts.length === 0) throw new Refusal('nothing-recorded', { year }, 'year');
  const date = endOfYear(year);
  const cells = Map.groupBy(assignedOn(posts, date, tree), ({ unit }) => unit);
  const bands = new Map(autonomy.map((record) => [record.unit, effectiveBand(record)]));
  const units = tree
    .aliveOn(date)
    .map(
      ({ unit: { key }, facts: { code, name, kind, level, sector, parent } }): FrozenUnit => ({
        unit: key,
        code,
        name,
        kind,
        level,
        sector,
        parent,
        band: bands.get(key) ?? null,
        posts: frozen(cells.get(key)),
      }),
    )
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const ledgers = posts.map(({ unit, version }) => ({ unit, version }));
  return { content: { year, date, units, reserve: frozen(cells.get(RESERVE)) }, treeVersion: tree.version, ledgers, hash };
}

const frozen = (cells: readonly AssignedCell[] = []) =>
  cells
    .map(({ issuer, category, assigned, outsideBase }) => ({ issuer, category, assigned, outsideBase }))
    .sort((a, b) => (`${a.issuer}|${a.category}` < `${b.issuer}|${b.category}` ? -1 : 1));
