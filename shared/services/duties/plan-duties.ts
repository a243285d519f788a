import { type Duty, recordedDuty } from '../../domain/duties/duty.ts';
import type { YearlyPlan } from '../../domain/posts-plan.ts';
import type { Tree } from '../../domain/tree.ts';
import { planDeadline } from '../../law/duties/posts-plan.ts';
import { loadYearlyPlans } from '../../store/yearly-plans.ts';
import { yearOf } from '../../time.ts';
import { may } from '../access.ts';
import type { Context } from '../context.ts';
import { nameOn } from '../unit-name.ts';

/** Plans of posts for the next year that public service units have not submitted, that came back, or that wait to be accepted. */
export async function openPlanDuties(ctx: Context, tree: Tree, units: readonly string[]): Promise<Duty[]> {
  if (!may(ctx, 'read', 'yearly-plans')) return [];
  const { today } = ctx;
  const planning = units.filter((unit) => tree.on(unit, today)?.kind === 'public-service');
  if (planning.length === 0) return [];
  const year = yearOf(today) + 1;
  const deadline = planDeadline(year);
  const plans = await loadYearlyPlans(ctx.store, year, planning);
  return planning.flatMap((unit, index) => {
    const open = dutyOf(plans[index], year);
    if (open === undefined) return [];
    const due = open.kind === 'posts-plan' ? deadline.lastDay : null;
    const path = `/v1/units/${unit}/yearly-plans/${year}`;
    const duty = { ...open, subject: `${year}`, unit, name: nameOn(tree, unit, today), due, path, basis: deadline.basis };
    return [{ ...recordedDuty(today, duty), penalty: due === null ? null : deadline.penalty }];
  });
}

type Open = Pick<Duty, 'kind' | 'title' | 'who'> & Partial<Pick<Duty, 'reason'>>;

function dutyOf(plan: YearlyPlan | undefined, year: number): Open | undefined {
  if (plan?.state === 'accepted') return undefined;
  if (plan?.state === 'submitted') {
    const title = {
      vi: `Kế hoạch số lượng người làm việc năm ${year} chờ chấp nhận`,
      en: `The plan of posts for ${year} waits to be accepted`,
    };
    return { kind: 'posts-plan-review', title, who: ['home-affairs'] };
  }
  if (plan?.state === 'returned') {
    const title = { vi: `Kế hoạch số lượng người làm việc năm ${year} bị trả lại`, en: `The plan of posts for ${year} was returned` };
    return { kind: 'posts-plan-returned', title, who: ['hr-officer'], reason: plan.returnedFor };
  }
  const title = { vi: `Nộp kế hoạch số lượng người làm việc năm ${year}`, en: `Submit the plan of posts for ${year}` };
  return { kind: 'posts-plan', title, who: ['hr-officer'] };
}
