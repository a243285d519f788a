import { assignedOn } from '../../domain/ledger.ts';
import { type Holder, type JudgedUnit, POPULATION_OF, judgePlacements } from '../../domain/positions/compliance.ts';
import type { Framework } from '../../domain/positions/framework.ts';
import type { PostsRecord } from '../../domain/posts.ts';
import { mainOf } from '../../domain/staff.ts';
import type { Tree } from '../../domain/tree.ts';
import type { UnitPeriod } from '../../domain/unit.ts';
import type { PlainDate } from '../../time.ts';
import type { InService } from '../staff/in-service.ts';

/** Everything that placements are judged by. */
export type PlacementRegisters = {
  tree: Tree;
  people: readonly InService[];
  frameworks: readonly Framework[];
  /** Ledgers of the year in which the date lies. */
  posts: Iterable<PostsRecord>;
};

/** What the judgement needs of somebody in service. */
export function holderOf({ person: { id }, service }: InService): Holder {
  const { position, titleStandard } = mainOf(service);
  return { id, category: service.category, grade: service.grade, position, titleStandard };
}

/**
 * The living units of a date that `keeps` lets pass and that have people, or posts of the provincial council, each
 * judged. A unit with neither (a level of the tree that only holds others) is no agency that could be staffed.
 */
export function judgeUnits(
  { tree, people, frameworks, posts }: PlacementRegisters,
  date: PlainDate,
  keeps: (facts: UnitPeriod, unit: string) => boolean,
): JudgedUnit[] {
  const byUnit = Map.groupBy(people, ({ unit }) => unit);
  const versions = Map.groupBy(frameworks, ({ unit }) => unit);
  const established = unitsWithPosts(posts, date, tree);
  return tree.aliveOn(date).flatMap(({ unit: { key }, facts }) => {
    if (!keeps(facts, key)) return [];
    const holders = (byUnit.get(key) ?? []).map(holderOf);
    const compliance = judgePlacements(holders, versions.get(key) ?? [], key, date);
    return compliance.people > 0 || established.has(key) ? [{ unit: key, name: facts.name, compliance }] : [];
  });
}

function unitsWithPosts(posts: Iterable<PostsRecord>, date: PlainDate, tree: Tree): Set<string> {
  const cells = assignedOn(posts, date, tree).filter(
    ({ issuer, category, assigned }) => issuer === 'provincial-council' && POPULATION_OF[category] !== undefined && assigned > 0,
  );
  return new Set(cells.map(({ unit }) => unit));
}
