import type { ForecastModel } from '../../domain/monte-carlo/input.ts';
import type { ProjectionTarget } from '../../domain/projection/compare-with-targets.ts';
import type { ProjectionStart } from '../../domain/projection/input.ts';
import type { ProvinceState } from '../../domain/projection/state.ts';
import { carriedOver } from '../../domain/scenarios/carry-over.ts';
import { judgeModel } from '../../domain/scenarios/judge-model.ts';
import { narrow, type ScopeAnswer, scopeAnswer } from '../../domain/scenarios/scope.ts';
import { scopedBases } from '../../domain/scenarios/scoped-bases.ts';
import { type Fault, Refusal } from '../../errors.ts';
import type { Target } from '../../law/target-schema.ts';
import { targetsOn } from '../../law/targets.ts';
import { loadBaselineContent } from '../../store/baselines.ts';
import type { Context } from '../context.ts';
import { loadState, type Start } from '../projections/load-state.ts';

/** What of the province a model is about on the day of its start, and the targets as that is measured against them. */
export type Ground = { start: Start; state: ProvinceState; targets: ProjectionTarget[]; scope: ScopeAnswer | null };

/**
 * The ground of a model, judged: every fault of scope, carry-over, drivers and plans is named.
 * @param within where the model stands in the request, as a prefix of the fields that are named
 * @throws Refusal with every fault; `no-baseline`, `nothing-recorded` when there is nothing to start from
 */
export const loadGround = (ctx: Context, model: ForecastModel, within = ''): Promise<Ground> => groundLoader(ctx)(model, within);

/** Loads the grounds of several models; those with the same start read the registers once. */
export function groundLoader(ctx: Context): (model: ForecastModel, within?: string) => Promise<Ground> {
  const inForce = targetsOn(ctx.today);
  const starts = new Map<string, Promise<Start>>();
  const startOf = (from: ProjectionStart): Promise<Start> => {
    const name = JSON.stringify(from);
    const loading = starts.get(name) ?? loadState(ctx, from, inForce);
    starts.set(name, loading);
    return loading;
  };
  return async (model, within = '') => {
    const start = await startOf(model.start);
    const { scope } = model;
    const faults: Fault[] = [];
    const narrowed = scope && narrow(start.state, start.parents, scope, faults);
    // A scope at fault hides nothing else: plans are then judged by the whole province.
    const state = narrowed && faults.length === 0 ? narrowed : start.state;
    const bases = state === start.state ? start.bases : await basesWithin(ctx, inForce, start, state);
    const based = inForce.map((target) => ({ ...target, ...(bases.get(target.id) ?? { base: null, scopeTransfers: 0 }) }));
    const carried = carriedOver(model.carryOver, based, faults);
    judgeModel(start.state, state, model, faults);
    const [first] = faults;
    if (first) {
      const placed = faults.map((fault) => ({ ...fault, field: `${within}${fault.field}` }));
      throw new Refusal(first.code, first.data ?? {}, `${within}${first.field}`, placed);
    }
    const targets = based.map((target) => ({ ...target, carriedOver: carried.get(target.id) ?? 0 }));
    return { start, state, targets, scope: scopeAnswer(scope, state) };
  };
}

/** The frozen bases of the units in scope. */
async function basesWithin(ctx: Context, targets: readonly Target[], { lineage }: Start, state: ProvinceState) {
  const years = new Set(targets.flatMap(({ kind, base }) => (kind === 'post-cut' && base ? [base.year] : [])));
  const contents = await Promise.all(
    [...years].flatMap((year) => {
      const baseline = lineage.baselines.get(year);
      return baseline ? [loadBaselineContent(ctx.store, baseline).then((content) => [year, content] as const)] : [];
    }),
  );
  return scopedBases(targets, state.units, { ...lineage, contents: new Map(contents) }, state.date);
}
