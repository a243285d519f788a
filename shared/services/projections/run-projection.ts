import { hashOf } from '../../audit.ts';
import { compareWithTargets } from '../../domain/projection/compare-with-targets.ts';
import type { ProjectionInput } from '../../domain/projection/input.ts';
import { project } from '../../domain/projection/project.ts';
import type { ProjectionHead, ProjectionRun } from '../../domain/projection/run.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { RULES } from '../../law/rules.ts';
import { targetsOn } from '../../law/targets.ts';
import { putParts } from '../../store/parts.ts';
import { putRun } from '../../store/runs.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { loadState } from './load-state.ts';
import { getProjection } from './read-projections.ts';

/**
 * Projects the province from a baseline or a date to a horizon, compares it with every target, and stores the run with
 * its receipt. Nothing of a run changes afterwards.
 */
export async function runProjection(ctx: Context, input: ProjectionInput): Promise<ProjectionRun> {
  permit(ctx, 'write', 'projections');
  const runs = new Map<string, ProjectionRun>();
  const id = ctx.world.newId();
  // A run changes nothing that others change: with a stream of its own it waits for nobody.
  const stream = `~RUN.${id}`;
  const made = await transact(ctx, { verb: 'run-projection', reason: input.note ?? null, decision: null }, [stream], async () => {
    const inForce = targetsOn(ctx.today);
    const { state, bases, hash, baseline } = await loadState(ctx, input.start, inForce);
    const result = project(state, input, postFreeMonthIndex);
    const targets = inForce.map((target) => ({ ...target, ...(bases.get(target.id) ?? { base: null, scopeTransfers: 0 }) }));
    const { engine, series, plans, overdue, withoutAgeProfile, profileDiffers, identity } = result;
    const run: ProjectionRun = {
      id,
      title: input.title ?? null,
      createdAt: instantAt(ctx.world.now()),
      createdBy: ctx.actor.id,
      input,
      receipt: { rulesHash: hashOf(RULES), engine, inputHash: hashOf(input), recordsHash: hash, baseline, asOf: state.date, seed: null },
      series,
      targets: compareWithTargets(result, targets),
      plans,
      overdue,
      withoutAgeProfile,
      profileDiffers,
      identity,
    };
    const stored = { run, result };
    const head: ProjectionHead = {
      id,
      title: run.title,
      createdAt: run.createdAt,
      createdBy: run.createdBy,
      start: state.date,
      horizon: input.horizon,
      parts: await putParts(ctx.store, `RUN.${id}`, stored),
      hash: hashOf(run),
      version: 1,
    };
    runs.set(id, run);
    // Only the id is kept as the answer of the request: a whole run may be larger than an item.
    return {
      result: { id },
      changes: [{ stream, record: `projection/${id}`, version: 1, before: null, after: head, write: putRun(ctx.store, head) }],
    };
  });
  return runs.get(made.id) ?? getProjection(ctx, made.id);
}
