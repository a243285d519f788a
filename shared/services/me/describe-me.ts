import type { Duty } from '../../domain/duties/duty.ts';
import type { DutyBearer } from '../../law/duties/terms.ts';
import { GRANTS, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { openCalendarDuties } from '../duties/calendar-duties.ts';
import { openDutiesOf } from '../duties/providers.ts';
import { unitsWithDuties } from '../duties/units-with-duties.ts';
import { loadTree } from '../load-tree.ts';

/** Units whose records are asked for; an officer of more sees the rest in the list. */
const MAX_UNITS = 25;
/** Duties shown. */
const MAX_DUTIES = 10;

export type OpenDuties = { count: number; late: number; complete: boolean; items: Duty[]; path: string };

/** Who asks, what the role allows, and the first of the duties that fall on it: what is late before what is not. */
export async function describeMe(ctx: Context) {
  permit(ctx, 'read', 'me');
  const { actor, today } = ctx;
  const { id, tenant, role, units } = actor;
  const { read, write } = GRANTS[role];
  return {
    id,
    tenant,
    role,
    units: [...units],
    today,
    reads: [...read],
    writes: [...write],
    openDuties: await openDutiesOfMine(ctx),
  };
}

/** Reads at most {@link MAX_UNITS} units of the subtree, so that asking who one is never reads a province. */
async function openDutiesOfMine(ctx: Context): Promise<OpenDuties> {
  const { role } = ctx.actor;
  const path = '/v1/duties';
  if (!may(ctx, 'read', 'duties')) return { count: 0, late: 0, complete: true, items: [], path };
  const tree = await loadTree(ctx);
  const units = unitsWithDuties(ctx, tree, undefined);
  const recorded = await openDutiesOf(ctx, tree, units.slice(0, MAX_UNITS));
  const mine = [...recorded, ...openCalendarDuties(ctx.today)].filter(({ who }) => who.includes(role as DutyBearer));
  const urgent = mine.toSorted((one, other) => rank(one).localeCompare(rank(other)));
  const late = mine.filter((duty) => duty.late).length;
  return { count: mine.length, late, complete: units.length <= MAX_UNITS, items: urgent.slice(0, MAX_DUTIES), path };
}

/** Late first, then what records leave open, then the calendar; by day within each. */
const rank = ({ late, kind, due }: Duty): string => `${late ? 0 : kind === 'calendar' ? 2 : 1}${due ?? '9999'}`;
