import type { Fault } from '../../errors.ts';
import type { PlainDate } from '../../time.ts';
import { RESERVE } from '../posts.ts';
import { CATEGORIES, type Category, type Sector, type UnitKind, type UnitLevel } from '../vocabulary.ts';
import type { ProjectionInput } from './input.ts';
import type { ProvinceState, UnitState } from './state.ts';

/** Posts and people are kept per unit and category in one row of arrays: cell = unit × CATEGORY_COUNT + category. */
export const CATEGORY_COUNT = CATEGORIES.length;
export const categoryAt = (position: number): Category => CATEGORIES[position] as Category;
export const categoryPosition = (category: Category): number => CATEGORIES.indexOf(category);

/** A unit of the run. `created` and `ended` are set by its plans. */
export type Member = {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly sector: Sector;
  /** What the registers hold; null for a unit that a plan creates. */
  readonly state: UnitState | null;
  created: PlainDate | null;
  ended: PlainDate | null;
  /** First day in group 1 or 2, '' when it is there from the start, null when never. */
  selfFinancingFrom: PlainDate | null;
  readonly plans: string[];
};

/** All units of a run in the order of their codes, which is also the order of ties; the reserve has the row after the last. */
export type Roster = { readonly members: readonly Member[]; readonly reserve: number; find(code: string): number | undefined };

const inOrder = (one: Member, other: Member): number => (one.code < other.code ? -1 : one.code > other.code ? 1 : 0);

const recorded = (state: UnitState): Member => {
  const { key, code, name, kind, level, sector, band } = state;
  return {
    key,
    code,
    name,
    kind,
    level,
    sector,
    state,
    created: null,
    ended: null,
    selfFinancingFrom: band === '1' || band === '2' ? '' : null,
    plans: [],
  };
};

/** The living units and those that plans create; a created code that is in use is a fault. */
export function rosterOf(state: ProvinceState, input: ProjectionInput, faults: Fault[]): Roster {
  const members = state.units.map(recorded);
  const taken = new Set([...state.units.flatMap(({ key, code }) => [key, code]), ...state.notAlive.map(({ code }) => code)]);
  input.reorganisations.forEach(({ creates, effectiveFrom }, plan) => {
    creates.forEach((unit, position) => {
      const field = `reorganisations.${plan}.creates.${position}.code`;
      if (taken.has(unit.code)) faults.push({ field, code: 'code-taken', data: { code: unit.code, unit: unit.code } });
      else members.push({ ...unit, key: unit.code, state: null, created: effectiveFrom, ended: null, selfFinancingFrom: null, plans: [] });
      taken.add(unit.code);
    });
  });
  members.sort(inOrder);
  const positions = new Map(members.flatMap(({ key, code }, position) => [[code, position] as const, [key, position] as const]));
  return { members, reserve: members.length, find: (code) => positions.get(code) };
}

/** Key of a row: a unit's, or that of the reserve. */
export const keyOf = (roster: Roster, row: number): string => (row === roster.reserve ? RESERVE : (roster.members[row] as Member).key);

export const aliveOn = (member: Member, date: PlainDate): boolean =>
  (member.created === null || member.created <= date) && (member.ended === null || date < member.ended);
