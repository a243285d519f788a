import { accessProblems } from './access.ts';
import { autonomyProblems } from './autonomy.ts';
import { baselinesProblems } from './baselines.ts';
import { datesProblems } from './dates.ts';
import { historyProblems } from './history.ts';
import { jobsProblems } from './jobs.ts';
import { lawProblems } from './law.ts';
import { mannersProblems } from './manners.ts';
import { normsProblems } from './norms.ts';
import { peopleProblems } from './people.ts';
import { planningProblems } from './planning.ts';
import { positionsProblems } from './positions.ts';
import { postsProblems } from './posts.ts';
import { projectionProblems } from './projection.ts';
import { reorganisationsProblems } from './reorganisations.ts';
import { reportsProblems } from './reports.ts';
import { scenariosProblems } from './scenarios.ts';
import { staffProblems } from './staff.ts';
import { trainingProblems } from './training.ts';
import { unitsProblems } from './units.ts';
import type { ProblemData, ProblemRow } from './row.ts';
import { type Language, spoken } from './words.ts';

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

/** The sentence of a refusal in the reader's language, codes said by their names; `data` itself keeps the codes. */
export const sentence = (code: keyof typeof PROBLEMS, data: ProblemData, language: Language): string =>
  (PROBLEMS[code] as ProblemRow)[language](spoken(data, language));
