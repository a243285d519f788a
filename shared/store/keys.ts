import type { PlainDate, PlainMonth } from '../time.ts';

export type Key = { pk: string; sk: string };

const padded = (sequence: number, width: number) => String(sequence).padStart(width, '0');

/** Partitions over which the staff of a province are spread, by unit. */
export const STAFF_SHARDS = 8;
export function shardOf(text: string, shards: number): number {
  let sum = 7;
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) % 65_521;
  return sum % shards;
}

/** Partitions over which a year’s attendances of courses are spread, by person. */
export const TRAINING_SHARDS = 8;

/** The one partition that is no tenant’s: which tenants there are, so that a schedule may go through them. */
export const TENANTS = '~TENANTS';

/** Every key of the table. The question that each one answers stands in docs/access-patterns.md. */
export const keysOf = (tenant: string) => {
  const partition = (name: string) => `${tenant}#${name}`;
  const key = (name: string, sk: string): Key => ({ pk: partition(name), sk });
  return {
    units: () => partition('UNITS'),
    unit: (unit: string) => key('UNITS', unit),
    tree: () => key('META', 'TREE'),
    reorganisations: () => partition('REORG'),
    /** The id begins with the effective date, so that the partition reads in the order of effect. */
    reorganisation: (id: string) => key('REORG', id),
    postsOfYear: (year: number) => partition(`POSTS#${year}`),
    posts: (year: number, unit: string) => key(`POSTS#${year}`, unit),
    normInputsOfYear: (year: number) => partition(`NORM#${year}`),
    normInput: (year: number, unit: string) => key(`NORM#${year}`, unit),
    yearlyPlansOfYear: (year: number) => partition(`YPLAN#${year}`),
    yearlyPlan: (year: number, unit: string) => key(`YPLAN#${year}`, unit),
    headcountOfMonth: (month: PlainMonth) => partition(`HC#${month}`),
    headcount: (month: PlainMonth, unit: string) => key(`HC#${month}`, unit),
    structureOfMonth: (month: PlainMonth) => partition(`STRUCT#${month}`),
    structure: (month: PlainMonth, unit: string) => key(`STRUCT#${month}`, unit),
    ageProfilesOfMonth: (month: PlainMonth) => partition(`AGE#${month}`),
    ageProfile: (month: PlainMonth, unit: string) => key(`AGE#${month}`, unit),
    selfFinancingOfYear: (year: number) => partition(`SF#${year}`),
    selfFinancing: (year: number, unit: string) => key(`SF#${year}`, unit),
    districtBudgetsOfYear: (year: number) => partition(`DB#${year}`),
    districtBudget: (year: number, unit: string) => key(`DB#${year}`, unit),
    staff: (id: string) => key(`STAFF#${id}`, 'HEAD'),
    staffShard: (shard: number) => partition(`STAFFOF#${shard}`),
    /** `#` sorts before everything that a longer code goes on with. */
    filedStaff: (unit: string, id: string) => key(`STAFFOF#${shardOf(unit, STAFF_SHARDS)}`, `${unit}#${id}`),
    staffOfUnit: (unit: string) => partition(`STAFFOF#${shardOf(unit, STAFF_SHARDS)}`),
    staffCounts: () => partition('STAFFCOUNT'),
    staffCount: (unit: string) => key('STAFFCOUNT', unit),
    /** Every unit's versions stand together, so that a province's frameworks are one partition and a unit's a range of it. */
    frameworks: () => partition('PF'),
    framework: (unit: string, number: number) => key('PF', `${unit}#${padded(number, 4)}`),
    catalogueEntries: () => partition('POSCAT'),
    catalogueEntry: (regime: string, code: string) => key('POSCAT', `${regime}#${code}`),
    coursesOfYear: (year: number) => partition(`COURSES#${year}`),
    /** The id begins with the year, so that it alone says where the course is. */
    course: (id: string) => key(`COURSES#${id.slice(0, 4)}`, id),
    attendanceShard: (year: number, shard: number) => partition(`TRAIN#${year}#${shard}`),
    attendancesOfStaff: (year: number, staff: string) => partition(`TRAIN#${year}#${shardOf(staff, TRAINING_SHARDS)}`),
    attendance: (year: number, staff: string, course: string) =>
      key(`TRAIN#${year}#${shardOf(staff, TRAINING_SHARDS)}`, `${staff}#${course}`),
    /** A partition of the index. */
    attendancesOfCourse: (course: string) => partition(`COURSE#${course}`),
    baselines: () => partition('BASE'),
    baseline: (year: number, edition: number) => key('BASE', `${year}#${padded(edition, 4)}`),
    runs: () => partition('RUN'),
    run: (id: string) => key('RUN', id),
    runsOfScenario: (scenario: string) => partition(`RUNOF#${scenario}`),
    runOfScenario: (scenario: string, id: string) => key(`RUNOF#${scenario}`, id),
    scenarios: () => partition('SCEN'),
    scenario: (id: string) => key('SCEN', id),
    /** By the hash of everything that a back-test rests on besides the registers. */
    backTest: (rests: string) => key('BACKTEST', rests),
    reports: () => partition('REPORT'),
    report: (id: string) => key('REPORT', id),
    reportOfDocument: (year: number, number: string) => key('REPORTDOC', `${year}#${number}`),
    reductionPlans: () => partition('RPLAN'),
    reductionPlan: (id: string) => key('RPLAN', id),
    jobs: () => partition('JOB'),
    job: (id: string) => key('JOB', id),
    jobChunks: (id: string) => partition(`JOB#${id}`),
    jobChunk: (id: string, number: number) => key(`JOB#${id}`, padded(number, 4)),
    openJobs: () => partition('JOBOPEN'),
    openJob: (id: string) => key('JOBOPEN', id),
    part: (owner: string, number: number) => key(`PART#${owner}`, padded(number, 4)),
    parts: (owner: string) => partition(`PART#${owner}`),
    log: (stream: string) => partition(`LOG#${stream}`),
    logEntry: (stream: string, sequence: number) => key(`LOG#${stream}`, padded(sequence, 10)),
    citations: (number: string) => partition(`DECISION#${number}`),
    citation: (number: string, at: string, stream: string, sequence: number, place: number) =>
      key(`DECISION#${number}`, `${at}#${stream}#${padded(sequence, 10)}#${padded(place, 3)}`),
    heads: () => partition('HEAD'),
    head: (stream: string) => key('HEAD', stream),
    publishedAggregates: (year: number) => key('AGG', `${year}`),
    digests: () => partition('DIGEST'),
    digest: (day: PlainDate) => key('DIGEST', day),
    logDay: (day: PlainDate, shard: number) => partition(`LOGDAY#${day}#${shard}`),
    request: (actor: string, idempotencyKey: string) =>
      key(`IDEM#${encodeURIComponent(actor)}#${encodeURIComponent(idempotencyKey)}`, 'REQ'),
    requestParts: (actor: string, idempotencyKey: string) =>
      partition(`IDEM#${encodeURIComponent(actor)}#${encodeURIComponent(idempotencyKey)}`),
    requestChunk: (actor: string, idempotencyKey: string, chunk: number) =>
      key(`IDEM#${encodeURIComponent(actor)}#${encodeURIComponent(idempotencyKey)}`, `CHUNK#${padded(chunk, 5)}`),
  };
};
export type Keys = ReturnType<typeof keysOf>;
