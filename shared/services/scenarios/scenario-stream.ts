import type { Scenario } from '../../domain/scenarios/scenario.ts';
import { putScenario } from '../../store/scenarios.ts';
import type { Context } from '../context.ts';
import type { Change } from '../transact.ts';

/** Every scenario has a chain of its own. */
export const streamOf = (id: string): string => `~SCEN.${id}`;

/** The change that writes a scenario. */
export const changeTo = (ctx: Context, before: Scenario | null, after: Scenario): Change => ({
  stream: streamOf(after.id),
  record: `scenario/${after.id}`,
  version: after.version,
  before,
  after,
  write: putScenario(ctx.store, after),
});
