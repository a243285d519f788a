import type { PlainDate } from '../../time.ts';
import type { AgeCell } from '../age-profile.ts';
import type { RecordReference } from './result.ts';
import type { AutonomyBand, Category, Sector, Sex, UnitKind, UnitLevel } from '../vocabulary.ts';

/**
 * Posts of one category that the provincial council assigned, in whole posts. `outsideBase` is the part that entries
 * mark so and targets leave out. Scope transfers come with the target, because they count from its base.
 */
export type PostsCell = { readonly category: Category; readonly posts: number; readonly outsideBase: number };

/** A living unit on the day a projection starts, as the registers have it. */
export type UnitState = {
  readonly key: string;
  /** Code on the day; decides ties. A plan may name the unit by key or code. */
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly sector: Sector;
  /** Financial autonomy group in force, null when not known. */
  readonly band: AutonomyBand | null;
  readonly posts: readonly PostsCell[];
  /** Age profile, null when the unit has none. It decides how many are present in the categories that it holds. */
  readonly cells: readonly AgeCell[] | null;
  /** Headcount last reported, null when none. Used for categories that the profile does not hold. */
  readonly headcount: readonly { readonly category: Category; readonly present: number }[] | null;
  /** The records behind these figures, for the explanation. */
  readonly records: readonly RecordReference[];
};

/** Everything that the engine is told of the province, loaded by the service. The order of the lists does not matter. */
export type ProvinceState = {
  /** The stock is that of the end of this day. */
  readonly date: PlainDate;
  readonly units: readonly UnitState[];
  readonly reserve: readonly PostsCell[];
  readonly reserveRecords: readonly RecordReference[];
  /** Units that do not live on the day, so that a plan that names one is refused by its dates. */
  readonly notAlive: readonly { readonly code: string; readonly established: PlainDate; readonly dissolved: PlainDate | null }[];
};

/**
 * The law's answer for a cohort: month (since year 0) from whose first day the post is free. The person is counted
 * present through the month before.
 */
export type Retires = (sex: Sex, birthMonthIndex: number) => number;
