import { hashOf } from '../../audit.ts';
import type { ProjectionHead, ProjectionRun } from '../../domain/projection/run.ts';
import type { ProjectionResult } from '../../domain/projection/result.ts';
import { computeRun } from '../../domain/scenarios/compute-run.ts';
import { movedBetween, type MovedRecord, type Replay } from '../../domain/scenarios/replay.ts';
import type { RunInputs } from '../../domain/scenarios/run-inputs.ts';
import { Refusal } from '../../errors.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { RULES } from '../../law/rules.ts';
import { targetsOn } from '../../law/targets.ts';
import { loadRunAsStored, loadRunInputs, loadStoredRun } from '../../store/runs.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { loadState } from './load-state.ts';
import { getHead } from './read-projections.ts';

async function inputsOf(ctx: Context, head: ProjectionHead): Promise<RunInputs> {
  const inputs = await loadRunInputs(ctx.store, head);
  if (!inputs) throw new Refusal('run-without-inputs', { id: head.id });
  return inputs;
}

/** The run and its rows without what only names the versions they were computed by. */
function numbersOf(run: ProjectionRun, result: ProjectionResult): unknown {
  const { rulesHash: _rules, engine: _engine, forecastEngine: _forecast, ...receipt } = run.receipt;
  return [
    { ...run, receipt },
    { ...result, engine: null },
  ];
}

/**
 * Computes a run again from the inputs stored with it, by the law and the engines of today, and says whether it is the same
 * to the byte; and how many of the records it read have moved since. Stores nothing.
 * @throws Refusal for a run stored before inputs were kept, or one that the engines of today refuse
 */
export async function replayProjection(ctx: Context, id: string): Promise<Replay> {
  const head = await getHead(ctx, id);
  const inputs = await inputsOf(ctx, head);
  const stored = await loadRunAsStored(ctx.store, head);
  const { run, result } = await loadStoredRun(ctx.store, head);
  const again = computeRun(run.input, inputs, postFreeMonthIndex);
  const rulesHash = hashOf(RULES);
  const made: ProjectionRun = { ...run, ...again.computed, receipt: { ...run.receipt, rulesHash, ...again.engines } };
  const [runHash, rowsHash] = [
    { kept: head.hash, stored: hashOf(stored.run), recomputed: hashOf(made) },
    { stored: hashOf(stored.result), recomputed: hashOf(again.result) },
  ];
  const whole = runHash.kept === runHash.stored;
  const moved = movedBetween(inputs.records, await recordsToday(ctx, run));
  const { forecastEngine } = run.receipt;
  return {
    id,
    reproduced: whole && runHash.stored === runHash.recomputed && rowsHash.stored === rowsHash.recomputed,
    sameNumbers: whole && hashOf(numbersOf(run, result)) === hashOf(numbersOf(made, again.result)),
    run: runHash,
    result: rowsHash,
    engine: { stored: run.receipt.engine, today: again.engines.engine },
    forecastEngine: forecastEngine === null ? null : { stored: forecastEngine, today: again.engines.forecastEngine ?? '' },
    rules: { stored: run.receipt.rulesHash, today: rulesHash },
    inputs: { read: inputs.records.length, moved: moved.length },
  };
}

/** What a run of the same start would read today. */
const recordsToday = async (ctx: Context, { input }: ProjectionRun) => (await loadState(ctx, input.start, targetsOn(ctx.today))).records;

/** The records that a run read and that have another version today, by name. */
export async function listMovedInputs(ctx: Context, id: string, page: PageAsk): Promise<Page<MovedRecord>> {
  const head = await getHead(ctx, id);
  const { records } = await inputsOf(ctx, head);
  const { run } = await loadStoredRun(ctx.store, head);
  const moved = movedBetween(records, await recordsToday(ctx, run));
  return pageOf(ctx, { ...page, list: 'moved-inputs', filters: { id } }, moved, ({ record }) => record);
}
