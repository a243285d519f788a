import type { AgeProfile } from '../../domain/age-profile.ts';
import type { BaselineContent } from '../../domain/baseline.ts';
import type { HeadcountRecord } from '../../domain/headcount.ts';
import { type AssignedCell, assignedOn } from '../../domain/ledger.ts';
import { type PostsRecord, RESERVE } from '../../domain/posts.ts';
import type { ProjectionInput } from '../../domain/projection/input.ts';
import type { RecordReference } from '../../domain/projection/result.ts';
import type { PostsCell, ProvinceState, UnitState } from '../../domain/projection/state.ts';
import { type SelfFinancingRecord, effectiveBand } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import { dissolvedOn, establishedOn } from '../../domain/unit.ts';
import { Refusal } from '../../errors.ts';
import { loadAgeProfilesOfMonth } from '../../store/age-profiles.ts';
import { loadBaseline, loadBaselineContent } from '../../store/baselines.ts';
import { loadHeadcountsOfMonth } from '../../store/headcount.ts';
import { loadPostsOfYear } from '../../store/posts.ts';
import { loadSelfFinancingOfYear } from '../../store/self-financing.ts';
import { type PlainDate, addMonths, endOfYear, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { quietRead } from '../quiet-read.ts';

/** How far back a headcount or profile is looked for when the start month has none. */
const MONTHS_BACK = 12;

type Read = {
  tree: Tree;
  posts: PostsRecord[];
  headcounts: HeadcountRecord[];
  profiles: AgeProfile[];
  autonomy: SelfFinancingRecord[];
};

/** The province on the day a projection starts, with the hash of the versions of every record that was read. */
export async function loadState(
  ctx: Context,
  start: ProjectionInput['start'],
): Promise<{ state: ProvinceState; hash: string; baseline: string | null }> {
  const date = 'date' in start ? start.date : endOfYear(start.baseline);
  const frozen = 'baseline' in start ? await loadFrozen(ctx, start.baseline) : undefined;
  const { seen, hash } = await quietRead(() => readRegisters(ctx, date), versionsOf);
  if (!frozen && seen.posts.length === 0) throw new Refusal('nothing-recorded', { year: yearOf(date) }, 'start');
  return { state: stateOf(seen, date, frozen?.content), hash, baseline: frozen?.id ?? null };
}

async function loadFrozen(ctx: Context, year: number): Promise<{ id: string; content: BaselineContent }> {
  const baseline = await loadBaseline(ctx.store, year);
  if (!baseline) throw new Refusal('no-baseline', { year }, 'start.baseline');
  return { id: baseline.id, content: await loadBaselineContent(ctx.store, baseline) };
}

async function readRegisters(ctx: Context, date: PlainDate): Promise<Read> {
  const latest = async <T>(load: (month: string) => Promise<T[]>): Promise<T[]> => {
    for (let back = 0; back <= MONTHS_BACK; back++) {
      const records = await load(addMonths(date, -back));
      if (records.length > 0) return records;
    }
    return [];
  };
  return {
    tree: await loadTree(ctx),
    posts: await loadPostsOfYear(ctx.store, yearOf(date)),
    headcounts: await latest((month) => loadHeadcountsOfMonth(ctx.store, month)),
    profiles: await latest((month) => loadAgeProfilesOfMonth(ctx.store, month)),
    autonomy: await loadSelfFinancingOfYear(ctx.store, yearOf(date)),
  };
}

const versionsOf = ({ tree, posts, headcounts, profiles, autonomy }: Read) => [
  tree.version,
  posts.map(({ unit, version }) => [unit, version]),
  headcounts.map(({ unit, month, version }) => [unit, month, version]),
  profiles.map(({ unit, month, version }) => [unit, month, version]),
  autonomy.map(({ unit, version }) => [unit, version]),
];

function stateOf(
  { tree, posts, headcounts, profiles, autonomy }: Read,
  date: PlainDate,
  frozen: BaselineContent | undefined,
): ProvinceState {
  const year = yearOf(date);
  const cells = Map.groupBy(frozen ? frozenCells(frozen) : assignedOn(posts, date, tree), ({ unit }) => unit);
  const headcountOf = new Map(headcounts.map((record) => [record.unit, record]));
  const profileOf = new Map(profiles.map((record) => [record.unit, record]));
  const bandOf = new Map(autonomy.map((record) => [record.unit, record]));
  const postsRecordOf = new Map(posts.map((record) => [record.unit, record]));
  const recordsOf = (unit: string): RecordReference[] => {
    const profile = profileOf.get(unit);
    const headcount = headcountOf.get(unit);
    const ledger = postsRecordOf.get(unit);
    return [
      ...(ledger ? [{ record: `posts/${year}/${unit}`, version: ledger.version }] : []),
      ...(profile ? [{ record: `age-profile/${profile.month}/${unit}`, version: profile.version }] : []),
      ...(headcount ? [{ record: `headcount/${headcount.month}/${unit}`, version: headcount.version }] : []),
    ];
  };
  const units = tree.aliveOn(date).map(({ unit: { key }, facts }): UnitState => {
    const assessed = bandOf.get(key);
    return {
      key,
      code: facts.code,
      name: facts.name,
      kind: facts.kind,
      level: facts.level,
      sector: facts.sector,
      band: assessed ? effectiveBand(assessed) : null,
      posts: councilPosts(cells.get(key)),
      cells: profileOf.get(key)?.cells ?? null,
      headcount: headcountOf.get(key)?.categories.map(({ category, closing }) => ({ category, present: closing })) ?? null,
      records: recordsOf(key),
    };
  });
  const alive = new Set(units.map(({ key }) => key));
  const notAlive = [...tree.units()]
    .filter(({ key }) => !alive.has(key))
    .map((unit) => ({ code: unit.key, established: establishedOn(unit), dissolved: dissolvedOn(unit) }));
  return { date, units, reserve: councilPosts(cells.get(RESERVE)), reserveRecords: recordsOf(RESERVE), notAlive };
}

const frozenCells = ({ units, reserve }: BaselineContent): AssignedCell[] => [
  ...units.flatMap(({ unit, posts }) => posts.map((cell) => ({ unit, ...cell }))),
  ...reserve.map((cell) => ({ unit: RESERVE, ...cell })),
];

/** Targets are measured on what the provincial council assigned. */
const councilPosts = (cells: readonly AssignedCell[] = []): PostsCell[] =>
  cells
    .filter(({ issuer }) => issuer === 'provincial-council')
    .map(({ category, assigned, outsideBase }) => ({ category, posts: assigned, outsideBase }));
