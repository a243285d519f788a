import type { KeptAgeProfile } from '../../domain/age-profile.ts';
import type { Baseline, BaselineContent } from '../../domain/baseline.ts';
import type { KeptHeadcount } from '../../domain/headcount.ts';
import { type AssignedCell, assignedOn } from '../../domain/ledger.ts';
import { type PostsRecord, RESERVE } from '../../domain/posts.ts';
import type { ProjectionInput } from '../../domain/projection/input.ts';
import type { RecordReference } from '../../domain/projection/result.ts';
import type { PostsCell, ProvinceState, UnitState } from '../../domain/projection/state.ts';
import type { Reorganisation } from '../../domain/reorganisation.ts';
import type { Parents } from '../../domain/scenarios/scope.ts';
import { type SelfFinancingRecord, effectiveBand } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import { dissolvedOn, establishedOn } from '../../domain/unit.ts';
import { Refusal } from '../../errors.ts';
import type { Target } from '../../law/target-schema.ts';
import { loadAgeProfilesOfMonth } from '../../store/age-profiles.ts';
import { loadBaselineContent, loadFrozenVersions } from '../../store/baselines.ts';
import { loadHeadcountsOfMonth } from '../../store/headcount.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import { loadProfilesOn } from '../age-profiles/derived-profiles.ts';
import { readLineage } from '../baselines/restate-baseline.ts';
import type { Context } from '../context.ts';
import { lastOfEach } from '../last-of-each.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';
import { basesOf, firstYearOfBases, loadBaselinesInForce, loadLedger } from '../progress/load-bases.ts';
import { type Reading, quietRead } from '../quiet-read.ts';

type Read = {
  tree: Tree;
  reorganisations: Reorganisation[];
  baselines: Map<number, Baseline>;
  ledger: Map<number, Map<string, PostsRecord>>;
  headcounts: KeptHeadcount[];
  profiles: KeptAgeProfile[];
  autonomy: SelfFinancingRecord[];
};

/** What a projection starts from, with every record that was read and the hash of their versions. */
export type Start = {
  state: ProvinceState;
  parents: Parents;
  bases: ReturnType<typeof basesOf>;
  lineage: Pick<Read, 'tree' | 'reorganisations' | 'ledger' | 'baselines'>;
  records: RecordReference[];
  hash: string;
  baseline: string | null;
};

/** The province on the day a projection starts, and the frozen bases of the targets that it is compared with. */
export async function loadState(
  ctx: Context,
  start: ProjectionInput['start'],
  targets: readonly Target[],
  reading: Reading = quietRead,
): Promise<Start> {
  const date = 'date' in start ? start.date : endOfYear(start.baseline);
  const { seen, hash } = await reading(() => readRegisters(ctx, start, date, firstYearOfBases(targets, date)), versionsOf);
  const baseline = 'baseline' in start ? seen.baselines.get(start.baseline) : undefined;
  if (!baseline && !seen.ledger.get(yearOf(date))?.size) throw new Refusal('nothing-recorded', { year: yearOf(date) }, 'start');
  // The content of a frozen baseline never changes: reading it once is enough.
  const content = baseline && (await loadBaselineContent(ctx.store, baseline));
  const frozen = baseline && content && { content, ledger: await frozenLedgerOf(ctx, baseline) };
  const { tree, reorganisations, ledger, baselines } = seen;
  return {
    state: stateOf(seen, date, frozen),
    parents: content ? new Map(content.units.map(({ unit, parent }) => [unit, parent])) : parentsOn(tree, date),
    bases: basesOf(targets, seen, date),
    lineage: { tree, reorganisations, ledger, baselines },
    records: recordsRead(seen),
    hash,
    baseline: baseline?.id ?? null,
  };
}

const parentsOn = (tree: Tree, date: PlainDate): Parents => new Map(tree.aliveOn(date).map(({ unit, facts }) => [unit.key, facts.parent]));

/** What a baseline froze of each ledger: its version then; of a baseline that kept none, the baseline itself. */
async function frozenLedgerOf(ctx: Context, baseline: Baseline): Promise<(holder: string) => RecordReference> {
  const kept = await loadFrozenVersions(ctx.store, baseline);
  const itself = { record: `baseline/${baseline.id}`, version: baseline.version };
  const versions = new Map(kept?.map(({ unit, version }) => [unit, version]));
  return (holder) => {
    const version = versions.get(holder);
    return version === undefined ? itself : { record: `posts/${baseline.year}/${holder}`, version };
  };
}

async function readRegisters(ctx: Context, start: ProjectionInput['start'], date: PlainDate, firstYear: number): Promise<Read> {
  const baselines = await loadBaselinesInForce(ctx);
  if ('baseline' in start && !baselines.has(start.baseline)) throw new Refusal('no-baseline', { year: start.baseline }, 'start.baseline');
  const { tree, reorganisations } = await readLineage(ctx);
  const ledger = await loadLedger(ctx, firstYear, yearOf(date));
  // Whoever holds posts is expected to report; the others are taken where a month is read anyway.
  const expected = [...(ledger.get(yearOf(date))?.keys() ?? [])].filter((unit) => tree.on(unit, date));
  return {
    tree,
    reorganisations,
    baselines,
    ledger,
    headcounts: await lastOfEach(date, expected, (month) => loadHeadcountsOfMonth(ctx.store, month)),
    profiles: await profilesOn(ctx, tree, date, expected),
    autonomy: await lastAssessments(ctx, tree, date),
  };
}

/** Derived where a unit keeps staff records, else the last one reported. */
async function profilesOn(ctx: Context, tree: Tree, date: PlainDate, expected: readonly string[]): Promise<KeptAgeProfile[]> {
  const derived = await loadProfilesOn(ctx, tree, date);
  const known = new Set(derived.map(({ unit }) => unit));
  const open = expected.filter((unit) => !known.has(unit));
  const reported = await lastOfEach(date, open, (month) => loadAgeProfilesOfMonth(ctx.store, month));
  return [...derived, ...reported.filter(({ unit }) => !known.has(unit))];
}

const versionsOf = ({ tree, baselines, ledger, headcounts, profiles, autonomy }: Read) => [
  tree.version,
  [...baselines.values()].map(({ id }) => id),
  [...ledger].map(([year, records]) => [year, [...records.values()].map(({ unit, version }) => [unit, version])]),
  headcounts.map(({ unit, month, version }) => [unit, month, version]),
  profiles.map(({ unit, month, version }) => [unit, month, version]),
  autonomy.map(({ unit, year, version }) => [unit, year, version]),
];

/** Every record that was read with its version; the tree of units, whose version moves with each reorganisation, as one. */
const recordsRead = ({ tree, baselines, ledger, headcounts, profiles, autonomy }: Read): RecordReference[] => [
  { record: 'tree', version: tree.version },
  ...[...baselines.values()].map(({ id, version }) => ({ record: `baseline/${id}`, version })),
  ...[...ledger].flatMap(([year, records]) =>
    [...records.values()].map(({ unit, version }) => ({ record: `posts/${year}/${unit}`, version })),
  ),
  ...headcounts.map(({ unit, month, version }) => ({ record: `headcount/${month}/${unit}`, version })),
  ...profiles.map(({ unit, month, version }) => ({ record: `age-profile/${month}/${unit}`, version })),
  ...autonomy.map(({ unit, year, version }) => ({ record: `self-financing/${year}/${unit}`, version })),
];

/** Units as frozen, for a run from a baseline: a decision recorded later, even with an earlier date, changes nothing of it. */
const frozenFacts = ({ units }: BaselineContent) =>
  units.map(({ unit: key, code, name, kind, level, sector, band }) => ({ key, code, name, kind, level, sector, band }));

function livingFacts({ tree, autonomy }: Read, date: PlainDate): ReturnType<typeof frozenFacts> {
  const bands = new Map(autonomy.map((record) => [record.unit, effectiveBand(record)]));
  return tree.aliveOn(date).map(({ unit: { key }, facts: { code, name, kind, level, sector } }) => ({
    key,
    code,
    name,
    kind,
    level,
    sector,
    band: bands.get(key) ?? null,
  }));
}

type Frozen = { content: BaselineContent; ledger: (holder: string) => RecordReference };

function stateOf(read: Read, date: PlainDate, frozen: Frozen | undefined): ProvinceState {
  const { tree, ledger, headcounts, profiles } = read;
  const year = yearOf(date);
  const ledgers = ledger.get(year) ?? new Map<string, PostsRecord>();
  const cells = Map.groupBy(frozen ? frozenCells(frozen.content) : assignedOn(ledgers.values(), date, tree), ({ unit }) => unit);
  const headcountOf = new Map(headcounts.map((record) => [record.unit, record]));
  const profileOf = new Map(profiles.map((record) => [record.unit, record]));
  const recordsOf = (unit: string): RecordReference[] => {
    const profile = profileOf.get(unit);
    const headcount = headcountOf.get(unit);
    const record = ledgers.get(unit);
    const ledgerRead = record && { record: `posts/${year}/${unit}`, version: record.version };
    const posts = frozen && cells.has(unit) ? frozen.ledger(unit) : frozen ? undefined : ledgerRead;
    return [
      ...(posts ? [posts] : []),
      ...(profile ? [{ record: `age-profile/${profile.month}/${unit}`, version: profile.version }] : []),
      ...(headcount ? [{ record: `headcount/${headcount.month}/${unit}`, version: headcount.version }] : []),
    ];
  };
  const units = (frozen ? frozenFacts(frozen.content) : livingFacts(read, date)).map(
    (facts): UnitState => ({
      ...facts,
      posts: councilPosts(cells.get(facts.key)),
      cells: profileOf.get(facts.key)?.cells ?? null,
      headcount: headcountOf.get(facts.key)?.categories.map(({ category, closing }) => ({ category, present: closing })) ?? null,
      records: recordsOf(facts.key),
    }),
  );
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
