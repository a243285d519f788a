import { byCode } from './largest-remainder.ts';
import type { Ledger } from './ledger.ts';
import { appendChecked, type Life } from './ledger-append.ts';
import { type PostEntry, RESERVE } from './posts.ts';
import type { Reorganisation, ReorganisationInput } from './reorganisation.ts';
import { checkLater } from './reorganise-later.ts';
import { hasLedger, type Move, movePosts } from './reorganise-posts.ts';
import { resolveReorganisation, type Scene } from './reorganise-resolve.ts';
import { checkShape } from './reorganise-shape.ts';
import { resolveShares } from './reorganise-shares.ts';
import { checkTree } from './reorganise-tree.ts';
import { nextUnits } from './reorganise-units.ts';
import type { Tree } from './tree.ts';
import { dissolvedOn, establishedOn, type Unit } from './unit.ts';

/** Entries to append to one holder's ledger of a year. */
export type PostsAppend = { unit: string; year: number; entries: PostEntry[] };
export type ReorganisationPlan = { reorganisation: Reorganisation; units: Unit[]; posts: PostsAppend[] };

/**
 * Everything that one reorganisation writes: its record, the new and changed units, and equal signed entries on sources,
 * targets and the reserve for the effective year and every later recorded year (design, Semantics 3). Per issuer,
 * category and day nothing is lost or invented: what leaves the ledgers is recorded as surrendered or outside.
 * @param posts records of all units involved and of the reserve, for the effective year and every later recorded year
 * @throws Refusal one code per rule, see reorganise-{resolve,shape,tree,later,shares}.ts, and ledger-append.ts for the ledgers
 */
export function planReorganisation({
  input,
  id,
  tree,
  posts,
}: {
  input: ReorganisationInput;
  id: string;
  tree: Tree;
  posts: Ledger;
}): ReorganisationPlan {
  const scene = resolveReorganisation(input, tree);
  checkShape(scene, input);
  checkTree(scene);
  const shares = resolveShares(scene, input, posts);
  checkLater(scene, new Set([...scene.ends, ...shares.map(({ source }) => source)]));
  const moves = movePosts(scene, id, shares, posts);
  const of = (sink: string) => sumUp(moves.filter(({ entry }) => entry.counterpart === sink).map(negated));
  const reorganisation: Reorganisation = {
    id,
    type: input.type,
    effectiveFrom: scene.date,
    decision: scene.decision,
    reason: input.reason ?? null,
    sources: [...scene.sources],
    targets: [...scene.targets],
    creates: [...scene.creates.keys()],
    ends: [...scene.ends],
    changes: [...scene.changes.values()],
    shares,
    moved: sumUp(moves.filter(hasLedger)),
    surrendered: of('surrendered'),
    outside: of('outside'),
    version: 1,
  };
  return { reorganisation, units: nextUnits(scene, id, shares), posts: appends(scene, moves.filter(hasLedger), posts) };
}

const negated = (move: Move): Move => ({ ...move, entry: { ...move.entry, quantity: -move.entry.quantity } });

/** Per holder, year, issuer and category: what the entries come to, days and base taken together. */
function sumUp(moves: readonly Move[]): Reorganisation['moved'] {
  const cells = Map.groupBy(moves, ({ holder, year, entry }) => `${year}|${holder}|${entry.issuer}|${entry.category}`);
  return [...cells]
    .sort(([a], [b]) => byCode(a, b))
    .flatMap(([, some]) => {
      const { holder, year, entry } = some[0] as Move;
      const quantity = some.reduce((sum, move) => sum + move.entry.quantity, 0);
      return quantity === 0 ? [] : [{ unit: holder, year, issuer: entry.issuer, category: entry.category, quantity }];
    });
}

/** The appends, each tried on its record so that no ledger falls below 0 or grows too long. */
function appends(scene: Scene, moves: readonly Move[], posts: Ledger): PostsAppend[] {
  const ledgers = Map.groupBy(moves, ({ holder, year }) => `${year}|${holder}`);
  return [...ledgers]
    .sort(([a], [b]) => byCode(a, b))
    .map(([, some]) => {
      const { holder, year } = some[0] as Move;
      const record = posts.get(year)?.get(holder);
      const entries = some.map(({ entry }) => entry);
      appendChecked(record, { unit: holder, year, life: lifeAfter(scene, holder) }, entries);
      return { unit: holder, year, entries };
    });
}

function lifeAfter({ tree, ends, date }: Scene, holder: string): Life {
  if (holder === RESERVE) return null;
  const unit = tree.find(holder);
  const from = unit ? establishedOn(unit) : date;
  return { from, until: ends.has(holder) ? date : unit ? dissolvedOn(unit) : null };
}
