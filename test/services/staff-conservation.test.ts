import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordChange } from '../../shared/audit.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { StaffChange } from '../../shared/domain/staff-change-input.ts';
import type { StaffPeriod, StaffRecord } from '../../shared/domain/staff.ts';
import type { Course } from '../../shared/domain/training/course.ts';
import { Refusal } from '../../shared/errors.ts';
import { loadProfilesOn } from '../../shared/services/age-profiles/derived-profiles.ts';
import type { Context } from '../../shared/services/context.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { getHeadcount } from '../../shared/services/headcount/read-headcount.ts';
import { loadTree } from '../../shared/services/load-tree.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { changeStaff, changeStaffBulk } from '../../shared/services/staff/change-staff.ts';
import { correctStaff } from '../../shared/services/staff/correct-staff.ts';
import { createStaff, createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { staffInService } from '../../shared/services/staff/in-service.ts';
import { listStaff } from '../../shared/services/staff/list-staff.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { readCoverage } from '../../shared/services/training/read-coverage.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { type KeptStaff, loadStaff } from '../../shared/store/staff.ts';
import { loadAttendances } from '../../shared/store/training.ts';
import { addDays, addMonths, lastDay } from '../../shared/time.ts';
import { chainFaults, everyItem, historyFaults, streamsOf } from '../support/audit-trail.ts';
import { DECISION, HR, SMALL_PROVINCE, byHr, freshProvince, settle } from '../support/province.ts';
import { assignment, entryOf, service } from '../support/staff.ts';
import { COORDINATOR, completed, course } from '../support/training.ts';
import { type Random, patiently, seeded } from '../support/writers.ts';

const WRITERS = 6;
const CHANGES = 50;
const UNITS = ['H49.31.11', 'H49.31.12', 'H49.31.13', 'H49.31.14', 'H49.31.15', 'H49.31.16', 'H49.02'];
const CATEGORIES = ['employee-budget', 'contract', 'employee-revenue'] as const;
const MONTHS = Array.from({ length: 84 }, (_, index) => addMonths('2021-01', index));
const one = <T>(random: Random, of: readonly T[]): T => of[random(of.length)] as T;

/** A change that may follow what holds last; some of them are against a rule. */
function changeAfter(last: StaffPeriod, random: Random): StaffChange {
  const from = addDays(last.from, random(200));
  const category = one(random, CATEGORIES);
  const unit = one(random, UNITS);
  if (last.state === 'left') return { type: 'return', from, event: 'received', category, grade: null, assignments: [assignment(unit)] };
  const main = last.assignments.find(({ kind }) => kind === 'main') ?? assignment(unit);
  const changes: StaffChange[] = [
    { type: 'transfer', from, unit, position: null, titleStandard: null },
    { type: 'category', from, category },
    { type: 'absence-begin', from, absence: 'study' },
    { type: 'leave', from, leavingReason: 'resigned', policy: null },
    { type: 'reassign', from, assignments: [main, assignment(unit, 'seconded')] },
  ];
  return one(random, changes);
}

type Known = { ids: string[]; courses: Course[] };
type Work = (ctx: Context, random: Random, known: Known) => Promise<unknown>;
const loaded = async (ctx: Context, random: Random, { ids }: Known): Promise<KeptStaff> => {
  const [kept] = await loadStaff(ctx.store, [one(random, ids)]);
  if (!kept) throw new Error('nobody');
  return kept;
};

const WORKS: readonly Work[] = [
  async function enter(ctx, random, known) {
    const from = addDays('2021-01-01', random(700));
    known.ids.push(
      (await createStaff(byHr(ctx), entryOf('', { birth: `${1960 + random(40)}` }, [service(one(random, UNITS), from)]), null)).id,
    );
  },
  async function change(ctx, random, known) {
    const { person } = await loaded(ctx, random, known);
    await changeStaff(byHr(ctx), person.id, changeAfter(person.periods.at(-1) as StaffPeriod, random), person.version, 'Theo quyết định');
  },
  async function changeSome(ctx, random, known) {
    const people = await Promise.all([1, 2, 3].map(() => loaded(ctx, random, known)));
    const rows = people.map(({ person }) => ({
      id: person.id,
      version: person.version,
      change: changeAfter(person.periods.at(-1) as StaffPeriod, random),
    }));
    await changeStaffBulk(byHr(ctx), { rows, reason: null }, false);
  },
  async function correct(ctx, random, known) {
    const { person } = await loaded(ctx, random, known);
    const last = person.periods.at(-1) as StaffPeriod;
    const periods = [...person.periods.slice(0, -1), { ...last, from: addDays(last.from, random(20) - 10) }];
    const what = random(2) === 0 ? { periods } : { birth: `${1960 + random(40)}-0${1 + random(9)}` };
    await correctStaff(byHr(ctx), person.id, { ...what, reason: 'Ghi nhầm' }, person.version);
  },
  async function attend(ctx, random, known) {
    const chosen = one(random, known.courses);
    const staff = [...new Set(Array.from({ length: 5 }, () => one(random, known.ids)))];
    const before = await loadAttendances(ctx.store, chosen, staff);
    const rows = staff.map((person, index) => {
      const version = before[index]?.version ?? null;
      if (random(4) === 0) return { staff: person, version, state: 'void' as const, completedOn: null, certificate: null };
      return completed(person, addDays(chosen.start, random(300)), version);
    });
    const coordinator = { ...ctx, actor: { ...ctx.actor, ...COORDINATOR } };
    for (const { refusal } of await recordAttendance(coordinator, { course: chosen.id, rows, reason: 'Bổ sung kết quả' }, false))
      if (refusal && !ATTENDANCE_RULES.includes(refusal.code)) throw new Error(refusal.code);
  },
];

const ATTENDANCE_RULES = ['stale-version', 'already-exists', 'not-in-service', 'not-found'];

const RULES = [
  'stale-version',
  'later-period-recorded',
  'nothing-to-do',
  'event-does-not-fit',
  'leaves-without-service',
  'main-unit-stays',
  'unit-dissolved',
  'unit-assigned-twice',
  'periods-not-in-order',
  'date-too-far',
  'unit-not-yet-established',
];

describe('six officers with random changes of the same people', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const refused = new Set<string>();
  const known: Known = { ids: [], courses: [] };
  let done = 0;

  async function writer(number: number): Promise<void> {
    const random = seeded(7000 + number);
    const world = { ...province.world, jitter: () => random(1000) / 1000, sleep: (milliseconds: number) => delay(milliseconds) };
    for (let turn = 0; turn < CHANGES; turn++) {
      const work = WORKS[[0, 1, 1, 1, 2, 3, 4, 4][random(8)] as number] as Work;
      const ctx = { ...province.as({ id: `officer-${number}`, world }), trees: new Map() };
      await patiently(() => work(ctx, random, known)).then(
        () => (done += 1),
        (error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          refused.add(error.code);
        },
      );
    }
  }

  const report = (unit: string, closing: number) =>
    putOne(
      province.as(HR),
      headcountRegister,
      {
        unit,
        period: '2024-12',
        input: { categories: [{ category: 'employee-budget', opening: closing, increases: {}, decreases: {}, closing }] },
        expected: 'nothing',
      },
      null,
    );
  const reorganise = (input: object) =>
    recordReorganisation(province.as(), reorganisationInputSchema.parse({ decision: DECISION, ...input }));

  beforeAll(async () => {
    province = await freshProvince();
    const school = SMALL_PROVINCE.at(-1) as (typeof SMALL_PROVINCE)[number];
    await settle(province.as(), [...SMALL_PROVINCE, ...UNITS.slice(2, 6).map((code) => ({ ...school, code }))]);
    const rows = Array.from({ length: 40 }, (_, n) => entryOf('', { id: `NV-${n}` }, [service(UNITS[n % UNITS.length] as string)]));
    await createStaffBulk(province.as(HR), { rows, reason: null }, false);
    known.ids.push(...rows.map(({ id }) => id ?? ''));
    for (const [index, unit] of UNITS.entries()) await report(unit, index);
    for (const kind of ['digital-skills', 'data-analysis'] as const)
      known.courses.push(await openCourse(province.as(COORDINATOR), course({ class: kind, start: '2025-01-01', end: '2025-12-31' })));
    const officers = Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
    await reorganise({ type: 'merge', effectiveFrom: '2023-07-01', sources: [UNITS[3]], targets: [UNITS[0]] });
    const half = { numerator: 1, denominator: 2 };
    const targets = [UNITS[1], UNITS[2]];
    await reorganise({
      type: 'split',
      effectiveFrom: '2024-03-15',
      sources: [UNITS[4]],
      targets,
      shares: targets.map((to) => ({ source: UNITS[4], to, share: half })),
    });
    await officers;
  });

  /** What the log says of persons, read by nothing of the product: each record’s last state, by stream and name. */
  async function lastByLog<T extends { version: number }>(kind: string): Promise<Map<string, T>> {
    const last = new Map<string, T>();
    for (const [stream, entries] of streamsOf(await everyItem(province.documents, province.table), 'H49'))
      for (const { payload, secrets = '{}' } of entries)
        for (const { record, sealed, version } of (
          JSON.parse(payload) as { changes: { record: string; sealed?: string; version: number }[] }
        ).changes) {
          if (sealed === undefined || !record.startsWith(kind)) continue;
          const { text } = (JSON.parse(secrets) as Record<string, { text: string }>)[sealed] as { text: string };
          const key = kind === 'staff/' ? record : `${stream.split('.')[1]} ${record}`;
          const after = { ...((JSON.parse(text) as RecordChange).after as T), version };
          if ((last.get(key)?.version ?? 0) < version) last.set(key, after);
        }
    return last;
  }
  const byLog = async (): Promise<StaffRecord[]> => [...(await lastByLog<StaffRecord>('staff/')).values()];

  /** Where people stand, said again: the merged school’s at its heir, the split one’s nowhere. */
  function standing(unit: string, date: string): string {
    if (unit === UNITS[3] && date >= '2023-07-01') return UNITS[0] as string;
    return unit === UNITS[4] && date >= '2024-03-15' ? 'nowhere' : unit;
  }

  function countsOn(people: readonly StaffRecord[], date: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { sex, birth, periods } of people) {
      let holding: StaffPeriod | undefined;
      for (const period of periods) if (period.from <= date) holding = period;
      if (holding?.state !== 'in-service') continue;
      const [{ unit } = { unit: '' }] = holding.assignments.filter(({ kind }) => kind === 'main');
      const cell = `${standing(unit, date)} ${holding.category} ${sex} ${birth.length === 4 ? `${birth}-01` : birth}`;
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return counts;
  }

  it('are told only what a rule says; most of what they ask is done', () => {
    expect([...refused].filter((code) => !RULES.includes(code))).toEqual([]);
    expect(done).toBeGreaterThan((WRITERS * CHANGES) / 2);
  });

  it('leave staff, age profile and what the log says the same at the end of every month', async () => {
    const people = await byLog();
    expect(people).toHaveLength(known.ids.length);
    const tree = await loadTree(province.as());
    for (const month of MONTHS) {
      const date = lastDay(month);
      const expected = countsOn(people, date);
      const staff = new Map<string, number>();
      for (const {
        person,
        service: { category },
        unit,
      } of await staffInService(province.as(), tree, date)) {
        const cell = `${unit ?? 'nowhere'} ${category} ${person.sex} ${person.birth.length === 4 ? `${person.birth}-01` : person.birth}`;
        staff.set(cell, (staff.get(cell) ?? 0) + 1);
      }
      expect([month, staff]).toEqual([month, expected]);
      const profiles = await loadProfilesOn(province.as(), tree, date);
      const cohorts = profiles.flatMap(({ unit, cells }) =>
        cells.map(({ category, sex, birthMonth, count }) => [`${unit} ${category} ${sex} ${birthMonth}`, count] as const),
      );
      expect([month, new Map(cohorts)]).toEqual([month, new Map([...expected].filter(([cell]) => !cell.startsWith('nowhere')))]);
    }
  });

  it('leave a coverage that counts persons: in service on the day, each once, however often trained, moved or corrected', async () => {
    const people = await byLog();
    const attended = await lastByLog<{ state: string; completedOn: string | null; version: number }>('attendance/');
    const finished = (id: string, kind: Course['class'], date: string) =>
      known.courses.some((each) => {
        const found = each.class === kind ? attended.get(`${each.id} attendance/${id}`) : undefined;
        return found?.state === 'completed' && (found.completedOn as string) <= date;
      });
    expect(attended.size).toBeGreaterThan(30);
    for (const asOf of ['2025-02-28', '2025-06-30', '2025-12-31']) {
      const present = people.filter(({ periods }) => {
        const holding = periods.findLast(({ from }) => from <= asOf);
        return holding?.state === 'in-service' && holding.category !== 'contract' && holding.absence === null;
      });
      const trained = (kind: Course['class']) => present.filter(({ id }) => finished(id, kind, asOf)).length;
      const { total } = await readCoverage(province.as(COORDINATOR), { year: 2025, asOf }, { limit: 1 });
      expect([asOf, total.persons, total.digital.numerator, total.data.numerator]).toEqual([
        asOf,
        present.length,
        trained('digital-skills'),
        trained('data-analysis'),
      ]);
    }
  });

  it('leave lists of as many people as are in service', async () => {
    const people = await byLog();
    for (const asOf of ['2022-06-30', '2024-12-31', '2026-06-30']) {
      const { items } = await listStaff(province.as(), { asOf }, { limit: 200 });
      expect(items).toHaveLength([...countsOn(people, asOf).values()].reduce((sum, count) => sum + count, 0));
    }
  });

  it('never change a reported headcount', async () => {
    for (const [index, unit] of UNITS.entries()) {
      const kept = await getHeadcount(province.as(), unit, '2024-12');
      expect(kept).toMatchObject({ version: 1, categories: [{ closing: index }] });
    }
  });

  it('leave every chain whole, and every record, copy and count as the log has it', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
