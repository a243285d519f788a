import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../shared/audit.ts';
import { type Report, reportContentSchema, reportInputSchema } from '../../shared/domain/reports/report.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import type { Context } from '../../shared/services/context.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { fileReport } from '../../shared/services/reports/file-report.ts';
import { listChanges, readDifference } from '../../shared/services/reports/read-difference.ts';
import { getReport, listReports, readReportContent } from '../../shared/services/reports/read-reports.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany } from '../../shared/services/unit-register.ts';
import { accountsOf } from '../support/accounts.ts';
import { entry, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { DECISION, freshProvince } from '../support/province.ts';

const HALF_2025 = { year: 2025, part: 'half-2' } as const;
const document = (number: string, date = '2026-01-05') => ({ number, date, issuedBy: 'UBND tỉnh Quảng Ninh' });
const asked = (number: string, more: object = {}) =>
  reportInputSchema.parse({ period: HALF_2025, recipient: 'HĐND tỉnh Quảng Ninh', document: document(number), ...more });
const PAGE = { limit: 50 };

describe('a report of the province that is worked out by hand', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let first: Report;
  const file = (ctx: Context, number: string, more: object = {}) => fileReport(ctx, asked(number, more));
  const enter = async (year: number, unit: string, version: number, ...entries: ReturnType<typeof entry>[]) => {
    const [result] = await addPosts(province.as(), { year, rows: [{ unit, version, entries }], reason: null }, false);
    expect(result?.outcome).toBe('changed');
  };
  const figures = async (asOf: string, target: string, id = first.id) => {
    const { targets } = await readDifference(province.as(), id, asOf);
    return targets.find((each) => each.target === target)?.figures ?? [];
  };

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
    first = await file(province.as({ key: 'first' }), '01/BC-UBND');
  });

  it('is filed as of the last day of its period, and can be read again to the byte', async () => {
    const { report, text } = await readReportContent(province.as({ role: 'council-supervisor' }), first.id);
    expect(report).toEqual(first);
    expect([sha256(text), Buffer.byteLength(text)]).toEqual([first.hash, first.bytes]);
    const { progress, asOf, period } = reportContentSchema.parse(JSON.parse(text));
    expect([asOf, period.from, period.until]).toEqual(['2025-12-31', '2025-07-01', '2025-12-31']);
    // What the council's supervisors read in the registers that day.
    const today = await measureProgress(province.as({ role: 'council-supervisor' }), '2025-12-31');
    expect(progress).toEqual(JSON.parse(JSON.stringify(today)));
  });

  it('is filed once however often the request comes, and once under a number of a year', async () => {
    const again = await file(province.as({ key: 'first' }), '01/BC-UBND');
    expect(again).toEqual(first);
    await expect(file(province.as(), '01/BC-UBND')).rejects.toMatchObject({
      code: 'document-used',
      data: { report: first.id },
      field: 'document.number',
    });
    const next = { document: document('01/BC-UBND', '2025-12-31') };
    expect((await file(province.as(), '01/BC-UBND', next)).id).not.toBe(first.id);
  });

  it('is for a day of its period that has come, under a document that has been issued', async () => {
    const refusals: [object, string][] = [
      [{ asOf: '2025-06-30' }, 'report-day-outside'],
      [{ period: { year: 2026, part: 'half-1' }, asOf: '2026-07-01' }, 'report-day-outside'],
      [{ period: { year: 2026, part: 'year' }, asOf: '2026-11-24' }, 'report-day-ahead'],
      [{ period: { year: 2027, part: 'quarter-1' } }, 'report-period-ahead'],
      [{ document: document('x', '2026-11-24') }, 'decision-in-future'],
      [{ supersedes: '0'.repeat(26) }, 'unknown-report'],
    ];
    for (const [more, code] of refusals) await expect(file(province.as(), '02/BC-UBND', more)).rejects.toMatchObject({ code });
    const running = await file(province.as(), '03/BC-UBND', { period: { year: 2026, part: 'year' } });
    expect(running.asOf).toBe('2026-11-23');
  });

  it('is superseded by one that names it, once, and kept', async () => {
    const wrong = await file(province.as(), '10/BC-UBND');
    const right = await file(province.as(), '11/BC-UBND', { supersedes: wrong.id });
    expect(right.supersedes).toBe(wrong.id);
    const kept = await getReport(province.as(), wrong.id);
    expect(kept).toEqual({ ...wrong, supersededBy: right.id, version: 2 });
    expect(sha256((await readReportContent(province.as(), wrong.id)).text)).toBe(wrong.hash);
    await expect(file(province.as(), '12/BC-UBND', { supersedes: wrong.id })).rejects.toMatchObject({
      code: 'report-superseded',
      data: { by: right.id },
    });
  });

  it('is found by year and recipient, page by page, newest first', async () => {
    const other = await file(province.as(), '20/BC-UBND', { recipient: 'Bộ Nội vụ', period: { year: 2025, part: 'year' } });
    const { items } = await listReports(province.as(), { recipient: 'Bộ Nội vụ' }, PAGE);
    expect(items).toEqual([other]);
    const all = await listReports(province.as(), { year: 2025 }, PAGE);
    const one: Report[] = [];
    for (let cursor: string | undefined; one.length < 20; ) {
      const page = await listReports(province.as(), { year: 2025 }, { limit: 1, cursor });
      one.push(...page.items);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(one).toEqual(all.items);
    expect(all.items.at(-1)).toEqual(first);
  });

  it('is filed by the department alone, read by the council and auditors, and is nobody else’s', async () => {
    for (const role of ['auditor', 'council-supervisor', 'hr-officer', 'viewer'] as const)
      await expect(file(province.as({ role }), '30/BC-UBND')).rejects.toMatchObject({ code: 'forbidden' });
    for (const role of ['auditor', 'council-supervisor'] as const) expect(await getReport(province.as({ role }), first.id)).toEqual(first);
    for (const role of ['hr-officer', 'finance-officer', 'viewer'] as const)
      await expect(getReport(province.as({ role }), first.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getReport(province.as({ tenant: 'H50' }), first.id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listReports(province.as({ tenant: 'H50' }), {}, PAGE)).items).toEqual([]);
  });

  describe('against the registers as they stand', () => {
    it('differs by nothing where nothing was recorded and no time has gone by', async () => {
      const { targets, rulesChanged } = await readDifference(province.as(), first.id, '2025-12-31');
      expect(rulesChanged).toBe(false);
      const all = targets.flatMap((target) => target.figures);
      expect(all.length).toBeGreaterThan(8);
      for (const each of all) expect(each).toMatchObject({ change: each.measure === 'dong' ? '0' : 0, changes: 0, largest: [] });
      await expect(readDifference(province.as(), first.id, '2025-12-30')).rejects.toMatchObject({ code: 'difference-before-report' });
    });

    it('tells what came with time: a recall of 10, by its decision and record', async () => {
      const [base, counted] = await figures('2026-05-01', 'payroll-2030');
      expect(base).toMatchObject({ figure: 'base', change: 0 });
      expect(counted).toMatchObject({ filed: 182, now: 172, change: -10, corrections: 0, time: -10, unexplained: 0, changes: 1 });
      expect(counted?.largest).toMatchObject([
        {
          because: 'time',
          cause: 'entry',
          unit: school(9),
          effect: -10,
          record: `posts/2026/${school(9)}`,
          decision: DECISION.number,
          entry: { reason: 'recall', quantity: -10, effectiveFrom: '2026-05-01' },
        },
      ]);
      expect(await figures('2026-04-30', 'payroll-2030')).toMatchObject([{ change: 0 }, { change: 0, changes: 0 }]);
    });

    it('tells what was corrected afterwards: posts, autonomy, units, a baseline', async () => {
      await enter(2025, school(10), 1, entry(-4, '2025-11-01', { reason: 'correction' }));
      const rows = [{ unit: school(3), version: 1, input: accountsOf(120, 100) }];
      await putMany(province.as({ role: 'finance-officer' }), selfFinancingRegister, { period: 2025, rows, reason: null }, false);
      await freezeBaseline(province.as(), { year: 2025, decision: { ...DECISION, number: '99/QĐ-UBND' }, supersedes: '2025-1' });

      const [base, counted] = await figures('2025-12-31', 'payroll-2030');
      expect(counted).toMatchObject({ filed: 182, now: 178, corrections: -4, time: 0, unexplained: 0 });
      expect(counted?.largest).toMatchObject([
        { because: 'correction', cause: 'entry', unit: school(10), effect: -4, versionThen: 1, versionNow: 2 },
      ]);
      expect(base).toMatchObject({ filed: 182, now: 178, corrections: -4, unexplained: 0 });
      expect(base?.largest).toMatchObject([
        { cause: 'baseline', effect: -182, record: 'baselines/2025-1' },
        { cause: 'baseline', effect: 178, record: 'baselines/2025-2', decision: '99/QĐ-UBND' },
      ]);
      const [reaching] = await figures('2025-12-31', 'self-financing-2025');
      expect(reaching).toMatchObject({ filed: 2, now: 3, corrections: 1, unexplained: 0 });
      expect(reaching?.largest).toMatchObject([
        { cause: 'assessment', unit: school(3), record: `self-financing/2025/${school(3)}`, versionThen: 1, versionNow: 2 },
      ]);
      // The correction of November is part of what was filed by nobody, whatever day it is compared with.
      expect((await figures('2026-05-01', 'payroll-2030'))[1]).toMatchObject({ change: -10, corrections: -4, time: -6 });
    });

    it('gives every change page by page', async () => {
      const all = await listChanges(province.as(), first.id, 'payroll-2030', '2026-05-01', PAGE);
      const [one] = (await listChanges(province.as(), first.id, 'payroll-2030', '2026-05-01', { limit: 1 })).items;
      expect(one).toEqual(all.items[0]);
      const counted = all.items.filter(({ figure }) => figure === 'counted');
      expect(counted.reduce((sum, { effect }) => sum + Number(effect), 0)).toBe(-10);
      // January brings back what the correction took: nobody corrected the assignment of 2026.
      expect(counted.map(({ because, cause, effect }) => [because, cause, effect])).toEqual([
        ['correction', 'entry', -4],
        ['time', 'entry', -10],
        ['time', 'opening', 4],
      ]);
      await expect(listChanges(province.as(), first.id, 'payroll-2099', '2026-05-01', PAGE)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
