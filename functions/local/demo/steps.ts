import type { AgeProfileInput } from '../../../shared/domain/age-profile.ts';
import type { DistrictBudgetInput } from '../../../shared/domain/district-budget.ts';
import type { HeadcountInput } from '../../../shared/domain/headcount.ts';
import type { NormInput } from '../../../shared/domain/norms/input.ts';
import type { PostEntryInput } from '../../../shared/domain/posts.ts';
import type { ReorganisationInput } from '../../../shared/domain/reorganisation.ts';
import type { SelfFinancingInput } from '../../../shared/domain/self-financing.ts';
import type { UnitFacts } from '../../../shared/domain/unit.ts';
import type { Decision } from '../../../shared/domain/vocabulary.ts';
import type { PlainDate, PlainMonth } from '../../../shared/time.ts';
import type { DemoFramework } from './frameworks.ts';
import type { DemoStaff } from './people/records.ts';
import type { DemoCourse } from './training.ts';

export type UnitRow = { facts: UnitFacts; from: PlainDate; decision: Decision };
/** `unit` is the permanent key or ~RESERVE; the entries are appended to the year's record, which is at `version` (null = none yet). */
export type PostsRow = { unit: string; version: number | null; entries: PostEntryInput[] };
export type HeadcountRowOf = { unit: string } & HeadcountInput;
export type AgeProfileRow = { unit: string } & AgeProfileInput;
export type SelfFinancingRow = { unit: string } & SelfFinancingInput;
export type NormInputRow = { unit: string } & NormInput;
export type DistrictBudgetRow = { unit: string } & DistrictBudgetInput;

/** One load through the services; `records` is its size for the progress bar. */
export type DemoStep = { records: number } & (
  | { kind: 'units'; rows: UnitRow[] }
  | { kind: 'posts'; year: number; rows: PostsRow[] }
  | { kind: 'reorganisations'; items: ReorganisationInput[] }
  | { kind: 'headcount'; month: PlainMonth; rows: HeadcountRowOf[] }
  | { kind: 'age-profiles'; month: PlainMonth; rows: AgeProfileRow[] }
  | { kind: 'self-financing'; year: number; rows: SelfFinancingRow[] }
  | { kind: 'district-budgets'; year: number; rows: DistrictBudgetRow[] }
  | { kind: 'freeze'; year: number; decision: Decision }
);

/** One load of the registers that come behind: people, their positions, courses, classes. */
export type LaterStep = { records: number } & (
  | { kind: 'staff'; rows: DemoStaff[] }
  | { kind: 'frameworks'; items: DemoFramework[] }
  | { kind: 'course'; course: DemoCourse['course']; rows: DemoCourse['attendances'] }
  | { kind: 'norm-inputs'; year: number; rows: NormInputRow[] }
);
