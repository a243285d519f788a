import type { Report } from '../../domain/reports/report.ts';
import { loadReport, loadReportText, parseReport } from '../../store/reports.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';

export type ReportFilters = { year?: number | undefined; recipient?: string | undefined };

/** Filed reports, superseded ones included, newest first. */
export async function listReports(ctx: Context, filters: ReportFilters, page: PageAsk): Promise<Page<Report>> {
  permit(ctx, 'read', 'reports');
  const { year, recipient } = filters;
  const keep = (report: Report) =>
    (year === undefined || report.period.year === year) && (recipient === undefined || report.recipient === recipient);
  const request = { ...page, list: 'reports', filters };
  return pageOfPartition(ctx, request, ctx.store.keys.reports(), parseReport, keep, { backward: true });
}

export async function getReport(ctx: Context, id: string): Promise<Report> {
  permit(ctx, 'read', 'reports');
  return found(await loadReport(ctx.store, id), { record: 'report', id });
}

/** The report with its text, byte for byte as it was filed. */
export async function readReportContent(ctx: Context, id: string): Promise<{ report: Report; text: string }> {
  const report = await getReport(ctx, id);
  return { report, text: await loadReportText(ctx.store, report) };
}
