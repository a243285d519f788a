import type { Retires } from '../projection/state.ts';
import { birthMonthOf } from '../staff-counts.ts';
import { type ServicePeriod, type StaffPeriod, type StaffRecord, mainOf } from '../staff.ts';
import { type PlainDate, firstDay, monthIndex, monthOf } from '../../time.ts';
import { type HazardReason, type Strand, type Tally, type Window } from './tally.ts';

/** The group of units in which people of a unit count at the end of the month before one (index since year 0). */
export type GroupOf = (unit: string, month: number) => string;

export type FollowRules = {
  readonly retires: Retires;
  readonly groupOf: GroupOf;
  readonly reasons: ReadonlySet<HazardReason>;
  /** Months before the statutory month within which the policy may be taken up. */
  readonly eligible: { readonly least: number; readonly most: number };
  /** First day of a unit's records: whoever is on record from that day on was there before. */
  readonly opens?: (unit: string) => PlainDate | undefined;
};

const inService = (period: StaffPeriod | undefined): period is ServicePeriod => period?.state === 'in-service';

/**
 * Adds each person's months to a tally. A person is looked at where each month begins and ends (the last day of the month
 * before, and its own), as the engines see them: who is due by law in a month is not at risk in it, nor is who leaves in it
 * under a policy or for a reason that is not counted. Moves inside the province are no leaving.
 * @param people everybody, each once
 */
export function followStaff(tally: Tally, people: Iterable<StaffRecord>, window: Window, rules: FollowRules): void {
  const days = Array.from({ length: window.until - window.from + 2 }, (_, n) => firstDay(monthOf(window.from + n)));
  for (const person of people) followPerson(tally, person, window, rules, days);
}

function followPerson(tally: Tally, person: StaffRecord, window: Window, rules: FollowRules, days: readonly string[]): void {
  const { periods, sex } = person;
  const birth = monthIndex(birthMonthOf(person));
  const free = rules.retires(sex, birth);
  const strandOf = (period: ServicePeriod, month: number) => tally.strand(rules.groupOf(mainOf(period).unit, month), period.category);
  const [begins] = periods;
  const wasThere = inService(begins) && rules.opens?.(mainOf(begins).unit) === begins.from;
  const until = (before: number, day: string) => {
    let at = before;
    while (at + 1 < periods.length && (periods[at + 1] as StaffPeriod).from < day) at++;
    return at;
  };
  let reached = false;
  let last = until(-1, days[0] as string);
  // Nothing is known of anybody before the first period.
  const start = Math.max(window.from, monthIndex((begins as StaffPeriod).from) - 1);
  for (let month = start; month <= window.until; month++) {
    if (last === -1 && wasThere && begins.from === days[month - window.from]) last = 0;
    const first = last;
    last = until(first, days[month - window.from + 1] as string);
    const before = periods[first];
    const after = periods[last];
    if (month === window.until && inService(after)) strandOf(after, month + 1).closing++;
    if (!inService(before)) {
      if (inService(after)) arrive(strandOf(after, month + 1), periods.slice(first + 1, last + 1));
      else if (last === periods.length - 1) return;
      continue;
    }
    const strand = strandOf(before, month);
    if (month === window.from) strand.opening++;
    if (after?.state === 'left') strand.reasons[after.reason]++;
    if (month < free) early(strand, after, { age: Math.floor((month - birth) / 12), left: free - month }, rules);
    else {
      reached ||= month === free;
      due(strand, inService(after), month === free, reached, month === window.until);
    }
  }
}

/** Somebody who came back in the same service is neither recruited nor received. */
function arrive(strand: Strand, begun: readonly StaffPeriod[]): void {
  const event = begun.find(inService)?.event;
  if (event === 'received') strand.received++;
  else if (event === 'recruited-by-exam' || event === 'recruited-by-selection') strand.recruited++;
}

/** A month before the one in which the law frees the post, `left` months away. */
function early(strand: Strand, after: StaffPeriod | undefined, { age, left }: { age: number; left: number }, rules: FollowRules): void {
  const eligible = rules.eligible.least <= left && left <= rules.eligible.most;
  if (eligible) strand.eligible++;
  if (after?.state === 'left') {
    if (after.reason === 'streamlined' || after.policy !== null) {
      if (eligible) strand.tookUp++;
      else strand.otherPolicy++;
      return;
    }
    if (!rules.reasons.has(after.reason)) {
      strand.uncounted++;
      return;
    }
    strand.left[age] = (strand.left[age] as number) + 1;
  }
  strand.atRisk[age] = (strand.atRisk[age] as number) + 1;
}

/** The month in which the law frees the post, or one after it; `seen` says that the window saw the first. */
function due(strand: Strand, stays: boolean, first: boolean, seen: boolean, last: boolean): void {
  if (first) strand.reached++;
  if (!stays) strand.byLaw++;
  else if (seen) {
    if (first) strand.stayed++;
    strand.monthsBeyond++;
    if (last) strand.stillThere++;
  }
}
