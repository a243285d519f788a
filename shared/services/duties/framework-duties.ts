import { type Duty, recordedDuty } from '../../domain/duties/duty.ts';
import { standingOn } from '../../domain/positions/deadlines.ts';
import type { Framework } from '../../domain/positions/framework.ts';
import type { Tree } from '../../domain/tree.ts';
import { loadFrameworksOfUnits } from '../../store/position-frameworks.ts';
import { may } from '../access.ts';
import type { Context } from '../context.ts';
import { nameOn } from '../unit-name.ts';

/** Position frameworks that came back to their unit, and those that wait for the next step of their review. */
export async function openFrameworkDuties(ctx: Context, tree: Tree, units: readonly string[]): Promise<Duty[]> {
  if (!may(ctx, 'read', 'position-frameworks')) return [];
  const frameworks = await loadFrameworksOfUnits(ctx.store, units);
  return frameworks.flatMap((framework) => {
    const open = dutyOf(framework, ctx.today);
    const { unit, number } = framework;
    const path = `/v1/units/${unit}/position-frameworks/${number}`;
    const name = nameOn(tree, unit, ctx.today);
    return open ? [recordedDuty(ctx.today, { ...open, subject: String(number).padStart(4, '0'), unit, name, path })] : [];
  });
}

type Open = Pick<Duty, 'kind' | 'title' | 'due' | 'who'> & Partial<Pick<Duty, 'reason' | 'basis'>>;

function dutyOf(framework: Framework, today: string): Open | undefined {
  const { number, status, steps } = framework;
  if (status === 'returned') {
    const title = { vi: `Đề án vị trí việc làm (bản ${number}) bị trả lại`, en: `Position framework ${number} was returned` };
    return { kind: 'framework-returned', title, due: null, who: ['hr-officer'], reason: steps.at(-1)?.reason ?? null };
  }
  if (status !== 'submitted') return undefined;
  const { dueOn, basis } = standingOn(framework, today);
  const title = { vi: `Đề án vị trí việc làm (bản ${number}) chờ thẩm định`, en: `Position framework ${number} waits for its review` };
  return { kind: 'framework-review', title, due: dueOn, who: ['home-affairs'], basis: basis[0] ?? null };
}
