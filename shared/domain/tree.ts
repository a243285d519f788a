import type { PlainDate } from '../time.ts';
import { type Unit, type UnitPeriod, dissolvedOn, periodOn } from './unit.ts';

/**
 * All units of a province with their dated parents. Built once per version of the register; every question names the
 * date it is about, because codes, names and parents change.
 */
export class Tree {
  readonly version: number;
  readonly #byKey = new Map<string, Unit>();
  readonly #keyByCode = new Map<string, string>();

  constructor(units: Iterable<Unit>, version: number) {
    this.version = version;
    for (const unit of units) this.add(unit);
  }

  /** A tree of one's own, to which units may be added while rows that build on one another are judged. */
  copy(): Tree {
    return new Tree(this.#byKey.values(), this.version);
  }

  /** The tree after a change of some units, at the next version. */
  after(units: readonly Unit[]): Tree {
    const next = new Tree(this.#byKey.values(), this.version + 1);
    for (const unit of units) next.add(unit);
    return next;
  }

  add(unit: Unit): void {
    this.#byKey.set(unit.key, unit);
    for (const period of unit.periods) this.#keyByCode.set(period.code, unit.key);
  }

  units(): Iterable<Unit> {
    return this.#byKey.values();
  }

  /** The unit of a permanent code or of any later code; undefined when no unit ever had it. */
  find(code: string): Unit | undefined {
    const key = this.#byKey.has(code) ? code : this.#keyByCode.get(code);
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  /** The facts that hold of a unit on a date; undefined when it is unknown or not alive then. */
  on(code: string, date: PlainDate): UnitPeriod | undefined {
    const unit = this.find(code);
    return unit && periodOn(unit, date);
  }

  /** Units alive on a date, with the facts of that date, by key. */
  aliveOn(date: PlainDate): { unit: Unit; facts: UnitPeriod }[] {
    return [...this.#byKey.values()].flatMap((unit) => {
      const facts = periodOn(unit, date);
      return facts ? [{ unit, facts }] : [];
    });
  }

  /** Keys of the living children on a date. */
  childrenOn(code: string, date: PlainDate): string[] {
    const key = this.find(code)?.key;
    return this.aliveOn(date).flatMap(({ unit, facts }) => (facts.parent === key ? [unit.key] : []));
  }

  /**
   * The unit and its parents up to the province, as of a date. A unit that does not live then is placed by its last
   * period before the date, or its first after it.
   */
  ancestryOn(code: string, date: PlainDate): string[] {
    const path: string[] = [];
    for (let unit = this.find(code); unit && !path.includes(unit.key); ) {
      path.push(unit.key);
      const until = dissolvedOn(unit);
      const facts = periodOn(unit, date) ?? (until !== null && until <= date ? unit.periods.at(-1) : unit.periods[0]);
      unit = facts?.parent ? this.find(facts.parent) : undefined;
    }
    return path;
  }

  /** Whether a unit is one of `roots` or below one of them on a date. */
  isUnder(code: string, roots: readonly string[], date: PlainDate): boolean {
    const keys = new Set(roots.map((root) => this.find(root)?.key ?? root));
    return this.ancestryOn(code, date).some((key) => keys.has(key));
  }

  /**
   * The living units that hold on a date what an ended unit handed on by then, near and far. A unit that lives itself has
   * no heirs: what it handed over was a part.
   */
  heirsOn(code: string, date: PlainDate): string[] {
    const heirs = new Set<string>();
    const seen = new Set<string>();
    const open = [this.find(code)?.key ?? code];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (seen.has(key)) continue;
      seen.add(key);
      if (this.on(key, date)) heirs.add(key);
      else for (const { unit, effectiveFrom } of this.#byKey.get(key)?.successors ?? []) if (effectiveFrom <= date) open.push(unit);
    }
    return this.on(code, date) ? [] : [...heirs];
  }
}
