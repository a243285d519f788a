import { type Duty, byDutyKey } from '../../domain/duties/duty.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Context } from '../context.ts';
import { openFrameworkDuties } from './framework-duties.ts';
import { openHeadcountDuties } from './headcount-duties.ts';
import { openPlanDuties } from './plan-duties.ts';

/**
 * What the records of an area leave open for some units (in the order of their keys) today. It reads no more than those
 * units, and answers only what the actor may see.
 */
export type DutyProvider = (ctx: Context, tree: Tree, units: readonly string[]) => Promise<Duty[]>;

/** An area that has duties adds its provider here. */
const PROVIDERS: readonly DutyProvider[] = [openHeadcountDuties, openFrameworkDuties, openPlanDuties];

/** The open duties of some units, of every area, in the order of their keys. */
export async function openDutiesOf(ctx: Context, tree: Tree, units: readonly string[]): Promise<Duty[]> {
  const found = await Promise.all(PROVIDERS.map((openDuties) => openDuties(ctx, tree, units)));
  return found.flat().sort(byDutyKey);
}
