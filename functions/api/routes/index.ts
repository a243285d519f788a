import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from '../http/env.ts';
import { audit } from './audit.ts';
import { aggregates } from './aggregates.ts';
import { ageProfiles } from './age-profiles.ts';
import { baselines } from './baselines.ts';
import { districtBudgets } from './district-budgets.ts';
import { duties } from './duties.ts';
import { forms } from './forms.ts';
import { decisions } from './decisions.ts';
import { headcount } from './headcount.ts';
import { headcountReview } from './headcount-review.ts';
import { history } from './history.ts';
import { jobs } from './jobs.ts';
import { law } from './law.ts';
import { me } from './me.ts';
import { norms } from './norms.ts';
import { planning } from './planning.ts';
import { postStandings } from './post-standings.ts';
import { positionCatalogue } from './position-catalogue.ts';
import { positionCompliance } from './position-compliance.ts';
import { positionFrameworks } from './position-frameworks.ts';
import { posts } from './posts.ts';
import { progress } from './progress.ts';
import { projections } from './projections.ts';
import { reductionPlans } from './reduction-plans.ts';
import { reorganisations } from './reorganisations.ts';
import { reports } from './reports.ts';
import { staffErasure } from './staff-erasure.ts';
import { staff } from './staff.ts';
import { scenarios } from './scenarios.ts';
import { selfFinancing } from './self-financing.ts';
import { structure } from './structure.ts';
import { training } from './training.ts';
import { trainingCoverage } from './training-coverage.ts';
import { units } from './units.ts';
import { yearlyPlans } from './yearly-plans.ts';

/** Every route of the product; all of them need a token. */
export const routes = new OpenAPIHono<Env>()
  .route('/', units)
  .route('/', reorganisations)
  .route('/', posts)
  .route('/', postStandings)
  .route('/', norms)
  .route('/', yearlyPlans)
  .route('/', decisions)
  .route('/', headcount)
  .route('/', headcountReview)
  .route('/', structure)
  .route('/', ageProfiles)
  .route('/', staff)
  .route('/', staffErasure)
  .route('/', training)
  .route('/', trainingCoverage)
  .route('/', selfFinancing)
  .route('/', districtBudgets)
  .route('/', positionCatalogue)
  .route('/', positionFrameworks)
  .route('/', positionCompliance)
  .route('/', law)
  .route('/', baselines)
  .route('/', progress)
  .route('/', reports)
  .route('/', projections)
  .route('/', planning)
  .route('/', history)
  .route('/', reductionPlans)
  .route('/', scenarios)
  .route('/', aggregates)
  .route('/', jobs)
  .route('/', audit)
  .route('/', duties)
  .route('/', forms)
  .route('/', me);
