import { canonical, hashOf, sha256 } from '../../audit.ts';
import type { Progress } from '../../domain/progress.ts';
import { type ReportPeriod, periodOf } from '../../domain/reports/period.ts';
import type { Report, ReportContent, ReportInput } from '../../domain/reports/report.ts';
import { Refusal } from '../../errors.ts';
import { RULES } from '../../law/rules.ts';
import { putParts } from '../../store/parts.ts';
import { loadReport, loadReportOfDocument, putReport, putReportOfDocument } from '../../store/reports.ts';
import { type PlainDate, instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { requireTaken } from '../judge-dates.ts';
import { takeTarget } from '../progress/measure-target.ts';
import { quietRead } from '../quiet-read.ts';
import { type Change, transact } from '../transact.ts';
import { type Stock, groundOf, takeAll } from './take-ground.ts';

const STREAM = '~REPORTS';

/**
 * Files where every target stands on a day of a period: the bytes, their hash, and beside them what every figure is made
 * of. Nothing that was filed changes; a wrong report is superseded by another that names it, and is kept. Counts of few
 * people are hidden in it from everybody, so that all who may read it read the same bytes.
 */
export async function fileReport(ctx: Context, input: ReportInput): Promise<Report> {
  permit(ctx, 'write', 'reports');
  const period = periodOf(input.period);
  const asOf = dayOf(ctx, period, input.asOf);
  requireTaken(ctx, input.document, 'document');
  const { note = null, recipient, document, supersedes = null } = input;
  return transact(ctx, { verb: 'file-report', reason: note, decision: document }, [STREAM], async () => {
    const wrong = supersedes === null ? undefined : await requireInForce(ctx, supersedes);
    const taken = await loadReportOfDocument(ctx.store, document);
    if (taken) throw new Refusal('document-used', { number: document.number, date: document.date, report: taken }, 'document.number');
    const { seen: stock, hash: recordsHash } = await quietRead(() => takeAll(ctx, asOf), groundOf);
    const id = ctx.world.newId();
    const filed = {
      id,
      period,
      asOf,
      recipient,
      document,
      note,
      supersedes,
      filedAt: instantAt(ctx.world.now()),
      filedBy: ctx.actor.id,
    };
    const content: ReportContent = { ...filed, receipt: { rulesHash: hashOf(RULES), recordsHash }, progress: publicProgress(stock, asOf) };
    const text = canonical(content);
    const report: Report = {
      ...filed,
      hash: sha256(text),
      bytes: Buffer.byteLength(text),
      targets: stock.targets.length,
      supersededBy: null,
      parts: await putParts(ctx.store, `REPORT.${id}`, text),
      ground: await putParts(ctx.store, `GROUND.${id}`, groundOf(stock)),
      version: 1,
    };
    const changes = [changeOf(ctx, null, report), ...(wrong ? [changeOf(ctx, wrong, { ...wrong, supersededBy: id, version: 2 })] : [])];
    return { result: report, changes };
  });
}

/** The day of a report: stated, else the period's last, else today while it runs. */
function dayOf({ today }: Context, { from, until }: ReportPeriod, stated: PlainDate | undefined): PlainDate {
  if (from > today) throw new Refusal('report-period-ahead', { from, today }, 'period');
  const asOf = stated ?? (until < today ? until : today);
  if (asOf < from || asOf > until) throw new Refusal('report-day-outside', { asOf, from, until }, 'asOf');
  if (asOf > today) throw new Refusal('report-day-ahead', { asOf, today }, 'asOf');
  return asOf;
}

async function requireInForce(ctx: Context, id: string): Promise<Report> {
  const report = await loadReport(ctx.store, id);
  if (!report) throw new Refusal('unknown-report', { report: id }, 'supersedes');
  const { supersededBy } = report;
  if (supersededBy !== null) throw new Refusal('report-superseded', { report: id, by: supersededBy }, 'supersedes');
  return report;
}

/** As those read it who see no records of people. */
function publicProgress({ registers }: Stock, asOf: PlainDate): Progress {
  const shown = { ...registers, showsRecords: false };
  const targets = registers.targets.map((target) => takeTarget(target, shown, asOf).progress);
  return { asOf, treeVersion: registers.tree.version, targets };
}

const changeOf = ({ store }: Context, before: Report | null, after: Report): Change => ({
  stream: STREAM,
  record: `report/${after.id}`,
  version: after.version,
  before,
  after,
  write: before ? putReport(store, after) : [putReport(store, after), putReportOfDocument(store, after)],
});
