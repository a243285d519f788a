import Fraction from 'fraction.js';
import { Refusal } from '../errors.ts';
import { yearOf } from '../time.ts';
import { byCode } from './largest-remainder.ts';
import { type Ledger, postsOf } from './ledger.ts';
import { type ReorganisationInput, SINKS, type Share, type Sink } from './reorganisation.ts';
import type { Scene } from './reorganise-resolve.ts';
import type { Category } from './vocabulary.ts';

type Row = { index: number; source: string; to: string; category: Category | null; share?: Fraction; posts?: number };
const ONE = new Fraction(1);

export const isSink = (to: string): to is Sink => (SINKS as readonly string[]).includes(to);
/** Shares of a source and category; those of `null` where the category has no rows of its own. */
export function sharesOf(shares: readonly Share[], source: string, category: Category): Share[] {
  const mine = shares.filter((share) => share.source === source);
  const own = mine.filter((share) => share.category === category);
  return own.length > 0 ? own : mine.filter((share) => share.category === null);
}

/**
 * The share matrix as exact fractions: stated rows, explicit posts turned into fractions of the provincial council's posts
 * on the day, and the defaults: a merge with one target gives it whatever of an ending source has no row; a surviving
 * source keeps whatever has no row. The order of the rows does not matter. A source without any row that survives has no
 * shares: it is handed on whole, as itself.
 * @throws Refusal share-or-posts, share-source-unknown, share-target-unknown, share-row-twice, share-rows-mixed,
 *   posts-do-not-add-up, shares-not-one
 */
export function resolveShares(scene: Scene, input: ReorganisationInput, posts: Ledger): Share[] {
  const rows = input.shares.map((row, index) => readRow(scene, row, index));
  refuseTwice(rows);
  return scene.sources.flatMap((source) =>
    sharesOfSource(
      scene,
      source,
      rows.filter((row) => row.source === source),
      posts,
    ),
  );
}

function readRow({ tree, sources, targets, ends }: Scene, row: ReorganisationInput['shares'][number], index: number): Row {
  const field = `shares.${index}`;
  if ((row.share === undefined) === (row.posts === undefined) || (row.posts !== undefined && row.category === undefined))
    throw new Refusal('share-or-posts', {}, field);
  const source = tree.find(row.source)?.key ?? row.source;
  if (!sources.includes(source)) throw new Refusal('share-source-unknown', { source: row.source }, `${field}.source`);
  const to = tree.find(row.to)?.key ?? row.to;
  if (!isSink(to) && !targets.includes(to) && (to !== source || ends.has(source)))
    throw new Refusal('share-target-unknown', { to: row.to }, `${field}.to`);
  const given = row.share ? { share: new Fraction(row.share.numerator, row.share.denominator) } : { posts: row.posts ?? 0 };
  return { index, source, to, category: row.category ?? null, ...given };
}

function refuseTwice(rows: readonly Row[]): void {
  const seen = new Set<string>();
  for (const { source, to, category, index } of rows) {
    const cell = `${source}|${to}|${category}`;
    if (seen.has(cell)) throw new Refusal('share-row-twice', { source, to, category: category ?? '*' }, `shares.${index}`);
    seen.add(cell);
  }
}

function sharesOfSource(scene: Scene, source: string, rows: readonly Row[], posts: Ledger): Share[] {
  const stated = new Map<Category | null, Row[]>(Map.groupBy(rows, ({ category }) => category));
  const shares = [...stated].flatMap(([category, cells]) => sharesOfCell(scene, source, category, cells, posts));
  if (!stated.has(null)) {
    const keeper = keeperOf(scene, source, rows.length > 0);
    if (keeper !== undefined) shares.push({ source, to: keeper, category: null, share: toValue(ONE) });
  }
  return shares.sort((a, b) => byCode(a.category ?? '', b.category ?? '') || byCode(a.to, b.to));
}

/** Who gets what has no row, if anybody. */
function keeperOf({ type, targets, ends }: Scene, source: string, hasRows: boolean): string | undefined {
  if (!ends.has(source)) return hasRows ? source : undefined;
  return type === 'merge' && targets.length === 1 ? targets[0] : undefined;
}

function sharesOfCell(scene: Scene, source: string, category: Category | null, rows: readonly Row[], posts: Ledger): Share[] {
  const label = { source, category: category ?? '*' };
  const field = `shares.${rows[0]?.index}`;
  const byPosts = rows.filter((row) => row.posts !== undefined);
  if (byPosts.length > 0 && byPosts.length < rows.length) throw new Refusal('share-rows-mixed', label, field);
  const given = byPosts.reduce((sum, row) => sum + (row.posts ?? 0), 0);
  if (byPosts.length > 0 && category !== null) {
    const actual = postsThatDay(scene, source, category, posts);
    if (given !== actual) throw new Refusal('posts-do-not-add-up', { ...label, given, actual, date: scene.date }, field);
  }
  // Of no posts at all no fraction can be formed: such rows sum to 0 and are refused below.
  const shareOf = (row: Row) => row.share ?? new Fraction(row.posts ?? 0, given === 0 ? 1 : given);
  const sum = rows.reduce((total, row) => total.add(shareOf(row)), new Fraction(0));
  if (!sum.equals(ONE)) throw new Refusal('shares-not-one', { ...label, sum: sum.toFraction() }, field);
  return rows.flatMap((row) => (shareOf(row).equals(0) ? [] : [{ source, to: row.to, category, share: toValue(shareOf(row)) }]));
}

function postsThatDay({ date }: Scene, source: string, category: Category, posts: Ledger): number {
  const record = posts.get(yearOf(date))?.get(source);
  const cells = record ? postsOf(record, date) : [];
  return cells.find((cell) => cell.issuer === 'provincial-council' && cell.category === category)?.assigned ?? 0;
}

const toValue = (share: Fraction): Share['share'] => ({ numerator: Number(share.n), denominator: Number(share.d) });
