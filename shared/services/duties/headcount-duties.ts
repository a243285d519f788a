import { type Duty, recordedDuty } from '../../domain/duties/duty.ts';
import type { KeptHeadcount } from '../../domain/headcount.ts';
import type { Tree } from '../../domain/tree.ts';
import type { ReportDeadline } from '../../law/duties/headcount-report.ts';
import { cellKey, loadHeadcountCells } from '../../store/headcount.ts';
import { type PlainMonth, addMonths } from '../../time.ts';
import type { Context } from '../context.ts';
import { OwedMonths } from '../headcount/owed-months.ts';
import { nameOn } from '../unit-name.ts';
import { DUTY_MONTHS } from './units-with-duties.ts';

/** The months that have ended of late: a month is due from its end on. */
const endedMonths = (today: PlainMonth): PlainMonth[] =>
  Array.from({ length: DUTY_MONTHS }, (_, index) => addMonths(today, index - DUTY_MONTHS));

/** What units owe of their headcounts: months to report, months returned; and months that wait to be accepted. */
export async function openHeadcountDuties(ctx: Context, tree: Tree, units: readonly string[]): Promise<Duty[]> {
  const owed = new OwedMonths(ctx, tree, endedMonths(ctx.today), undefined);
  const reports = await loadHeadcountCells(ctx.store, owed.months, units);
  return units.flatMap((unit) =>
    owed.of(unit).flatMap((deadline) => {
      const duty = dutyOf(deadline, reports.get(cellKey(unit, deadline.month)));
      const path = `/v1/units/${unit}/headcount/${deadline.month}`;
      return duty ? [recordedDuty(ctx.today, { ...duty, subject: deadline.month, unit, name: nameOn(tree, unit, ctx.today), path })] : [];
    }),
  );
}

type Open = Pick<Duty, 'kind' | 'title' | 'due' | 'who'> & Partial<Pick<Duty, 'reason' | 'basis'>>;

function dutyOf({ month, due, basis }: ReportDeadline, report: KeptHeadcount | undefined): Open | undefined {
  if (report === undefined) {
    const title = { vi: `Báo cáo số người có mặt tháng ${month}`, en: `Headcount report of ${month}` };
    return { kind: 'headcount-report', title, due, who: ['hr-officer'], basis };
  }
  if (report.state === 'returned') {
    const title = {
      vi: `Báo cáo tháng ${month} bị trả lại: sửa và gửi lại`,
      en: `The report of ${month} was returned: correct and submit it`,
    };
    return { kind: 'headcount-returned', title, due: null, who: ['hr-officer'], reason: report.review?.reason ?? null };
  }
  if (report.state !== 'submitted') return undefined;
  const title = { vi: `Báo cáo tháng ${month} chờ chấp nhận`, en: `The report of ${month} waits to be accepted` };
  return { kind: 'headcount-review', title, due: null, who: ['home-affairs'] };
}
