import { assignedOn } from '../../../shared/domain/ledger.ts';
import { appendEntries } from '../../../shared/domain/ledger-append.ts';
import { type PostEntry, type PostsRecord, RESERVE } from '../../../shared/domain/posts.ts';
import { type Reorganisation, reorganisationInputSchema, reorganisationSchema } from '../../../shared/domain/reorganisation.ts';
import { planReorganisation } from '../../../shared/domain/reorganise.ts';
import { Tree } from '../../../shared/domain/tree.ts';
import { dissolvedOn, establishedOn, type Unit, type UnitFacts, unitSchema } from '../../../shared/domain/unit.ts';
import { type ProblemCode, Refusal } from '../../../shared/errors.ts';
import { yearOf } from '../../../shared/time.ts';

export const DECISION = { number: '01/QĐ-UBND', date: '2020-12-01', issuedBy: 'UBND tỉnh' };

type Facts = Partial<Omit<UnitFacts, 'code'>>;
export function unit(code: string, facts: Facts = {}, from = '2015-01-01', until: string | null = null): Unit {
  const parent = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null;
  const all: UnitFacts = { code, name: code, kind: 'public-service', level: 'province', sector: 'education', parent, sites: [], ...facts };
  return { key: code, periods: [{ ...all, from, until, decision: DECISION }], openedBy: null, closedBy: null, successors: [], version: 1 };
}

type Posting = Partial<PostEntry> & Pick<PostEntry, 'quantity' | 'effectiveFrom'>;
export const posting = (entry: Posting): PostEntry => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  reason: 'assign',
  decision: DECISION,
  outsideBase: false,
  ...entry,
});

/** A little province in memory that applies plans as the service does: new versions of units, entries appended. */
export class World {
  readonly units = new Map<string, Unit>();
  readonly ledger = new Map<number, Map<string, PostsRecord>>();
  readonly reorganisations: Reorganisation[] = [];
  #sequence = 0;

  constructor(units: readonly Unit[]) {
    for (const each of units) this.units.set(each.key, each);
  }

  get tree(): Tree {
    return new Tree(this.units.values(), 1);
  }

  post(holder: string, entry: Posting): void {
    const full = posting(entry);
    const year = yearOf(full.effectiveFrom);
    const records = this.ledger.get(year) ?? new Map<string, PostsRecord>();
    const each = this.units.get(holder);
    const life = each ? { from: establishedOn(each), until: dissolvedOn(each) } : null;
    records.set(holder, appendEntries(records.get(holder), holder, year, [full], life));
    this.ledger.set(year, records);
  }

  plan(input: unknown) {
    const id = `R${String(this.#sequence++).padStart(4, '0')}`;
    const parsed = reorganisationInputSchema.parse({ decision: DECISION, ...(input as object) });
    return planReorganisation({ input: parsed, id, tree: this.tree, posts: this.ledger });
  }

  /** Plans and applies, checking what a store would check: versions, schemas. */
  reorganise(input: unknown): Reorganisation {
    const { reorganisation, units, posts } = this.plan(input);
    for (const each of units) {
      if (each.version !== (this.units.get(each.key)?.version ?? 0) + 1) throw new Error(`version of ${each.key}`);
      this.units.set(each.key, unitSchema.parse(each));
    }
    for (const { unit: holder, year, entries } of posts) {
      const records = this.ledger.get(year) as Map<string, PostsRecord>;
      const record = records.get(holder);
      records.set(holder, { unit: holder, year, entries: [...(record?.entries ?? []), ...entries], version: (record?.version ?? 0) + 1 });
    }
    this.reorganisations.push(reorganisationSchema.parse(reorganisation));
    return reorganisation;
  }

  /** Posts of one holder on a date, 0 when it does not live then. */
  postsOn(holder: string, date: string, category = 'employee-budget'): number {
    return this.#cells(date)
      .filter((cell) => cell.unit === holder && cell.category === category)
      .reduce((sum, { assigned }) => sum + assigned, 0);
  }

  /** Posts of all living units and the reserve, by issuer, category and whether outside the base. */
  totalsOn(date: string): Record<string, number> {
    const totals: Record<string, number> = {};
    const add = (key: string, quantity: number) => {
      totals[key] = (totals[key] ?? 0) + quantity;
    };
    for (const { issuer, category, assigned, outsideBase } of this.#cells(date)) {
      add(`${issuer} ${category}`, assigned - outsideBase);
      add(`${issuer} ${category} outside`, outsideBase);
    }
    return totals;
  }

  #cells(date: string) {
    return assignedOn(this.ledger.get(yearOf(date))?.values() ?? [], date, this.tree);
  }
}

/** The refusal that a call ends in, as `code field`; fails when it does not refuse. */
export function refusalOf(call: () => unknown): { code: ProblemCode; field: string | undefined; data: Record<string, unknown> } {
  try {
    call();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, field: error.field, data: error.data };
    throw error;
  }
  throw new Error('was not refused');
}

export { RESERVE };
