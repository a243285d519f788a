import type { Fault } from '../../errors.ts';
import { lastDay, type PlainDate } from '../../time.ts';
import type { AddedPosts, PlannedRecruitment } from './drivers.ts';
import type { AddedPostsEvent, ConversionEvent, Draft, PlannedHiring, ReorganisationEvent } from './events.ts';
import type { PlannedConversion, PlannedReorganisation } from './input.ts';
import { aliveOn, categoryPosition, type Member, type Roster } from './roster.ts';
import { sharesOf } from './shares.ts';
import type { ProvinceState } from './state.ts';

/** Reads the plans of one run in order and remembers what each did to its units, so that the next is judged against it. */
export class Planner {
  readonly #state: ProvinceState;
  readonly #roster: Roster;
  readonly #faults: Fault[];
  readonly #ids = new Set<string>();
  readonly #convertedBy = new Map<number, string>();
  /** Per unit and day: the plans in which it gives or receives. */
  readonly #uses = new Map<string, { plan: string; gives: boolean }[]>();

  constructor(state: ProvinceState, roster: Roster, faults: Fault[]) {
    this.#state = state;
    this.#roster = roster;
    this.#faults = faults;
  }

  label({ id, field }: Pick<Draft, 'id' | 'field'>): void {
    if (this.#ids.has(id)) this.#faults.push({ field: `${field}.id`, code: 'duplicate-row', data: { key: id } });
    this.#ids.add(id);
  }

  /** One unit under two codes is one unit; an unknown code is only itself. */
  #identity(code: string): number | string {
    return this.#roster.find(code) ?? code;
  }

  /** The row of a unit that lives on the day of the plan. */
  #living(code: string, date: PlainDate, field: string): number | undefined {
    const row = this.#roster.find(code);
    const member = row === undefined ? undefined : (this.#roster.members[row] as Member);
    if (member && aliveOn(member, date)) return row;
    const known = member
      ? { established: member.created, dissolved: member.ended }
      : this.#state.notAlive.find((unit) => unit.code === code);
    // A unit entered after the baseline was frozen, with an earlier date, is none of the baseline's.
    const unfrozen = !member && known?.established && known.established <= this.#state.date;
    if (known && known.dissolved !== null && known.dissolved <= date)
      this.#faults.push({ field, code: 'unit-dissolved', data: { unit: code, dissolved: known.dissolved, date } });
    else if (!known || unfrozen) this.#faults.push({ field, code: 'unknown-unit', data: { unit: code } });
    else {
      const missing = known.established !== null && known.established > date ? date : this.#state.date;
      this.#faults.push({ field, code: 'unit-not-yet-established', data: { unit: code, established: known.established, date: missing } });
    }
    return undefined;
  }

  /** On one day a unit that gives may take part in no second plan: the order of the two would decide the result. */
  #use(code: string, date: PlainDate, plan: string, gives: boolean, field: string): void {
    const key = `${date} ${this.#identity(code)}`;
    const uses = this.#uses.get(key) ?? [];
    const other = uses.find((use) => use.plan !== plan && (use.gives || gives));
    if (other) this.#faults.push({ field, code: 'contradictory-plans', data: { unit: code, first: other.plan, second: plan } });
    this.#uses.set(key, [...uses, { plan, gives }]);
  }

  reorganisation(plan: PlannedReorganisation, { id, field }: Draft, step: number): ReorganisationEvent {
    const date = plan.effectiveFrom;
    const before = this.#faults.length;
    const rows = (side: 'sources' | 'targets') =>
      plan[side].map((code, n) => {
        const at = `${field}.${side}.${n}`;
        this.#use(code, date, id, side === 'sources', at);
        if (plan[side].findIndex((other) => this.#identity(other) === this.#identity(code)) < n)
          this.#faults.push({ field: at, code: 'duplicate-row', data: { key: code } });
        return this.#living(code, date, at);
      });
    const sources = rows('sources');
    const targets = rows('targets');
    const seen = new Set<string>();
    plan.postsSurrendered.forEach(({ category }, n) => {
      const at = `${field}.postsSurrendered.${n}.category`;
      if (seen.has(category)) this.#faults.push({ field: at, code: 'duplicate-category', data: { category } });
      seen.add(category);
    });
    const shares = this.#faults.length > before ? [] : sharesOf(plan, this.#roster, field, this.#faults);
    for (const row of new Set([...sources, ...targets, ...plan.creates.map(({ code }) => this.#roster.find(code))]))
      if (row !== undefined) {
        const member = this.#roster.members[row] as Member;
        member.plans.push(id);
        if (sources.includes(row) && !targets.includes(row)) member.ended ??= date;
      }
    const surrendered = plan.postsSurrendered.map(({ category, posts }) => ({ category: categoryPosition(category), posts }));
    return { type: 'reorganisation', id, field, effectiveFrom: date, step, sources: shares, surrendered };
  }

  conversion(plan: PlannedConversion, { id, field }: Draft, step: number): ConversionEvent {
    const row = this.#living(plan.unit, plan.effectiveFrom, `${field}.unit`) ?? -1;
    const member = this.#roster.members[row];
    if (member) {
      const earlier = this.#convertedBy.get(row);
      const data = { unit: plan.unit, kind: member.kind, first: earlier, second: id };
      if (member.kind !== 'public-service') this.#faults.push({ field: `${field}.unit`, code: 'conversion-needs-public-service', data });
      if (earlier !== undefined) this.#faults.push({ field: `${field}.unit`, code: 'contradictory-plans', data });
      this.#convertedBy.set(row, id);
      member.plans.push(id);
      member.selfFinancingFrom ??= plan.effectiveFrom;
    }
    return { type: 'conversion', id, field, effectiveFrom: plan.effectiveFrom, step, row };
  }

  /** Into a unit that lives on the day, or into the reserve. */
  addedPosts(plan: AddedPosts, { id, field }: Draft, step: number): AddedPostsEvent {
    const { unit, category, posts, outsideBase, effectiveFrom } = plan;
    const row = unit === undefined ? this.#roster.reserve : (this.#living(unit, effectiveFrom, `${field}.unit`) ?? -1);
    this.#roster.members[row]?.plans.push(id);
    return { type: 'added-posts', id, field, effectiveFrom, step, row, category: categoryPosition(category), posts, outsideBase };
  }

  /** Recruits come at the end of their month, after the plans of the month: read once all plans are. */
  recruitment(plan: PlannedRecruitment, { id, field }: Pick<Draft, 'id' | 'field'>, step: number): PlannedHiring {
    const { unit, category, month, people } = plan;
    const row = unit === undefined ? null : (this.#living(unit, lastDay(month), `${field}.unit`) ?? -1);
    if (row !== null) this.#roster.members[row]?.plans.push(id);
    return { id, step, month, category: categoryPosition(category), people, row };
  }
}
