import { hashOf } from '../../audit.ts';
import type { ProjectionHead, ProjectionRun, RunScenario } from '../../domain/projection/run.ts';
import { computeRun } from '../../domain/scenarios/compute-run.ts';
import { keptTarget } from '../../domain/scenarios/run-inputs.ts';
import { modelOf, type RunRequest, type ScenarioRunRequest } from '../../domain/scenarios/run-request.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { RULES } from '../../law/rules.ts';
import { putParts } from '../../store/parts.ts';
import { putRun } from '../../store/runs.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { backTestSummary } from '../history/known-back-test.ts';
import { loadGround } from '../scenarios/load-ground.ts';
import { getScenario } from '../scenarios/read-scenarios.ts';
import { transact } from '../transact.ts';
import { getProjection } from './read-projections.ts';

/**
 * Projects the province, or what of it is in scope, from a baseline or a date to a horizon, compares it with every target,
 * and stores the run with its receipt and everything it was computed from. Nothing of a run changes afterwards.
 */
export async function runProjection(ctx: Context, input: RunRequest): Promise<ProjectionRun> {
  permit(ctx, 'write', 'projections');
  return store(ctx, input, null);
}

/** Runs a scenario as it stands; the run names the version. */
export async function runScenario(ctx: Context, id: string, { title, note, forecast }: ScenarioRunRequest): Promise<ProjectionRun> {
  permit(ctx, 'write', 'projections');
  const scenario = await getScenario(ctx, id);
  const said = {
    title: title ?? scenario.title,
    ...(note === undefined ? {} : { note }),
    ...(forecast === undefined ? {} : { forecast }),
  };
  return store(ctx, { ...scenario.model, ...said }, { id, version: scenario.version, title: scenario.title });
}

async function store(ctx: Context, input: RunRequest, scenario: RunScenario | null): Promise<ProjectionRun> {
  const runs = new Map<string, ProjectionRun>();
  const id = ctx.world.newId();
  // A run changes nothing that others change: with a stream of its own it waits for nobody.
  const stream = `~RUN.${id}`;
  const made = await transact(ctx, { verb: 'run-projection', reason: input.note ?? null, decision: null }, [stream], async () => {
    const { start, state, targets, scope } = await loadGround(ctx, modelOf(input), scenario ? 'model.' : '');
    const inputs = { state, targets: targets.map(keptTarget), scope, records: start.records };
    const { result, computed, engines } = computeRun(input, { state, targets, scope }, postFreeMonthIndex);
    const { baseline } = start;
    const backTest = computed.forecast && (await backTestSummary(ctx));
    const run: ProjectionRun = {
      id,
      title: input.title ?? null,
      createdAt: instantAt(ctx.world.now()),
      createdBy: ctx.actor.id,
      scenario,
      input,
      receipt: { rulesHash: hashOf(RULES), inputHash: hashOf(input), recordsHash: start.hash, baseline, asOf: state.date, ...engines },
      ...computed,
      ...(backTest ? { backTest } : {}),
    };
    const head: ProjectionHead = {
      id,
      title: run.title,
      createdAt: run.createdAt,
      createdBy: run.createdBy,
      scenario,
      start: state.date,
      horizon: input.horizon,
      parts: await putParts(ctx.store, `RUN.${id}`, { run, result }),
      inputs: await putParts(ctx.store, `RUNIN.${id}`, inputs),
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
