import type { Context } from '../../shared/services/context.ts';
import { hashOf } from '../../shared/audit.ts';
import { Refusal } from '../../shared/errors.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import type { RowResult } from '../../shared/services/bulk.ts';
import { districtBudgetRegister } from '../../shared/services/district-budgets/district-budget-register.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany } from '../../shared/services/unit-register.ts';
import { registerUnits } from '../../shared/services/units/register-units.ts';
import { type PlainDate, type PlainMonth, addMonths } from '../../shared/time.ts';
import type { DemoStep } from './demo/index.ts';

export const REASON = 'Nạp dữ liệu mô phỏng';

/** The context of one load: everything under the role that owns the register, with a key of its own so that it can be repeated. */
export type ContextOf = (role: Loader, idempotencyKey: string, bodyHash: string) => Context;
type Loader = 'home-affairs' | 'finance-officer' | 'hr-officer' | 'training-coordinator';

/** Who keeps the registers that are not the Home Affairs department's. */
const KEEPER: Partial<Record<DemoStep['kind'], Loader>> = {
  headcount: 'hr-officer',
  'age-profiles': 'hr-officer',
  'self-financing': 'finance-officer',
  'district-budgets': 'finance-officer',
};

export class DemoLoadError extends Error {}

/**
 * Carries out one step of the demonstration province through the services that everybody uses. A step that was broken
 * off is repeated under the same keys and skips what is done.
 */
export async function loadStep(contextOf: ContextOf, number: number, step: DemoStep): Promise<void> {
  const ctx = contextOf(KEEPER[step.kind] ?? 'home-affairs', `demo-${number}`, hashOf([number, step.kind]));
  if (step.kind === 'freeze') await freezeBaseline(ctx, { year: step.year, decision: step.decision, reason: REASON });
  else if (step.kind === 'reorganisations') await recordAll(contextOf, number, step);
  else check(step.kind, await patiently(ctx, () => loadRows(ctx, step)));
}

type RowStep = Exclude<DemoStep, { kind: 'freeze' | 'reorganisations' }>;

async function loadRows(ctx: Context, step: RowStep): Promise<RowResult[]> {
  if (step.kind === 'units')
    return registerUnits(ctx, { rows: step.rows.map(({ facts, ...life }) => ({ ...facts, ...life })), reason: REASON }, false);
  if (step.kind === 'posts') return addPosts(ctx, { year: step.year, rows: step.rows, reason: REASON }, false);
  const reports = <R extends { unit: string }>(rows: readonly R[]) => rows.map(({ unit, ...input }) => ({ unit, version: null, input }));
  if (step.kind === 'headcount') {
    const reportedOn = reportDay(step.month, ctx.today);
    const rows = reports(step.rows.map((row) => ({ ...row, reportedOn })));
    return putMany(ctx, headcountRegister, { period: step.month, rows, reason: REASON }, false);
  }
  if (step.kind === 'age-profiles')
    return putMany(ctx, ageProfileRegister, { period: step.month, rows: reports(step.rows), reason: REASON }, false);
  if (step.kind === 'district-budgets')
    return putMany(ctx, districtBudgetRegister, { period: step.year, rows: reports(step.rows), reason: REASON }, false);
  return putMany(ctx, selfFinancingRegister, { period: step.year, rows: reports(step.rows), reason: REASON }, false);
}

/** The demonstration's units report in time: on the third of the next month. */
function reportDay(month: PlainMonth, today: PlainDate): PlainDate {
  const third = `${addMonths(month, 1)}-03`;
  return third < today ? third : today;
}

async function recordAll(contextOf: ContextOf, number: number, step: Extract<DemoStep, { kind: 'reorganisations' }>): Promise<void> {
  for (const [index, item] of step.items.entries())
    await recordReorganisation(contextOf('home-affairs', `demo-${number}-${index}`, hashOf(item)), item);
}

/** After a crash the bulk request may still be leased to the process that is gone: waits until it is free. */
export async function patiently<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'still-running') throw error;
      await ctx.world.sleep(500);
    }
  }
}

/** Nothing of the demonstration is refused: what is would be its own error. */
export function check(kind: string, results: readonly RowResult[]): void {
  const refused = results.find(({ outcome }) => outcome === 'refused');
  if (refused)
    throw new DemoLoadError(
      `${kind}, row ${refused.index} (${refused.key}): ${refused.refusal?.code} ${JSON.stringify(refused.refusal?.data)}`,
    );
}
