import type { PlainDate } from '../../time.ts';
import type { RecordReference } from '../projection/result.ts';
import type { Category, Sector } from '../vocabulary.ts';

/** One category of a unit, in whole posts. */
export type PlanCell = {
  readonly category: Category;
  /** Counted against the target: assigned posts inside the base. */
  readonly posts: number;
  /** People present; null when nothing is reported of the unit, and then nothing counts as vacant. */
  readonly present: number | null;
  /** By year of the plan: people who will have retired by its end. */
  readonly retired: readonly number[];
};

/** A unit of the target's population as it stands at the start of a plan, in whole posts. */
export type PlanUnit = {
  readonly unit: string;
  readonly code: string;
  readonly name: string;
  readonly sector: Sector;
  readonly parent: string | null;
  /** Counted against the target: assigned posts inside the base. */
  readonly posts: number;
  /** Posts of the frozen base as this unit holds them. */
  readonly base: number;
  /** Cut since the base, scope transfers left out; never below 0. */
  readonly cutSinceBase: number;
  /** Its categories of the population, in the order of the law's list; their posts sum to `posts`. */
  readonly cells: readonly PlanCell[];
  readonly records: readonly RecordReference[];
};

/** What a plan rests on: the target's figures at the start, and every unit of its population. */
export type PlanGround = {
  readonly date: PlainDate;
  /** Frozen base of the target. */
  readonly base: number;
  readonly baseYear: number;
  readonly deadline: PlainDate;
  /** Counted on the date, as progress counts. */
  readonly counted: number;
  readonly reserve: number;
  /** The same by category: they sum to `base`, `counted` and `reserve`. */
  readonly categories: readonly { category: Category; base: number; counted: number; reserve: number }[];
  readonly units: readonly PlanUnit[];
};
