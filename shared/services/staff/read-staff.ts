import { placeOn } from '../../domain/staff-placement.ts';
import { type StaffRecord, periodOfStaffOn } from '../../domain/staff.ts';
import type { StaffGlimpse, StaffView } from '../../domain/staff-view.ts';
import type { Tree } from '../../domain/tree.ts';
import { retirementDate } from '../../law/retirement.ts';
import type { PlainDate } from '../../time.ts';
import { Scope, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { keptStaff, knownOn, staffNotFound } from './person-log.ts';
import { shownPeriods, workUnitSeen } from './shown-staff.ts';

/** A person as of a date, without the periods that the actor may not see. Whoever may not be seen at all does not exist. */
export function staffViewOf(ctx: Context, tree: Tree, person: StaffRecord, asOf: PlainDate): StaffView {
  const { id, sex, birth, version } = person;
  const scope = new Scope(ctx, tree);
  const periods = shownPeriods(scope, person, ctx.today);
  if (periods.length === 0) throw staffNotFound(id);
  const valid = periodOfStaffOn(person, asOf);
  const period = valid && periods.includes(valid) ? valid : null;
  const placed = period === null ? undefined : placeOn(tree, person, asOf);
  const { lastDay, postFreeFrom } = retirementDate({ sex, birth });
  return {
    id,
    sex,
    birth,
    version,
    asOf,
    period,
    unit: placed?.unit ?? null,
    placement: placed?.placement ?? null,
    retirement: { lastDay, postFreeFrom },
    periods,
    complete: periods.length === person.periods.length,
  };
}

/** One person as of a date, as the record stands now or as it was known at the end of a day. */
export async function getStaff(
  ctx: Context,
  id: string,
  { asOf = ctx.today, knownAt }: { asOf?: PlainDate | undefined; knownAt?: PlainDate | undefined },
): Promise<StaffView | StaffGlimpse> {
  const inFull = may(ctx, 'read', 'staff');
  if (!inFull) permit(ctx, 'read', 'staff-ids');
  const tree = await loadTree(ctx);
  const kept = await keptStaff(ctx, id);
  if (!inFull) return glimpseOf(ctx, tree, kept.person, asOf);
  // Whoever may not be seen today is not found by asking about the past, either.
  staffViewOf(ctx, tree, kept.person, asOf);
  return staffViewOf(ctx, tree, knownAt === undefined ? kept.person : await knownOn(ctx, id, kept, knownAt), asOf);
}

function glimpseOf(ctx: Context, tree: Tree, person: StaffRecord, asOf: PlainDate): StaffGlimpse {
  const placed = placeOn(tree, person, asOf);
  const seen = placed && workUnitSeen(new Scope(ctx, tree), tree, asOf)(placed.service);
  if (!placed || !seen) throw staffNotFound(person.id);
  return { id: person.id, unit: seen.unit, category: placed.service.category };
}
