import { accessProblems } from './problems/access.ts';
import { autonomyProblems } from './problems/autonomy.ts';
import { baselinesProblems } from './problems/baselines.ts';
import { datesProblems } from './problems/dates.ts';
import { historyProblems } from './problems/history.ts';
import { jobsProblems } from './problems/jobs.ts';
import { lawProblems } from './problems/law.ts';
import { mannersProblems } from './problems/manners.ts';
import { normsProblems } from './problems/norms.ts';
import { peopleProblems } from './problems/people.ts';
import { planningProblems } from './problems/planning.ts';
import { positionsProblems } from './problems/positions.ts';
import { postsProblems } from './problems/posts.ts';
import { projectionProblems } from './problems/projection.ts';
import { reorganisationsProblems } from './problems/reorganisations.ts';
import { reportsProblems } from './problems/reports.ts';
import { scenariosProblems } from './problems/scenarios.ts';
import { staffProblems } from './problems/staff.ts';
import { trainingProblems } from './problems/training.ts';
import { unitsProblems } from './problems/units.ts';
import type { ProblemData, ProblemRow } from './problems/row.ts';
import { type Language, spoken } from './problems/words.ts';

/**
 * The closed list of refusals, by area in shared/problems/. One row per code: HTTP status, the article or rule that
 * refuses where there is one, and the sentence in both languages. `data` fills the sentence; the field path is carried
 * beside it.
 */
export const PROBLEMS = {
  ...accessProblems,
  ...mannersProblems,
  ...datesProblems,
  ...unitsProblems,
  ...peopleProblems,
  ...staffProblems,
  ...trainingProblems,
  ...positionsProblems,
  ...postsProblems,
  ...normsProblems,
  ...baselinesProblems,
  ...reorganisationsProblems,
  ...projectionProblems,
  ...planningProblems,
  ...reportsProblems,
  ...historyProblems,
  ...scenariosProblems,
  ...jobsProblems,
  ...lawProblems,
  ...autonomyProblems,
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One named fault inside a refusal: which field, which rule. */
export type Fault = { field: string; code: ProblemCode; data?: ProblemData };

/**
 * A refusal by rule: code of the closed list, data for its sentence, the field path; and the faults where several may be
 * found, with or without the one that code, data and field say.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly data: ProblemData;
  readonly field: string | undefined;
  readonly faults: readonly Fault[];
  constructor(code: ProblemCode, data: ProblemData = {}, field?: string, faults: readonly Fault[] = []) {
    super(code);
    this.code = code;
    this.data = data;
    this.field = field;
    this.faults = faults;
  }
}

/** The sentence of a refusal in the reader's language, codes said by their names; `data` itself keeps the codes. */
export const sentence = (code: ProblemCode, data: ProblemData, language: Language): string =>
  (PROBLEMS[code] as ProblemRow)[language](spoken(data, language));
