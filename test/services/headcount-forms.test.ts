import { beforeAll, describe, expect, it } from 'vitest';
import type { Grade } from '../../shared/domain/staff.ts';
import type { AgeCell } from '../../shared/domain/age-profile.ts';
import type { HeadcountInput } from '../../shared/domain/headcount.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { StructureInput } from '../../shared/domain/structure.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import type { Expected } from '../../shared/services/expected.ts';
import { structureForm } from '../../shared/services/headcount/form-8b.ts';
import { movementForm } from '../../shared/services/headcount/form-8c.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { getStructure, listStructure } from '../../shared/services/headcount/read-structure.ts';
import { structureRegister } from '../../shared/services/headcount/structure-register.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { createStaff } from '../../shared/services/staff/create-staff.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { type As, DECISION, HR, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

const [SCHOOL, PRIMARY, LOWER, DISTRICT] = ['H49.02.01', 'H49.31.11', 'H49.31.12', 'H49.31'];
const WHY = 'Rà soát lại';
const counts = (present: number, more: Partial<StructureInput['categories'][number]> = {}): StructureInput => ({
  categories: [
    { category: 'employee-budget', present, ethnicMinority: 3, partyMembers: 12, qualifications: { university: present }, ...more },
  ],
});

describe('the forms of the headcount', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const report = (
    unit: string,
    month: string,
    opening: number,
    closing: number,
    more: Partial<HeadcountInput['categories'][number]> = {},
  ) => {
    const categories = [{ category: 'employee-budget' as const, opening, increases: {}, decreases: {}, closing, ...more }];
    return putOne(province.as(HR), headcountRegister, { unit, period: month, input: { categories }, expected: 'nothing' }, null);
  };
  const profile = (unit: string, month: string, cells: Partial<AgeCell>[]) => {
    const whole = cells.map((cell) => ({ category: 'employee-budget', sex: 'female', birthMonth: '1985-06', count: 1, ...cell }) as const);
    const input = { cells: whole as AgeCell[] };
    return putOne(province.as(HR), ageProfileRegister, { unit, period: month, input, expected: 'nothing' }, null);
  };
  const enter = (
    unit: string,
    month: string,
    input: StructureInput,
    expected: Expected = 'nothing',
    reason: string | null = null,
    as: As = HR,
  ) => putOne(province.as(as), structureRegister, { unit, period: month, input, expected }, reason);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  describe('8c of an empty period', () => {
    it('is all zeros, adds up, and names who has not reported', async () => {
      const form = await movementForm(province.as(), { from: '2026-01', to: '2026-02' });
      expect(form).toMatchObject({ units: 7, reports: 0, comparedWith: { from: '2025-01', to: '2025-02' } });
      expect(form.rows.flatMap(({ lines }) => lines.map(({ thisPeriod }) => thisPeriod))).toEqual(Array.from({ length: 4 * 16 }, () => 0));
      expect(form.missing).toMatchObject({ units: 7, path: '/v1/headcount/missing?from=2026-01&to=2026-02&state=missing' });
      expect(form.missing.items[0]).toEqual({ unit: 'H49.01', months: ['2026-01', '2026-02'] });
      expect(form.missingLastYear.units).toBe(0);
    });

    it('has no unit in a province without one', async () => {
      const form = await movementForm(province.as({ tenant: 'H50' }), { from: '2026-01', to: '2026-02' });
      expect(form).toMatchObject({ units: 0, reports: 0, missing: { units: 0, items: [] } });
    });
  });

  describe('8c', () => {
    beforeAll(async () => {
      await report(SCHOOL as string, '2025-03', 50, 50);
      await report(SCHOOL as string, '2026-01', 50, 49, { decreases: { retired: 1 } });
      await report(SCHOOL as string, '2026-02', 49, 51, { increases: { 'recruited-by-exam': 2 } });
      await report(SCHOOL as string, '2026-03', 51, 51);
      for (const month of ['2026-01', '2026-02', '2026-03'])
        for (const unit of [PRIMARY, LOWER]) await report(unit as string, month, 20, 20);
    });
    const line = async (name: string, question: Parameters<typeof movementForm>[1], as: As = {}) => {
      const form = await movementForm(province.as(as), question);
      return form.rows.find(({ row }) => row === 'public-employee')?.lines.find((one) => one.line === name);
    };
    const QUARTER = { from: '2026-01', to: '2026-03' };

    it('sums a period over the units below one, beside the same period last year', async () => {
      expect(await line('opening', QUARTER)).toEqual({
        line: 'opening',
        thisPeriod: 90,
        samePeriodLastYear: 50,
        ratio: { numerator: 90, denominator: 50, percent: '180.0000' },
      });
      expect(await line('closing', QUARTER)).toMatchObject({ thisPeriod: 91 });
      expect(await line('retired', QUARTER)).toMatchObject({ thisPeriod: 1, samePeriodLastYear: 0, ratio: { percent: null } });
      expect(await line('closing', { ...QUARTER, under: DISTRICT })).toMatchObject({ thisPeriod: 40, samePeriodLastYear: 0 });
      expect(await line('closing', QUARTER, { role: 'hr-officer', units: [DISTRICT as string] })).toMatchObject({ thisPeriod: 40 });
    });

    it('names what is missing in scope, in this period and in the last', async () => {
      const form = await movementForm(province.as({ role: 'hr-officer', units: ['H49.02'] }), QUARTER);
      expect(form).toMatchObject({
        units: 2,
        reports: 3,
        missing: { units: 1, items: [{ unit: 'H49.02' }] },
        missingLastYear: { units: 1 },
      });
    });

    it('moves merged people with their unit: nothing leaves, nothing comes', async () => {
      const { parent: _parent, ...facts } = SMALL_PROVINCE[6] as (typeof SMALL_PROVINCE)[number];
      const heir = { ...facts, code: 'H49.31.99', name: 'Trường Tiểu học và THCS Đầm Hà', parent: DISTRICT };
      const merge = { type: 'merge', effectiveFrom: '2026-05-01', decision: DECISION, sources: [PRIMARY, LOWER], targets: [heir.code] };
      await recordReorganisation(province.as(), reorganisationInputSchema.parse({ ...merge, creates: [heir] }));
      await report(heir.code, '2026-05', 40, 39, { decreases: { resigned: 1 } });
      const question = { from: '2026-03', to: '2026-06', under: DISTRICT };
      expect(await line('opening', question)).toMatchObject({ thisPeriod: 40 });
      expect(await line('reorganised', question)).toMatchObject({ thisPeriod: 0, ratio: null });
      expect(await line('resigned', question)).toMatchObject({ thisPeriod: 1 });
      expect(await line('closing', question)).toMatchObject({ thisPeriod: 39 });
      const later = { from: '2026-05', to: '2026-06', under: DISTRICT };
      expect([(await line('opening', later))?.thisPeriod, (await line('reorganised', later))?.thisPeriod]).toEqual([40, 0]);
      const silent = { from: '2026-04', to: '2026-06', under: DISTRICT };
      expect([(await line('opening', silent))?.thisPeriod, (await line('reorganised', silent))?.thisPeriod]).toEqual([40, 0]);
    });

    it('is asked for 1 to 12 months, in scope, by who may read headcounts', async () => {
      await expect(movementForm(province.as(), { from: '2025-01', to: '2026-01' })).rejects.toMatchObject({ code: 'month-range' });
      await expect(movementForm(province.as({ role: 'viewer' }), QUARTER)).rejects.toMatchObject({ code: 'forbidden' });
      const stranger = province.as({ role: 'hr-officer', units: ['H49.02'] });
      await expect(movementForm(stranger, { ...QUARTER, under: DISTRICT })).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('structure counts', () => {
    it('are kept beside the headcount, and flagged where they differ from its closing', async () => {
      expect(await enter(SCHOOL as string, '2026-03', counts(51))).toMatchObject({ version: 1, flags: [] });
      const flags = [{ category: 'employee-budget', present: 50, closing: 51 }];
      expect(await enter(SCHOOL as string, '2026-03', counts(50), 1, WHY)).toMatchObject({ version: 2, flags });
      expect(await getStructure(province.as(), SCHOOL as string, '2026-03')).toMatchObject({ flags });
      expect((await listStructure(province.as(), '2026-03', { limit: 1 })).items).toMatchObject([{ unit: SCHOOL, flags }]);
      expect((await unitHistory(province.as(), SCHOOL as string, { limit: 1 })).items).toMatchObject([
        { verb: 'put-structure', reason: WHY, changes: [{ record: 'structure/2026-03', version: 2 }] },
      ]);
    });

    it('are corrected with a version and a reason, in scope, for a month in which the unit lives', async () => {
      const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });
      await refused(enter(SCHOOL as string, '2026-03', counts(50), 2), 'correction-needs-reason');
      await refused(enter(SCHOOL as string, '2026-03', counts(50), 1, WHY), 'stale-version');
      await refused(enter(SCHOOL as string, '2026-03', counts(50), 'unstated', WHY), 'precondition-required');
      await refused(enter(SCHOOL as string, '2026-12', counts(50)), 'month-in-future');
      await refused(enter(SCHOOL as string, '2019-12', counts(50)), 'unit-not-yet-established');
      await refused(enter(SCHOOL as string, '2025-12', counts(50, { ethnicMinority: 51 })), 'part-above-whole');
      await refused(
        enter(SCHOOL as string, '2025-12', counts(50), 'nothing', null, { role: 'hr-officer', units: ['H49.31'] }),
        'not-found',
      );
      await refused(enter(SCHOOL as string, '2025-12', counts(50), 'nothing', null, {}), 'forbidden');
      await refused(getStructure(province.as({ tenant: 'H50' }), SCHOOL as string, '2026-03'), 'not-found');
    });

    it('of many units go in one request, each row for itself', async () => {
      const rows = [SCHOOL, 'H49.02', 'H49.77'].map((unit) => ({ unit: unit as string, version: null, input: counts(50) }));
      const results = await putMany(province.as(HR), structureRegister, { period: '2025-12', rows, reason: null }, false);
      expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(['created', 'created', 'not-found']);
      const first = await listStructure(province.as(), '2025-12', { limit: 1 });
      const rest = await listStructure(province.as(), '2025-12', { limit: 1, cursor: first.next ?? '' });
      expect([...first.items, ...rest.items].map(({ unit }) => unit)).toEqual(['H49.02', SCHOOL]);
      expect(rest.next).toBeNull();
    });
  });

  describe('8B', () => {
    const publicEmployees = async (asOf: string, under?: string, as: As = {}) => {
      const form = await structureForm(province.as(as), asOf, under);
      return { form, row: form.rows.find(({ row }) => row === 'public-employee') };
    };

    it('of units without a profile is of nobody, and names them', async () => {
      const { form, row } = await publicEmployees('2026-03-31', 'H49.01');
      expect(row).toMatchObject({ present: 0, averageAge: null, grades: [] });
      expect(form).toMatchObject({ units: 1, oldestProfile: null, missing: { profiles: { units: 1, items: [{ unit: 'H49.01' }] } } });
    });

    it('takes the last profile and the last counts of each unit by the date', async () => {
      await profile(SCHOOL as string, '2025-12', [{ count: 30 }, { birthMonth: '1966-03', sex: 'male', count: 21 }]);
      await profile(SCHOOL as string, '2026-03', [{ count: 31 }, { birthMonth: '1966-03', sex: 'male', count: 20 }]);
      const before = await publicEmployees('2026-02-28', SCHOOL);
      expect(before.row).toMatchObject({ present: 51, female: { people: 30 }, entered: { present: 50, partyMembers: { people: 12 } } });
      expect(before.form.oldestProfile).toBe('2025-12');
      const { row } = await publicEmployees('2026-03-31', SCHOOL);
      expect(row).toMatchObject({
        female: { people: 31, ratio: { numerator: 31, denominator: 51 } },
        averageAge: { numerator: 31 * (40 * 12 + 9) + 20 * 60 * 12, denominator: 12 * 51 },
      });
      expect(row?.ages.filter(({ people }) => people > 0)).toEqual([
        { band: '36-40', people: 31 },
        { band: '56-60', people: 20 },
      ]);
    });

    it('counts whoever stands in the staff records of a unit that keeps them, with grades, and those who came with an ended unit', async () => {
      const staff = (unit: string, birth: string, grade: Grade | null) =>
        createStaff(
          province.as(HR),
          {
            sex: 'female',
            birth,
            periods: [
              {
                from: '2024-09-01',
                state: 'in-service',
                event: 'received',
                category: 'employee-budget',
                grade,
                assignments: [{ kind: 'main', unit, position: null, titleStandard: null }],
                absence: null,
              },
            ],
          },
          null,
        );
      const hang = { scale: 'hang', value: 3 } as const;
      await staff(PRIMARY as string, '1980-03', hang);
      await staff(LOWER as string, '1990-03', null);
      const before = await publicEmployees('2026-04-30', PRIMARY);
      expect(before.row).toMatchObject({ present: 1, female: { people: 1 }, grades: [{ grade: hang, people: 1 }] });
      expect(before.form.missing).toMatchObject({ profiles: { units: 0 }, grades: { units: 0 }, counts: { units: 1 } });
      const after = await publicEmployees('2026-05-31', 'H49.31.99');
      expect(after.row).toMatchObject({
        present: 2,
        averageAge: { numerator: 46 * 12 + 2 + 36 * 12 + 2, denominator: 24 },
        grades: [
          { grade: hang, people: 1 },
          { grade: null, people: 1 },
        ],
      });
      const whole = await publicEmployees('2026-05-31');
      expect(whole.row).toMatchObject({ present: 53 });
      expect(whole.form.missing.grades.items.map(({ unit }) => unit)).not.toContain('H49.31.99');
    });

    it('is of the subtree and scope only, and of units that live on the date', async () => {
      expect((await publicEmployees('2026-03-31', undefined, { role: 'hr-officer', units: ['H49.02'] })).row?.present).toBe(51);
      expect((await publicEmployees('2026-03-31')).row?.present).toBe(53);
      expect((await publicEmployees('2019-12-31')).form.units).toBe(0);
      await expect(structureForm(province.as({ role: 'viewer' }), '2026-03-31', undefined)).rejects.toMatchObject({ code: 'forbidden' });
    });
  });
});
