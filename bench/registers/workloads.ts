import type { Role } from '../../shared/actor.ts';
import type { StaffChange } from '../../shared/domain/staff-change-input.ts';
import { type StaffRecord, mainOf } from '../../shared/domain/staff.ts';
import type { Tree } from '../../shared/domain/tree.ts';
import type { AttendanceRow } from '../../shared/domain/training/attendance.ts';
import type { CourseInput } from '../../shared/domain/training/course.ts';
import type { RowResult } from '../../shared/services/bulk.ts';
import type { Context } from '../../shared/services/context.ts';
import { changeStaff, changeStaffBulk } from '../../shared/services/staff/change-staff.ts';
import { createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { DEMONSTRATION } from '../demonstration.ts';

export type Person = Pick<StaffRecord, 'id' | 'sex' | 'birth' | 'periods'>;
/** Contexts of a round, each under a key of its own. */
export type ContextOf = (role: Role, key: string) => Context;
/** A round that is ready: what is measured, and how many rows it writes. */
export type Ready = { rows: number; write: (contextOf: ContextOf) => Promise<void> };

export type Workload = {
  title: string;
  /** Requests that a bare client keeps under way: as many as chunks of one bulk request. */
  atOnce: number;
  /** Records that the writes find there, to be laid out for the bare client, too. */
  people: (rounds: number) => readonly Person[];
  prepare: (contextOf: ContextOf, round: number) => Promise<Ready>;
};

const REASON = 'Đo hiệu năng';
const CHUNKS_AT_ONCE = 3;
const nobody = (): Person[] => [];

function check(results: readonly RowResult[]): void {
  const refused = results.find(({ outcome }) => outcome === 'refused');
  if (refused) throw new Error(`row ${refused.index} was refused: ${JSON.stringify(refused.refusal)}`);
}

/** The list of a course, recorded by its host in one request; each round is a course of its own. */
export const attendances = (course: CourseInput, rows: readonly AttendanceRow[]): Workload => ({
  title: 'attendance, one request for a course’s list',
  atOnce: CHUNKS_AT_ONCE,
  people: nobody,
  prepare: async (contextOf, round) => {
    const { id } = await openCourse(contextOf('training-coordinator', `bench-course-${round}`), course);
    const write = async (recorded: ContextOf): Promise<void> => {
      const list = rows.map((row) => ({ ...row, version: null }));
      check(
        await recordAttendance(recorded('training-coordinator', `bench-list-${round}`), { course: id, rows: list, reason: REASON }, false),
      );
    };
    return { rows: rows.length, write };
  },
});

/** A slice of people for each round, from the beginning again under other ids. */
const sliceOf = (people: readonly Person[], size: number, round: number): Person[] =>
  Array.from({ length: size }, (_, index) => people[(round * size + index) % people.length] as Person);

/** People recorded for the first time, by the unit, as a department takes over its files. */
export const newStaff = (people: readonly Person[], size: number): Workload => ({
  title: 'staff records created, one request',
  atOnce: CHUNKS_AT_ONCE,
  people: nobody,
  prepare: (_, round) => {
    const rows = sliceOf(people, size, round).map((person, index) => ({ ...person, id: `BENCH-${round}-${index}` }));
    const write = async (recorded: ContextOf): Promise<void> =>
      check(await createStaffBulk(recorded('hr-officer', `bench-staff-${round}`), { rows, reason: REASON }, false));
    return Promise.resolve({ rows: rows.length, write });
  },
});

/** Those who may go to another unit or be absent from a day on: at work until then, at a unit that lives. */
export function movable(people: readonly Person[], tree: Tree): Person[] {
  return people.filter(({ periods }) => {
    const last = periods.at(-1);
    return (
      last?.state === 'in-service' &&
      last.absence === null &&
      last.assignments.length === 1 &&
      last.from < DEMONSTRATION.today &&
      tree.on(mainOf(last).unit, DEMONSTRATION.today) !== undefined
    );
  });
}

/** The people of a round, whom no other round changes. */
function ofRound(people: readonly Person[], size: number, round: number): readonly Person[] {
  const some = people.slice(round * size, (round + 1) * size);
  if (some.length < size) throw new Error('there are not enough people for so many rounds');
  return some;
}

const unitOf = ({ periods }: Person): string => {
  const last = periods.at(-1);
  if (last?.state !== 'in-service') throw new Error('somebody who left cannot be moved');
  return mainOf(last).unit;
};

/** Another unit than a person's own: where the round's first neighbours work, so that each round goes to a unit of its own. */
function elsewhere(people: readonly Person[], end: number, person: Person): string {
  const differs = (one: Person): boolean => unitOf(one) !== unitOf(person);
  const other = people.slice(end).find(differs) ?? people.find(differs);
  if (other === undefined) throw new Error('there is no other unit to go to');
  return unitOf(other);
}

const from = DEMONSTRATION.today;
const transfer = (unit: string): StaffChange => ({ type: 'transfer', from, unit, position: null, titleStandard: null });

/** As after a merger: the people of some units go to another one in one request. */
export const movedStaff = (people: readonly Person[], size: number): Workload => ({
  title: 'staff records changed (transfers), one request',
  atOnce: CHUNKS_AT_ONCE,
  people: (rounds) => people.slice(0, rounds * size),
  prepare: (_, round) => {
    const some = ofRound(people, size, round);
    const rows = some.map((person) => ({ id: person.id, version: 1, change: transfer(elsewhere(people, (round + 1) * size, person)) }));
    const write = async (recorded: ContextOf): Promise<void> =>
      check(await changeStaffBulk(recorded('hr-officer', `bench-moves-${round}`), { rows, reason: REASON }, false));
    return Promise.resolve({ rows: rows.length, write });
  },
});

/** An officer's day: one request after the other, absences and transfers in turn. */
export const changedStaff = (people: readonly Person[], size: number): Workload => ({
  title: 'staff records changed (absences and transfers), one by one',
  atOnce: 1,
  people: (rounds) => people.slice(0, rounds * size),
  prepare: (_, round) => {
    const some = ofRound(people, size, round);
    const changeOf = (person: Person, index: number): StaffChange =>
      index % 2 === 0 ? { type: 'absence-begin', from, absence: 'study' } : transfer(elsewhere(people, (round + 1) * size, person));
    const write = async (recorded: ContextOf): Promise<void> => {
      for (const [index, person] of some.entries())
        await changeStaff(recorded('hr-officer', `bench-change-${round}-${index}`), person.id, changeOf(person, index), 1, REASON);
    };
    return Promise.resolve({ rows: some.length, write });
  },
});
