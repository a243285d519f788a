import { type Duty, EVERYBODY, dutyKey } from '../../domain/duties/duty.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfLookups } from '../page.ts';
import { requireUnder } from '../under.ts';
import { openCalendarDuties } from './calendar-duties.ts';
import { openDutiesOf } from './providers.ts';
import { unitsWithDuties } from './units-with-duties.ts';

export type DutyFilters = { under?: string | undefined; late?: boolean | undefined };

/** What is due: first the duties of the calendar by rule, then those of each unit in scope. Below one unit: its own only. */
export async function listDuties(ctx: Context, filters: DutyFilters, page: PageAsk): Promise<Page<Duty>> {
  permit(ctx, 'read', 'duties');
  const { late } = filters;
  const tree = await loadTree(ctx);
  const under = filters.under === undefined ? undefined : requireUnder(ctx, tree, filters.under, ctx.today);
  const lookUp = async (candidates: readonly string[]): Promise<Duty[]> => {
    const units = candidates.filter((candidate) => candidate !== EVERYBODY);
    const calendar = units.length < candidates.length ? openCalendarDuties(ctx.today) : [];
    const duties = [...calendar, ...(await openDutiesOf(ctx, tree, units))];
    return late === undefined ? duties : duties.filter((duty) => duty.late === late);
  };
  const candidates = [...(under === undefined ? [EVERYBODY] : []), ...unitsWithDuties(ctx, tree, under)];
  return pageOfLookups(ctx, { ...page, list: 'duties', filters }, candidates, lookUp, dutyKey);
}
