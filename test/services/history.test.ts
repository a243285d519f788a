import { beforeAll, describe, expect, it } from 'vitest';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { ServicePeriod, StaffPeriod } from '../../shared/domain/staff.ts';
import { scenarioInputSchema } from '../../shared/domain/scenarios/scenario.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { type HazardQuestion, fittedGroups, fittedHazards, hazardQuestionSchema } from '../../shared/services/history/fit-hazards.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { type As, DECISION, HR, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';
import { service } from '../support/staff.ts';

const [OFFICE, HIGH, PRIMARY, SECONDARY] = ['H49.01', 'H49.02.01', 'H49.31.11', 'H49.31.12'];
const gone = (from: string, reason: 'resigned' | 'streamlined' | 'transferred-out' | 'retired'): StaffPeriod => ({
  from,
  state: 'left',
  reason,
  policy: reason === 'streamlined' ? { decree: '154/2025/NĐ-CP', case: 'Điều 8 khoản 1' } : null,
});
const official: Partial<ServicePeriod> = { category: 'civil-servant' };

describe('rates fitted from the registers', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const question = (more: Partial<HazardQuestion> = {}) =>
    hazardQuestionSchema.parse({ from: '2025-01', until: '2026-10', leastPersonYears: 1, ...more });
  const ask = (more: Partial<HazardQuestion> = {}, who: As = {}) => fittedHazards(province.as(who), question(more));

  /**
   * Ten women of May 1985 at two schools that become one in July 2025; one of them resigns in March 2026. A man of 10/1964 who
   * is free from 05/2026 stays to August; a man of 12/1967 (free from 10/2029) is streamlined in January 2026. The office has
   * two officials, one of whom goes to another province. The high school keeps no staff records and reports each month.
   */
  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as(), SMALL_PROVINCE);
    const women = Array.from({ length: 10 }, (_, n) => {
      const periods: StaffPeriod[] = [
        service(n < 5 ? PRIMARY! : SECONDARY!, '2024-12-01'),
        ...(n === 0 ? [gone('2026-03-15', 'resigned')] : []),
      ];
      return { id: `NV-${100 + n}`, sex: 'female' as const, birth: '1985-05', periods };
    });
    const rows = [
      ...women,
      { id: 'NV-200', sex: 'male' as const, birth: '1964-10', periods: [service(PRIMARY!, '2024-12-01'), gone('2026-08-20', 'retired')] },
      {
        id: 'NV-201',
        sex: 'male' as const,
        birth: '1967-12',
        periods: [service(SECONDARY!, '2024-12-01'), gone('2026-01-01', 'streamlined')],
      },
      {
        id: 'NV-202',
        sex: 'male' as const,
        birth: '1990',
        periods: [service(OFFICE!, '2024-12-01', official), gone('2026-02-01', 'transferred-out')],
      },
      {
        id: 'NV-203',
        sex: 'male' as const,
        birth: '1990',
        periods: [service(OFFICE!, '2025-06-10', { ...official, event: 'recruited-by-exam' })],
      },
    ];
    const results = await createStaffBulk(province.as(HR), { rows, reason: null }, false);
    if (results.some(({ outcome }) => outcome === 'refused')) throw new Error(JSON.stringify(results));
    const merger = { type: 'merge', effectiveFrom: '2025-07-01', decision: DECISION, sources: [PRIMARY], targets: [SECONDARY] };
    await recordReorganisation(province.as(), reorganisationInputSchema.parse(merger));
    for (const [period, opening, resigned] of [
      ['2024-12', 20, 0],
      ['2025-01', 20, 1],
      ['2025-02', 19, 0],
    ] as const) {
      const categories = [
        { category: 'employee-budget' as const, opening, increases: {}, decreases: { resigned }, closing: opening - resigned },
      ];
      await putOne(province.as(HR), headcountRegister, { unit: HIGH!, period, input: { categories }, expected: 'nothing' }, null);
    }
  });

  it('say leavers, person-months, period, source and interval of each band', async () => {
    const { hazards, window, firstMonth, unplacedMonths, reportsLeftOut } = await ask();
    expect(firstMonth).toBe('2025-01');
    expect(window).toEqual({ from: '2025-01', until: '2026-10', months: 22 });
    const rows = hazards.map(({ category, source, fromAge, belowAge, leavers, personMonths }) => [
      category,
      source,
      fromAge,
      belowAge,
      leavers,
      personMonths,
    ]);
    expect(rows).toEqual(
      [
        // The recruit from July 2025 on, 16 months; the other from January 2025 to January 2026, 13: whoever goes to another province is not at risk in that month.
        ['civil-servant', 'staff-records', 0, 120, 0, 29],
        // Nine women × 22 months and one × 15, 40 from May 2025 on; until then ten × 4 at 39.
        ['employee-budget', 'staff-records', 0, 40, 0, 40],
        // Of the men 12 months (57 until December 2025) and 16 (60 and 61 until April 2026).
        ['employee-budget', 'staff-records', 40, 55, 1, 173],
        ['employee-budget', 'staff-records', 55, 60, 0, 12],
        ['employee-budget', 'staff-records', 60, 120, 0, 16],
        ['employee-budget', 'form-8c', 0, 120, 1, 39],
      ].map((row) => row),
    );
    expect([unplacedMonths, reportsLeftOut]).toEqual([0, 0]);
    const resigned = hazards.find(({ leavers, source }) => leavers === 1 && source === 'staff-records');
    expect(resigned?.annual).toBeCloseTo(1 - (172 / 173) ** 12, 12);
    expect(resigned?.interval95?.[0]).toBeLessThan(resigned?.annual ?? 0);
  });

  it('tell take-up, late stays and replacement apart, and count transfers out only where asked', async () => {
    const { streamlining, lateRetirement, replacement, offer } = await ask();
    // The man of 12/1967 is 57 to 46 months from October 2029 in 2025, 45 in the month in which he leaves: 13; he of 10/1964 never within 24 months.
    expect(streamlining).toMatchObject([{ category: 'employee-budget', eligibleMonths: 13, tookUp: 1, otherPolicy: 0 }]);
    expect(lateRetirement).toMatchObject([{ reached: 1, stayed: 1, stillThere: 0, monthsBeyond: 3 }]);
    expect(replacement).toMatchObject([
      { category: 'civil-servant', recruited: 1, leavers: 1, notCounted: 1 },
      { category: 'employee-budget', recruited: 0, leavers: 4 },
    ]);
    expect(offer.drivers.lateRetirement).toEqual([{ category: 'employee-budget', share: { numerator: 1, denominator: 1 }, months: 3 }]);
    const asked = await ask({ reasons: ['resigned', 'transferred-out'] });
    expect(asked.hazards[0]).toMatchObject({ category: 'civil-servant', leavers: 1, personMonths: 30 });
  });

  it('can be pasted into a scenario as they are', async () => {
    const { offer } = await ask();
    const model = { start: { date: '2026-10-31' }, horizon: 2030, hazards: offer.hazards, drivers: offer.drivers };
    expect(scenarioInputSchema.parse({ title: 'Theo lịch sử', model }).model).toMatchObject({ hazards: offer.hazards });
    expect(offer.hazards.every(({ fitted }) => fitted !== undefined)).toBe(true);
    expect(offer.hazards.map(({ category }) => category)).toEqual(['civil-servant', ...Array.from({ length: 4 }, () => 'employee-budget')]);
  });

  it('stand by sector and unit where people stood in each month, heirs after a merger, in pages', async () => {
    const groups = (by: 'sector' | 'unit', page: { limit: number; cursor?: string } = { limit: 200 }, who: As = {}) =>
      fittedGroups(province.as(who), { ...question(), by }, page);
    const units = await groups('unit');
    const months = new Map(units.items.map(({ group, categories }) => [group, categories.map(({ personMonths }) => personMonths)]));
    // In seven months that began before the merger six people at the one; from then on all at the heir; the high school by its reports.
    expect(months.get(PRIMARY!)).toEqual([0, 42]);
    expect(months.get(SECONDARY!)).toEqual([0, 213 + 28 - 42]);
    expect(months.get(HIGH!)).toEqual([0, 39]);
    expect(months.get('H49.31.01')).toEqual([0, 0]);
    const sectors = await groups('sector');
    expect(sectors.items.map(({ group }) => group)).toEqual(['administration', 'education']);
    const first = await groups('unit', { limit: 1 });
    const second = await groups('unit', { limit: 1, cursor: first.next ?? '' });
    expect([first, second].map(({ items }) => items[0]?.group)).toEqual(units.items.slice(0, 2).map(({ group }) => group));
    await expect(groups('sector', { limit: 1, cursor: first.next ?? '' })).rejects.toMatchObject({ code: 'invalid-cursor' });
    await expect(groups('unit', { limit: 1 }, HR)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('know nothing of what happens after the window, of months under way, or of another province', async () => {
    expect(await ask({ until: '2026-02' })).toMatchObject({
      hazards: expect.not.arrayContaining([expect.objectContaining({ source: 'staff-records', leavers: 1 })]),
    });
    await expect(ask({ until: '2026-11' })).rejects.toMatchObject({ code: 'month-not-over', data: { last: '2026-10' } });
    expect((await ask({ until: '2026-11' }, { today: '2026-12-01' })).window.until).toBe('2026-11');
    await expect(ask({ from: '2016-10' })).rejects.toMatchObject({ code: 'month-range' });
    await expect(ask({ from: '2026-11', until: '2026-10' })).rejects.toMatchObject({ code: 'month-range' });
    expect(await ask({}, { tenant: 'H50' })).toMatchObject({ firstMonth: null, hazards: [], offer: { hazards: [] } });
    for (const role of ['viewer', 'council-supervisor', 'finance-officer', 'training-coordinator'] as const)
      await expect(ask({}, { role })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await ask({}, { role: 'auditor' })).recordsHash).toBe((await ask()).recordsHash);
  });
});
