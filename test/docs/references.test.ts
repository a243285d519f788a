import { ATTENDANCE_STATES, ENROLMENT_STATES } from '../../shared/domain/training/attendance.ts';
import { COURSE_MODES } from '../../shared/domain/training/course.ts';
import { COURSE_CLASSES } from '../../shared/law/training.ts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { USAGE as TOKEN_USAGE } from '../../functions/local/issuer/token-arguments.ts';
import { USAGE as START_USAGE } from '../../functions/local/options.ts';
import { ROLES } from '../../shared/actor.ts';
import { PARTS } from '../../shared/domain/decomposition-book.ts';
import { JOB_STATES } from '../../shared/domain/jobs/job.ts';
import { JOB_KIND_NAMES } from '../../shared/domain/jobs/kinds.ts';
import { DIGEST_DIFFERENCES } from '../../shared/domain/log-digest.ts';
import { DUTY_KINDS } from '../../shared/domain/duties/duty.ts';
import { DECREASES, HEADCOUNT_STATES, INCREASES } from '../../shared/domain/headcount.ts';
import { FORM_ROW_NAMES } from '../../shared/domain/headcount-form.ts';
import { MISSING_STATES } from '../../shared/domain/headcount-missing.ts';
import { MOVEMENT_LINES } from '../../shared/domain/headcount-movements.ts';
import { AGE_BANDS } from '../../shared/domain/headcount-structure.ts';
import { ACTIVITIES, AUTONOMY_ITEMS, AUTONOMY_ROUTES, FALL_EXCUSES } from '../../shared/domain/self-financing.ts';
import { AUTONOMY_WARNINGS } from '../../shared/domain/self-financing-warnings.ts';
import { SHORTFALLS } from '../../shared/domain/positions/compliance.ts';
import { SHOWN_STATUSES } from '../../shared/domain/positions/framework.ts';
import { NORM_MEASURES } from '../../shared/domain/norms/input.ts';
import { PLAN_STATES } from '../../shared/domain/posts-plan.ts';
import { UNFUNDED_REASONS } from '../../shared/domain/posts-unfunded.ts';
import { NORM_KINDS } from '../../shared/law/norms/terms.ts';
import { POST_REASONS } from '../../shared/domain/posts.ts';
import { targetProgressSchema } from '../../shared/domain/progress.ts';
import { MEASURES } from '../../shared/domain/projection/explanation.ts';
import { FLOWS } from '../../shared/domain/projection/flows.ts';
import { REORGANISATION_TYPES, SINKS } from '../../shared/domain/reorganisation.ts';
import { PLACEMENTS } from '../../shared/domain/staff-placement.ts';
import { ABSENCES, ASSIGNMENT_KINDS, GRADE_SCALES, LEAVING_REASONS, SERVICE_EVENTS } from '../../shared/domain/staff.ts';
import * as vocabulary from '../../shared/domain/vocabulary.ts';
import { POSITION_GROUPS, POSITION_REGIMES } from '../../shared/law/positions/regimes.ts';
import { REVIEW_STEPS } from '../../shared/law/positions/review-steps.ts';
import { RULES } from '../../shared/law/rules.ts';
import { QUALIFICATIONS } from '../../shared/domain/structure.ts';
import { TARGET_RULES } from '../../shared/law/targets.ts';
import { GRANTS, RESOURCES, type Resource } from '../../shared/services/access.ts';
import { type Key, keysOf } from '../../shared/store/keys.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT, examplesOf, readDocument } from './examples.ts';
import { runExamples } from './run-examples.ts';

/** Texts in `backticks`, and the table rows of a document as cells. */
const codesOf = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
const rowsOf = (document: string): string[][] =>
  document
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('docs/access-patterns.md', () => {
  const ULID = '01JZ0000000000000000000000';
  const keys = keysOf('H49');
  const SAMPLES: Record<keyof typeof keys, Key | string> = {
    units: keys.units(),
    unit: keys.unit('H49.13'),
    tree: keys.tree(),
    reorganisations: keys.reorganisations(),
    reorganisation: keys.reorganisation(`2025-07-01-${ULID}`),
    postsOfYear: keys.postsOfYear(2025),
    posts: keys.posts(2025, 'H49.13'),
    normInputsOfYear: keys.normInputsOfYear(2026),
    normInput: keys.normInput(2026, 'H49.13'),
    yearlyPlansOfYear: keys.yearlyPlansOfYear(2027),
    yearlyPlan: keys.yearlyPlan(2027, 'H49.13'),
    headcountOfMonth: keys.headcountOfMonth('2025-07'),
    headcount: keys.headcount('2025-07', 'H49.13'),
    structureOfMonth: keys.structureOfMonth('2025-12'),
    structure: keys.structure('2025-12', 'H49.13'),
    ageProfilesOfMonth: keys.ageProfilesOfMonth('2025-12'),
    ageProfile: keys.ageProfile('2025-12', 'H49.13'),
    selfFinancingOfYear: keys.selfFinancingOfYear(2025),
    selfFinancing: keys.selfFinancing(2025, 'H49.13'),
    districtBudgetsOfYear: keys.districtBudgetsOfYear(2025),
    districtBudget: keys.districtBudget(2025, 'H49.41'),
    staff: keys.staff('NV-000317'),
    staffOfUnit: keys.staffOfUnit('H49.13'),
    filedStaff: keys.filedStaff('H49.13', 'NV-000317'),
    staffShard: keys.staffShard(3),
    staffCount: keys.staffCount('H49.13'),
    staffCounts: keys.staffCounts(),
    frameworks: keys.frameworks(),
    framework: keys.framework('H49.13', 2),
    catalogueEntries: keys.catalogueEntries(),
    catalogueEntry: keys.catalogueEntry('decree-232-2026', 'GV-THPT'),
    coursesOfYear: keys.coursesOfYear(2025),
    course: keys.course(`2025-${ULID}`),
    attendanceShard: keys.attendanceShard(2025, 3),
    attendancesOfStaff: keys.attendancesOfStaff(2025, 'NV-000317'),
    attendance: keys.attendance(2025, 'NV-000317', `2025-${ULID}`),
    attendancesOfCourse: keys.attendancesOfCourse(`2025-${ULID}`),
    baselines: keys.baselines(),
    baseline: keys.baseline(2021, 1),
    runs: keys.runs(),
    run: keys.run(ULID),
    runsOfScenario: keys.runsOfScenario(ULID),
    runOfScenario: keys.runOfScenario(ULID, ULID),
    scenarios: keys.scenarios(),
    scenario: keys.scenario(ULID),
    backTest: keys.backTest('9f86d081…'),
    reports: keys.reports(),
    report: keys.report(ULID),
    reportOfDocument: keys.reportOfDocument(2026, '215/BC-UBND'),
    reductionPlans: keys.reductionPlans(),
    reductionPlan: keys.reductionPlan(ULID),
    jobs: keys.jobs(),
    job: keys.job(ULID),
    jobChunks: keys.jobChunks(ULID),
    jobChunk: keys.jobChunk(ULID, 2),
    openJobs: keys.openJobs(),
    openJob: keys.openJob(ULID),
    part: keys.part(`BASE.${ULID}`, 0),
    parts: keys.parts(`BASE.${ULID}`),
    log: keys.log('H49.13'),
    logEntry: keys.logEntry('H49.13', 7),
    citations: keys.citations('3168/QĐ-UBND'),
    citation: keys.citation('3168/QĐ-UBND', '2025-07-01T02:00:00.000Z', 'H49.13', 7, 0),
    heads: keys.heads(),
    head: keys.head('H49.13'),
    publishedAggregates: keys.publishedAggregates(2025),
    digests: keys.digests(),
    digest: keys.digest('2025-07-01'),
    logDay: keys.logDay('2025-07-01', 3),
    request: keys.request('hr-01', 'key-1'),
    requestParts: keys.requestParts('hr-01', 'key-1'),
    requestChunk: keys.requestChunk('hr-01', 'key-1', 2),
  };
  const shown = new Map(rowsOf(readDocument('docs/access-patterns.md')).map(([, key = '', by = '']) => [codesOf(by)[0], codesOf(key)]));

  it('shows every key of the table as it is made, and no other', () => {
    const made = Object.entries(SAMPLES).map(([name, key]) => [name, typeof key === 'string' ? [key] : [key.pk, key.sk]]);
    expect(Object.fromEntries([...shown].filter(([name]) => name !== undefined))).toEqual(Object.fromEntries(made));
  });
});

describe('docs/dependencies.md', () => {
  it('gives a reason for every package, and for none that is not used', () => {
    const { dependencies, devDependencies, optionalDependencies } = packageJson;
    const named = rowsOf(readDocument('docs/dependencies.md')).flatMap(([cell = '']) => codesOf(cell));
    expect(named.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort());
  });
});

describe('docs/glossary.md', () => {
  it('has every word that the API uses as a value', () => {
    const { CATEGORIES, UNIT_KINDS, UNIT_LEVELS, SECTORS, ISSUERS, AUTONOMY_BANDS } = vocabulary;
    const values: readonly string[] = [
      [CATEGORIES, UNIT_KINDS, UNIT_LEVELS, SECTORS, ISSUERS, AUTONOMY_BANDS],
      [ABSENCES, ASSIGNMENT_KINDS, GRADE_SCALES, LEAVING_REASONS, PLACEMENTS, SERVICE_EVENTS],
      [POST_REASONS, REORGANISATION_TYPES, SINKS, INCREASES, DECREASES, PARTS, FLOWS, MEASURES],
      [ACTIVITIES, AUTONOMY_ITEMS, AUTONOMY_ROUTES, FALL_EXCUSES, AUTONOMY_WARNINGS],
      [POSITION_REGIMES, POSITION_GROUPS, SHOWN_STATUSES, REVIEW_STEPS, SHORTFALLS],
      [HEADCOUNT_STATES, MISSING_STATES, MOVEMENT_LINES, FORM_ROW_NAMES, QUALIFICATIONS, AGE_BANDS, DUTY_KINDS],
      [NORM_MEASURES, NORM_KINDS, PLAN_STATES, UNFUNDED_REASONS],
      [targetProgressSchema.shape.state.options, DIGEST_DIFFERENCES],
      [JOB_STATES, JOB_KIND_NAMES],
      [COURSE_CLASSES, COURSE_MODES, ENROLMENT_STATES, ATTENDANCE_STATES],
    ].flat(2);
    const words = codesOf(readDocument('docs/glossary.md'));
    expect(values.filter((value) => !words.includes(value))).toEqual([]);
  });
});

describe('docs/law.md', () => {
  const examples = examplesOf(readDocument('docs/law.md'));

  it('lists every rule that rests on a recalled source or an unread amendment', () => {
    const open = RULES.filter(({ values }) => values.some(({ source }) => source.sourceStatus === 'recalled' || source.note !== undefined));
    const bases = TARGET_RULES.filter(({ values }) => values.some(({ value }) => value.base?.sourceStatus === 'recalled'));
    const listed = rowsOf(readDocument('docs/law.md')).flatMap(([cell = '']) => codesOf(cell));
    expect(listed.sort()).toEqual([...open, ...bases].map(({ id }) => id).sort());
  });

  it('shows how a new value is added, and what then holds', async () => {
    const answers = await runExamples(examples);
    expect(answers).toEqual(examples.map(({ answer }) => answer?.text));
    expect(answers).toHaveLength(1);
  });
});

describe('docs/decisions', () => {
  const files = readdirSync(join(ROOT, 'docs/decisions')).sort();

  it('are numbered without a gap', () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  });

  it.each(files)('%s says in what situation what was chosen and what was rejected, in a few lines', (file) => {
    const text = readDocument(`docs/decisions/${file}`);
    expect(text).toMatch(new RegExp(`^# ${Number(file.slice(0, 4))}\\. `));
    for (const part of ['Context', 'Choice', 'Rejected']) expect(text).toContain(`\n**${part}.** `);
    expect(text.trim().split('\n').length).toBeLessThanOrEqual(7);
  });
});

describe('README.md', () => {
  const readme = readDocument('README.md');

  it('shows the options as the programs print them', () => {
    expect(readme).toContain(`\n${START_USAGE}\n`);
    expect(readme).toContain(`\n${TOKEN_USAGE}\n`);
  });

  it.each(ROLES)('says what %s may read and write', (role) => {
    const [, reads = '', writes = ''] = rowsOf(readme).find(([name]) => name === `\`${role}\``) ?? [];
    const resources = (cell: string): readonly Resource[] =>
      RESOURCES.filter((name) => codesOf(cell).includes(name) !== cell.startsWith('everything'));
    expect(resources(reads)).toEqual(RESOURCES.filter((name) => GRANTS[role].read.includes(name)));
    expect(resources(writes)).toEqual(RESOURCES.filter((name) => GRANTS[role].write.includes(name)));
  });

  it('names folders that are there', () => {
    const folders = rowsOf(readme)
      .flatMap(([cell = '']) => codesOf(cell))
      .filter((code) => /^(functions|shared)\/|^(infra|test|docs)$/.test(code));
    expect(folders.length).toBeGreaterThan(8);
    for (const folder of folders) expect(readdirSync(join(ROOT, folder))).not.toEqual([]);
  });
});
