import { type HeadcountInput, type HeadcountRecord, withFlags } from '../../domain/headcount.ts';
import { headcountDeadline } from '../../law/duties/headcount-report.ts';
import { loadHeadcounts } from '../../store/headcount.ts';
import { type PlainMonth, addMonths, monthIndex } from '../../time.ts';
import type { Context } from '../context.ts';
import { type Report, putOne } from '../unit-register.ts';
import { headcountRegister } from './headcount-register.ts';

/** What a report does to the months after it, as these stand: which were looked at, which do not follow, which are not there. */
export type LaterMonths = {
  checked: number;
  doNotAddUp: Pick<HeadcountRecord, 'month' | 'flags'>[];
  gaps: PlainMonth[];
};

/** Records or corrects one unit's month, and answers which later months up to the present no longer follow from it. */
export async function reportHeadcount(
  ctx: Context,
  report: Report<PlainMonth, HeadcountInput>,
  reason: string | null,
): Promise<HeadcountRecord & { later: LaterMonths }> {
  const record = await putOne(ctx, headcountRegister, report, reason);
  return { ...record, later: await laterMonths(ctx, record) };
}

/** Every later recorded month compared with the one before it; gaps are the months between them that should be reported. */
async function laterMonths(ctx: Context, record: HeadcountRecord): Promise<LaterMonths> {
  const count = monthIndex(ctx.today) - monthIndex(record.month);
  const months = Array.from({ length: count }, (_, index) => addMonths(record.month, index + 1));
  const reports = await loadHeadcounts(
    ctx.store,
    months.map((month) => ({ unit: record.unit, month })),
  );
  const later: LaterMonths = { checked: 0, doNotAddUp: [], gaps: [] };
  const last = reports.findLastIndex((report) => report !== undefined);
  let previous: Parameters<typeof withFlags>[1] = record;
  for (const [index, report] of reports.slice(0, last + 1).entries()) {
    const month = months[index] as PlainMonth;
    if (report === undefined) {
      if (headcountDeadline(month)) later.gaps.push(month);
      continue;
    }
    const { flags } = withFlags(report, previous);
    later.checked += 1;
    if (flags.length > 0) later.doNotAddUp.push({ month, flags });
    previous = report;
  }
  return later;
}
