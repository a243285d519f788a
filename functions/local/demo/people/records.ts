import type { Assignment, ServicePeriod, StaffPeriod, StaffRecord } from '../../../../shared/domain/staff.ts';
import { type PlainDate, addMonths, firstDay, monthIndex, monthOf } from '../../../../shared/time.ts';
import type { Fold } from '../fold.ts';
import type { Random } from '../random.ts';
import { type Job, familyOf, jobOf } from './positions.ts';
import type { Person, Stretch } from './person.ts';

/** The day from which the province keeps staff records; what was before stands in the reports only. */
export const STAFF_SINCE: PlainDate = '2024-01-01';

export type DemoStaff = Omit<StaffRecord, 'version'>;
type Service = Extract<Stretch, { unit: string }>;

/** Of 1,000 people: at work elsewhere for a while, in a second school beside their own, away at the end of the figures. */
const SECONDED = 6;
const CONCURRENT = 8;
const ON_MATERNITY_LEAVE = 35;
const AWAY = 6;

/** The staff records of everybody in service since the register began, by the unit in which each begins. */
export function staffRecords(everybody: readonly Person[], fold: Fold, random: Random): DemoStaff[] {
  const records = everybody.flatMap((person, index) => {
    const periods = periodsOf(person, fold, random);
    const birth = monthOf(person.birth);
    return periods.length === 0 ? [] : [{ id: `NV-${String(index + 1).padStart(6, '0')}`, sex: person.sex, birth, periods }];
  });
  return records.sort((one, other) => (first(one) < first(other) ? -1 : 1));
}

const first = ({ id, periods: [period] }: DemoStaff): string =>
  `${period?.state === 'in-service' ? period.assignments[0]?.unit : ''} ${id}`;

function periodsOf(person: Person, fold: Fold, random: Random): StaffPeriod[] {
  const known = person.stretches.filter(({ from }) => from > STAFF_SINCE);
  const before = person.stretches.findLast(({ from }) => from <= STAFF_SINCE);
  const stretches = [...(before && 'unit' in before ? [{ ...before, from: STAFF_SINCE, recruited: false }] : []), ...known];
  const periods: StaffPeriod[] = [];
  const jobs = new Map<string, Job>();
  let last: Service | undefined;
  for (const stretch of stretches) {
    if (!('unit' in stretch)) {
      const policy =
        stretch.left === 'streamlined' ? ({ decree: decreeOn(stretch.from), case: 'Tinh giản (dữ liệu mô phỏng)' } as const) : null;
      periods.push({ from: stretch.from, state: 'left', reason: stretch.left, policy });
      continue;
    }
    // Whoever goes where the whole unit goes follows it without a record of one's own.
    const followed = last && last.category === stretch.category && goesWith(fold, last.unit, stretch);
    if (!followed) periods.push(serviceOf(stretch, last, fold, jobs, random));
    last = stretch;
  }
  return withAbsence(person, withSecondPlace(periods, fold, random), fold, random);
}

/** The service as it goes on: where the unit has gone to another as a whole, in that one. */
function goingOn(last: ServicePeriod, fold: Fold, date: PlainDate): ServicePeriod {
  const placed = ({ unit, ...rest }: Assignment): Assignment => ({ ...rest, unit: fold.tree.heirsOn(unit, date)[0] ?? unit });
  return { ...last, from: date, assignments: last.assignments.map(placed) };
}

const decreeOn = (date: PlainDate) => (date < '2025-01-01' ? '29/2023/NĐ-CP' : date < '2025-06-16' ? '178/2024/NĐ-CP' : '154/2025/NĐ-CP');

function goesWith(fold: Fold, from: string, { unit, from: date }: Service): boolean {
  const heirs = fold.tree.heirsOn(from, date);
  return heirs.length === 1 && heirs[0] === unit;
}

function serviceOf(stretch: Service, last: Service | undefined, fold: Fold, jobs: Map<string, Job>, random: Random): ServicePeriod {
  const { unit, category, from } = stretch;
  const { role } = fold.known(unit);
  const family = familyOf(role, category);
  const job = jobs.get(family) ?? jobOf(role, category, random);
  jobs.set(family, job);
  const event =
    last === undefined ? (stretch.recruited ? hired(category) : 'received') : last.unit === unit ? 'category-changed' : 'transferred';
  const { grade, ...place } = job;
  return { from, state: 'in-service', event, category, grade, assignments: [{ kind: 'main', unit, ...place }], absence: null };
}

const hired = (category: Service['category']) =>
  category === 'cadre' ? 'received' : category === 'civil-servant' ? 'recruited-by-exam' : 'recruited-by-selection';

/** A few work at another unit for a while or beside their own. */
function withSecondPlace(periods: StaffPeriod[], fold: Fold, random: Random): StaffPeriod[] {
  const draw = random.int(1000);
  const last = periods.at(-1);
  if (draw >= SECONDED + CONCURRENT || last?.state !== 'in-service' || last.category === 'contract') return periods;
  const from = firstDay(addMonths('2026-01', random.int(8)));
  if (last.from >= from) return periods;
  const going = goingOn(last, fold, from);
  const home = going.assignments[0] as Assignment;
  const host = fold.tree.on(home.unit, from)?.parent;
  if (!host || host === 'H49') return periods;
  const second: Assignment = { kind: draw < SECONDED ? 'seconded' : 'concurrent', unit: host, position: null, titleStandard: null };
  return [...periods, { ...going, event: 'reassigned', assignments: [home, second] }];
}

/** Maternity leave of younger women, and a few who study, are on unpaid leave or suspended. */
function withAbsence(person: Person, periods: StaffPeriod[], fold: Fold, random: Random): StaffPeriod[] {
  const last = periods.at(-1);
  const draw = random.int(1000);
  const start = addMonths('2026-01', random.int(9));
  const age = Math.floor((monthIndex(start) - person.birth) / 12);
  const maternal = person.sex === 'female' && age < 40 && draw < ON_MATERNITY_LEAVE * 2;
  if (last?.state !== 'in-service' || last.from >= firstDay(start) || !(maternal || draw >= 1000 - AWAY)) return periods;
  const absence = maternal ? 'maternity' : random.pick(['study', 'unpaid', 'suspended'] as const);
  const away: StaffPeriod = { ...goingOn(last, fold, firstDay(start)), event: 'absence-began', absence };
  const back = addMonths(start, 6);
  if (!maternal || back > '2026-10') return [...periods, away];
  return [...periods, away, { ...goingOn(last, fold, firstDay(back)), event: 'absence-ended', absence: null }];
}
