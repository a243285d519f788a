import { hashOf } from '../../shared/audit.ts';
import type { Context } from '../../shared/services/context.ts';
import { normInputRegister } from '../../shared/services/norms/norm-input-register.ts';
import { approveFramework } from '../../shared/services/position-frameworks/approve-framework.ts';
import { draftFramework } from '../../shared/services/position-frameworks/draft-framework.ts';
import { returnFramework } from '../../shared/services/position-frameworks/review-framework.ts';
import { submitFramework } from '../../shared/services/position-frameworks/submit-framework.ts';
import { createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { putMany } from '../../shared/services/unit-register.ts';
import { synthetic } from './demo/decisions.ts';
import type { DemoFramework } from './demo/frameworks.ts';
import type { LaterStep } from './demo/index.ts';
import { type ContextOf, REASON, check, patiently } from './load-demo.ts';

/** Frameworks that are carried through their review side by side. */
const AT_ONCE = 4;

/** Carries out one step of the registers of people, likewise repeatable under the same keys. */
export async function loadLaterStep(contextOf: ContextOf, number: number, step: LaterStep): Promise<void> {
  const key = `demo-later-${number}`;
  const as = (role: Parameters<ContextOf>[0], part = ''): Context => contextOf(role, `${key}${part}`, hashOf([number, step.kind, part]));
  if (step.kind === 'staff') {
    const ctx = as('hr-officer');
    check('staff', await patiently(ctx, () => createStaffBulk(ctx, { rows: step.rows, reason: REASON }, false)));
  } else if (step.kind === 'norm-inputs') {
    const ctx = as('hr-officer');
    const rows = step.rows.map(({ unit, ...input }) => ({ unit, version: null, input }));
    check('norm-inputs', await patiently(ctx, () => putMany(ctx, normInputRegister, { period: step.year, rows, reason: REASON }, false)));
  } else if (step.kind === 'course') {
    const { id: course } = await openCourse(as('training-coordinator', '-open'), step.course);
    const rows = step.rows.map((row) => ({ ...row, version: null }));
    const ctx = as('training-coordinator');
    if (rows.length > 0) check('course', await patiently(ctx, () => recordAttendance(ctx, { course, rows, reason: REASON }, false)));
  } else
    for (let start = 0; start < step.items.length; start += AT_ONCE)
      await Promise.all(step.items.slice(start, start + AT_ONCE).map((item, offset) => review(as, `-${start + offset}`, item)));
}

/** A framework drafted by its unit and carried as far as it has come. */
async function review(as: (role: Parameters<ContextOf>[0], part: string) => Context, part: string, item: DemoFramework): Promise<void> {
  const { unit, input, fate, renewal } = item;
  const reason = REASON;
  const { number } = await draftFramework(as('hr-officer', `${part}-draft`), { unit, input, reason });
  if (fate === 'draft') return;
  await submitFramework(as('hr-officer', `${part}-submit`), { unit, number, expected: 1, reason });
  if (fate === 'approved') {
    const decision = synthetic(`${number}/QĐ-SNV`, input.effectiveFrom);
    await approveFramework(as('home-affairs', `${part}-approve`), { unit, number, expected: 2, reason, decision, overrides: [] });
    if (renewal) await draftFramework(as('hr-officer', `${part}-renew`), { unit, input: renewal, reason });
  }
  if (fate === 'returned')
    await returnFramework(as('home-affairs', `${part}-return`), { unit, number, expected: 2, reason: 'Bổ sung khung năng lực (mô phỏng)' });
}
