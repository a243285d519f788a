import type { Scenario, ScenarioInput } from '../../domain/scenarios/scenario.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { loadGround } from './load-ground.ts';
import { getScenario } from './read-scenarios.ts';
import { changeTo, streamOf } from './scenario-stream.ts';

/** Records a scenario as a draft, once it fits the province that it starts from. */
export async function createScenario(ctx: Context, input: ScenarioInput): Promise<Scenario> {
  permit(ctx, 'write', 'scenarios');
  return draft(ctx, input, null);
}

/** What a copy says of itself; the rest is as it stands. */
export type ScenarioCopy = { title?: string | undefined; note?: string | undefined };

/** Records a copy of a scenario as it stands, approved or not, as a draft of its own. */
export async function copyScenario(ctx: Context, id: string, { title, note }: ScenarioCopy): Promise<Scenario> {
  permit(ctx, 'write', 'scenarios');
  const { version, model, ...former } = await getScenario(ctx, id);
  const said = note ?? former.note;
  return draft(ctx, { title: title ?? former.title, ...(said === null ? {} : { note: said }), model }, { id, version });
}

async function draft(ctx: Context, { title, note, model }: ScenarioInput, copiedFrom: Scenario['copiedFrom']): Promise<Scenario> {
  const id = ctx.world.newId();
  return transact(
    ctx,
    { verb: copiedFrom ? 'copy-scenario' : 'create-scenario', reason: note ?? null, decision: null },
    [streamOf(id)],
    async () => {
      await loadGround(ctx, model, 'model.');
      const now = instantAt(ctx.world.now());
      const common = { id, version: 1, status: 'draft' as const, title, note: note ?? null, model, copiedFrom, decision: null };
      const scenario: Scenario = { ...common, createdAt: now, createdBy: ctx.actor.id, changedAt: now };
      return { result: scenario, changes: [changeTo(ctx, null, scenario)] };
    },
  );
}
