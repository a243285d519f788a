import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { runRequestSchema } from '../../shared/domain/scenarios/run-request.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { getAgeProfile } from '../../shared/services/age-profiles/read-age-profile.ts';
import { keepDigest } from '../../shared/services/audit/keep-digest.ts';
import { compareDigest, listDigests } from '../../shared/services/audit/read-digests.ts';
import { readLog } from '../../shared/services/audit/read-log.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import { getBaseline, listBaselines } from '../../shared/services/baselines/read-baselines.ts';
import type { Context } from '../../shared/services/context.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { getHeadcount, listHeadcountOfMonth } from '../../shared/services/headcount/read-headcount.ts';
import { normInputRegister } from '../../shared/services/norms/norm-input-register.ts';
import { getNormInput, listNormInputs } from '../../shared/services/norms/read-norm-inputs.ts';
import { getNorm } from '../../shared/services/norms/read-norms.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { addPosition } from '../../shared/services/position-catalogue/add-position.ts';
import { listCatalogue } from '../../shared/services/position-catalogue/read-catalogue.ts';
import { draftFramework } from '../../shared/services/position-frameworks/draft-framework.ts';
import { getFramework, listFrameworks } from '../../shared/services/position-frameworks/read-frameworks.ts';
import { getPosts, listPosts } from '../../shared/services/posts/read-posts.ts';
import { getProjection, listProjections } from '../../shared/services/projections/read-projections.ts';
import { runProjection } from '../../shared/services/projections/run-projection.ts';
import { getReorganisation, listReorganisations } from '../../shared/services/reorganisations/read-reorganisations.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { getSelfFinancing, listSelfFinancing } from '../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { listAttendances } from '../../shared/services/training/read-attendances.ts';
import { getCourse, listCourses } from '../../shared/services/training/read-courses.ts';
import { readCoverage } from '../../shared/services/training/read-coverage.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { createStaff } from '../../shared/services/staff/create-staff.ts';
import { listStaff } from '../../shared/services/staff/list-staff.ts';
import { getStaff } from '../../shared/services/staff/read-staff.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { getUnit, listUnits, unitHistory } from '../../shared/services/units/read-units.ts';
import { getYearlyPlan, listYearlyPlans } from '../../shared/services/yearly-plans/read-yearly-plans.ts';
import { yearlyPlanRegister } from '../../shared/services/yearly-plans/yearly-plan-register.ts';
import { loadAgeProfilesOfMonth } from '../../shared/store/age-profiles.ts';
import { accountsOf } from './accounts.ts';
import { frameworkOf2020 } from './positions.ts';
import { type As, DECISION, HR, settle } from './province.ts';
import { entryOf } from './staff.ts';
import { COORDINATOR, completed, course } from './training.ts';

const SCHOOL = 'H49.31.11';
const PAGE = { limit: 200 };

/** One record of every kind, with the key of its item and everything that reads it. */
export async function putRecordsOfEveryKind(as: (who?: As) => Context) {
  await settle(as());
  const entry = { issuer: 'provincial-council', category: 'employee-budget', decision: DECISION, outsideBase: false } as const;
  const entries = [{ ...entry, quantity: 20, reason: 'assign', effectiveFrom: '2021-01-01' } as const];
  await addPostEntries(as(), { unit: SCHOOL, year: 2021, entries, reason: null, expected: 'unstated' });
  const [category, expected] = ['employee-budget', 'nothing'] as const;
  const categories = [{ category, opening: 20, increases: {}, decreases: {}, closing: 20 }];
  await putOne(as(HR), headcountRegister, { unit: SCHOOL, period: '2021-12', input: { categories }, expected }, null);
  const cells = [{ category, sex: 'female' as const, birthMonth: '1980-05', count: 20 }];
  await putOne(as(HR), ageProfileRegister, { unit: SCHOOL, period: '2021-12', input: { cells }, expected }, null);
  const person = await createStaff(as(HR), entryOf('H49.31.01'), null);
  const finance = { unit: SCHOOL, period: 2021, input: accountsOf(1, 2), expected };
  await putOne(as({ role: 'finance-officer' }), selfFinancingRegister, finance, null);
  const sites = [{ site: null, counts: { 'primary-two-session': 10 } }];
  await putOne(as(HR), normInputRegister, { unit: SCHOOL, period: 2024, input: { sites }, expected }, null);
  const planned = { unit: SCHOOL, period: 2023, input: { planned: { budget: 20, revenue: 0 } }, expected } as const;
  await putOne(as(HR), yearlyPlanRegister, planned, null);
  await freezeBaseline(as(), { year: 2021, decision: DECISION });
  const run = await runProjection(as(), runRequestSchema.parse({ start: { baseline: 2021 }, horizon: 2026 }));
  const merge = { type: 'merge', effectiveFrom: '2025-07-01', decision: DECISION, sources: [SCHOOL], targets: ['H49.31.12'] };
  const merged = await recordReorganisation(as(), reorganisationInputSchema.parse(merge));
  await draftFramework(as(HR), { unit: 'H49.31.12', input: frameworkOf2020(), reason: null });
  const regime = 'decree-232-2026';
  const listed = { regime, code: 'TN-HS', name: 'Tư vấn học sinh', group: 'professional', grades: null, from: '2026-07-01' } as const;
  await addPosition(as(), { ...listed, decision: DECISION });
  const opened = await openCourse(as(COORDINATOR), course({ host: 'H49.01' }));
  await recordAttendance(as(COORDINATOR), { course: opened.id, rows: [completed(person.id, '2025-03-05')], reason: null }, false);
  const digest = await keepDigest(as({ role: 'system' }));
  const { keys } = as().store;
  // A tree that is kept in the process would answer without reading the item.
  const auditor = () => as({ role: 'auditor' });
  const cold = () => ({ ...as(), trees: new Map() });
  return {
    unit: {
      key: keys.unit('H49.31.12'),
      readers: [() => getUnit(cold(), 'H49.31.12', '2025-01-01'), () => listUnits(cold(), '2025-01-01', {}, PAGE)],
    },
    reorganisation: {
      key: keys.reorganisation(merged.id),
      readers: [() => getReorganisation(as(), merged.id), () => listReorganisations(as(), {}, PAGE)],
    },
    posts: {
      key: keys.posts(2021, SCHOOL),
      readers: [() => getPosts(as(), SCHOOL, 2021, '2021-12-31'), () => listPosts(as(), 2021, '2021-12-31', PAGE)],
    },
    headcount: {
      key: keys.headcount('2021-12', SCHOOL),
      readers: [() => getHeadcount(as(), SCHOOL, '2021-12'), () => listHeadcountOfMonth(as(), '2021-12', PAGE)],
    },
    'age profile': {
      key: keys.ageProfile('2021-12', SCHOOL),
      readers: [() => getAgeProfile(as(), SCHOOL, '2021-12'), () => loadAgeProfilesOfMonth(as().store, '2021-12')],
    },
    'self-financing': {
      key: keys.selfFinancing(2021, SCHOOL),
      readers: [() => getSelfFinancing(as(), SCHOOL, 2021), () => listSelfFinancing(as(), { year: 2021 }, PAGE)],
    },
    staff: { key: keys.staff(person.id), readers: [() => getStaff(as(), person.id, {})] },
    'filed staff': { key: keys.filedStaff('H49.31.01', person.id), readers: [() => listStaff(as(), { unit: 'H49.31.01' }, PAGE)] },
    course: { key: keys.course(opened.id), readers: [() => getCourse(as(), opened.id), () => listCourses(as(), { year: 2025 }, PAGE)] },
    attendance: {
      key: keys.attendance(2025, person.id, opened.id),
      readers: [() => listAttendances(as(), opened.id, PAGE), () => readCoverage(as(), { year: 2025 }, PAGE)],
    },
    'norm input': {
      key: keys.normInput(2024, SCHOOL),
      readers: [() => getNormInput(as(), SCHOOL, 2024), () => listNormInputs(as(), 2024, PAGE), () => getNorm(as(), SCHOOL, '2024-12-31')],
    },
    'yearly plan': {
      key: keys.yearlyPlan(2023, SCHOOL),
      readers: [() => getYearlyPlan(as(), SCHOOL, 2023, '2022-12-31'), () => listYearlyPlans(as(), 2023, '2022-12-31', {}, PAGE)],
    },
    'position framework': {
      key: keys.framework('H49.31.12', 1),
      readers: [() => getFramework(as(), 'H49.31.12', 1), () => listFrameworks(as(), '2026-11-23', {}, PAGE)],
    },
    'catalogue entry': { key: keys.catalogueEntry(regime, listed.code), readers: [() => listCatalogue(as(), '2026-11-23', {}, PAGE)] },
    baseline: { key: keys.baseline(2021, 1), readers: [() => getBaseline(as(), 2021, undefined), () => listBaselines(as())] },
    projection: { key: keys.run(run.id), readers: [() => getProjection(as(), run.id), () => listProjections(as(), PAGE)] },
    'log entry': {
      key: keys.logEntry(SCHOOL, 2),
      readers: [
        () => unitHistory(as(), SCHOOL, PAGE),
        () => readLog(auditor(), { unit: SCHOOL }, PAGE),
        () => readLog(auditor(), {}, PAGE),
      ],
    },
    'log digest': {
      key: keys.digest(digest?.day ?? ''),
      readers: [() => listDigests(auditor(), PAGE), () => compareDigest(auditor(), '2026-11-23', PAGE)],
    },
  };
}
