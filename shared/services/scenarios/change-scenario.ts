import type { Scenario, ScenarioInput } from '../../domain/scenarios/scenario.ts';
import type { Decision } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { loadScenario } from '../../store/scenarios.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { requireTaken } from '../judge-dates.ts';
import { found } from '../read-record.ts';
import { transact } from '../transact.ts';
import { loadGround } from './load-ground.ts';
import { changeTo, streamOf } from './scenario-stream.ts';

/** Replaces a draft. An approved scenario never changes: copy it. */
export async function changeScenario(ctx: Context, id: string, input: ScenarioInput, expected: Expected): Promise<Scenario> {
  permit(ctx, 'write', 'scenarios');
  return transact(ctx, { verb: 'change-scenario', reason: input.note ?? null, decision: null }, [streamOf(id)], async () => {
    const { before, version } = await openDraft(ctx, id, expected);
    await loadGround(ctx, input.model, 'model.');
    const { title, note, model } = input;
    const after: Scenario = { ...before, title, note: note ?? null, model, version, changedAt: instantAt(ctx.world.now()) };
    return { result: after, changes: [changeTo(ctx, before, after)] };
  });
}

/** Approves a draft by decision; from then on it stands as it is. */
export async function approveScenario(
  ctx: Context,
  id: string,
  { decision, reason }: { decision: Decision; reason?: string | undefined },
  expected: Expected,
): Promise<Scenario> {
  permit(ctx, 'write', 'scenarios');
  requireTaken(ctx, decision);
  return transact(ctx, { verb: 'approve-scenario', reason: reason ?? null, decision }, [streamOf(id)], async () => {
    const { before, version } = await openDraft(ctx, id, expected);
    const after: Scenario = { ...before, status: 'approved', decision, version, changedAt: instantAt(ctx.world.now()) };
    return { result: after, changes: [changeTo(ctx, before, after)] };
  });
}

async function openDraft(ctx: Context, id: string, expected: Expected): Promise<{ before: Scenario; version: number }> {
  const before = found(await loadScenario(ctx.store, id), { record: 'scenario', id });
  const version = nextVersion(before, expected, { record: 'scenario', id });
  if (before.status === 'approved')
    throw new Refusal('scenario-approved', { id, number: before.decision?.number, date: before.decision?.date });
  return { before, version };
}
