import { appendEntries } from '../../../shared/domain/ledger-append.ts';
import { type AssignedCell, assignedOn } from '../../../shared/domain/ledger.ts';
import { type PostsRecord, RESERVE } from '../../../shared/domain/posts.ts';
import type { Reorganisation, ReorganisationInput } from '../../../shared/domain/reorganisation.ts';
import { planReorganisation } from '../../../shared/domain/reorganise.ts';
import { Tree } from '../../../shared/domain/tree.ts';
import { type Unit, type UnitPeriod, dissolvedOn, establishedOn } from '../../../shared/domain/unit.ts';
import type { Category } from '../../../shared/domain/vocabulary.ts';
import { type PlainDate, yearOf } from '../../../shared/time.ts';
import type { DemoUnit } from './province.ts';
import type { PostsRow } from './steps.ts';

/** A reorganisation as asked for, and as the register keeps it. */
export type Recorded = { input: ReorganisationInput; done: Reorganisation };

/**
 * The register in memory, kept by the register's own rules, so that the generator knows what each load will leave
 * behind: the posts that a year starts from are those that the reorganisations of the year before left.
 */
export class Fold {
  readonly tree = new Tree([], 0);
  readonly #known = new Map<string, DemoUnit>();
  readonly #ledger = new Map<number, Map<string, PostsRecord>>();
  #recorded: Recorded[] = [];
  #count = 0;

  register(unit: DemoUnit): void {
    this.#known.set(unit.key, unit);
    const period: UnitPeriod = { ...unit.facts, from: unit.from, until: null, decision: unit.decision };
    this.tree.add({ key: unit.key, periods: [period], openedBy: null, closedBy: null, successors: [], version: 1 });
  }

  known(key: string): DemoUnit {
    const unit = this.#known.get(key);
    if (!unit) throw new Error(`the demonstration has no unit ${key}`);
    return unit;
  }

  /** Units alive on a date with the facts of that date, in the order of their registration. */
  aliveOn(date: PlainDate): (DemoUnit & { today: UnitPeriod })[] {
    return this.tree.aliveOn(date).map(({ unit, facts }) => ({ ...this.known(unit.key), today: facts }));
  }

  /** Records a reorganisation; `created` tells what the generator must know of the units that it creates. */
  record(input: ReorganisationInput, created: readonly DemoUnit[] = []): void {
    const id = `${input.effectiveFrom}-${String(++this.#count).padStart(5, '0')}`;
    const plan = planReorganisation({ input, id, tree: this.tree, posts: this.#ledger });
    for (const unit of created) this.#known.set(unit.key, unit);
    for (const unit of plan.units) this.tree.add(unit);
    for (const { unit, year, entries } of plan.posts) {
      const record = this.#ledger.get(year)?.get(unit);
      this.#put({ unit, year, entries: [...(record?.entries ?? []), ...entries], version: (record?.version ?? 0) + 1 });
    }
    this.#recorded.push({ input, done: plan.reorganisation });
  }

  /** The reorganisations recorded since the last call. */
  recorded(): Recorded[] {
    const items = this.#recorded;
    this.#recorded = [];
    return items;
  }

  /** Appends the entries and answers the rows with the version of the record that each builds on. */
  addPosts(year: number, rows: readonly Omit<PostsRow, 'version'>[]): PostsRow[] {
    return rows.map(({ unit, entries }) => {
      const record = this.#ledger.get(year)?.get(unit);
      this.#put(appendEntries(record, unit, year, entries, unit === RESERVE ? null : lifeOf(this.tree.find(unit))));
      return { unit, version: record?.version ?? null, entries };
    });
  }

  /** What every living unit and the reserve hold on a date. */
  assignedOn(date: PlainDate): AssignedCell[] {
    return assignedOn(this.#ledger.get(yearOf(date))?.values() ?? [], date, this.tree);
  }

  /** Posts of the provincial council by unit and category on a date. */
  postsOn(date: PlainDate): Map<string, Map<Category, number>> {
    const posts = new Map<string, Map<Category, number>>();
    for (const { unit, issuer, category, assigned } of this.assignedOn(date)) {
      if (issuer !== 'provincial-council') continue;
      const ofUnit = posts.get(unit) ?? new Map<Category, number>();
      posts.set(unit, ofUnit.set(category, assigned));
    }
    return posts;
  }

  #put(record: PostsRecord): void {
    const ofYear = this.#ledger.get(record.year) ?? new Map<string, PostsRecord>();
    this.#ledger.set(record.year, ofYear.set(record.unit, record));
  }
}

function lifeOf(unit: Unit | undefined): { from: PlainDate; until: PlainDate | null } {
  if (!unit) throw new Error('posts of a unit that the demonstration does not have');
  return { from: establishedOn(unit), until: dissolvedOn(unit) };
}
