import type { Baseline } from '../../domain/baseline.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { BudgetProgress } from '../../domain/budget-progress.ts';
import type { DistrictBalance, DistrictBudget } from '../../domain/district-budget.ts';
import type { ComplianceProgress } from '../../domain/positions/compliance.ts';
import type { CutProgress, Progress, ShareProgress, TargetProgress } from '../../domain/progress.ts';
import type { Reorganisation } from '../../domain/reorganisation.ts';
import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import type { CoverageProgress } from '../../domain/training/coverage-progress.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { cutBasis } from '../../law/cut-rules.ts';
import type { Basis, Bilingual } from '../../law/source.ts';
import type { Target } from '../../law/target-schema.ts';
import { targetBasis, targetsOn } from '../../law/targets.ts';
import { loadReorganisations } from '../../store/reorganisations.ts';
import { loadSelfFinancingOfYear } from '../../store/self-financing.ts';
import { loadTreeVersion } from '../../store/units.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import { isScoped, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';
import { type Trained, loadTrained } from '../training/load-trained.ts';
import { loadBaselinesInForce, loadLedger } from './load-bases.ts';
import { measureBudget, yearsOfBudget } from './measure-budget.ts';
import { measurePostCut, measureUnitCut } from './measure-cut.ts';
import { loadBalances, measureDistricts } from './measure-districts.ts';
import { type Placements, loadPlacements, measurePositions } from './measure-positions.ts';
import { measureSelfFinancing } from './measure-share.ts';
import { measureTraining } from './measure-training.ts';

/** Everything that the measures read, as of one version of the tree. */
export type Registers = {
  targets: readonly Target[];
  tree: Tree;
  baselines: ReadonlyMap<number, Baseline>;
  ledger: Ledger;
  reorganisations: readonly Reorganisation[];
  /** Last assessment of each unit up to the date on which the share is measured. */
  autonomy: readonly SelfFinancingRecord[];
  /** Self-financing of the years that a budget target compares, up to the date. */
  spending: ReadonlyMap<number, readonly SelfFinancingRecord[]>;
  /** Last balance of each district that lives on the last day on which they are counted. */
  balances: readonly DistrictBudget[];
  /** People and frameworks of the day on which placements are measured; null while no framework is approved. */
  placements: Placements | null;
  /** People as counted on the day on which the training targets are measured, with their training of its year. */
  training: Trained | null;
  /** Whether whoever asks has a right to the records of people. */
  showsRecords: boolean;
};

/** What a measure comes to, with what is still missing of the registers; or what is missing for it altogether. */
export type Measured =
  | {
      measuredOn: PlainDate;
      cut?: CutProgress;
      share?: ShareProgress;
      budget?: BudgetProgress;
      balance?: DistrictBalance;
      compliance?: ComplianceProgress;
      coverage?: CoverageProgress;
      basis?: readonly Basis[];
      records: string[];
      missing?: Bilingual[];
    }
  | { measuredOn: null; missing: Bilingual[] };

/** Where every target stands as of a date. */
export async function measureProgress(ctx: Context, asOf: PlainDate): Promise<Progress> {
  permit(ctx, 'read', 'progress');
  return measureTargets(ctx, targetsOn(asOf), asOf);
}

const OF_MONEY: readonly Target['kind'][] = ['self-financing-share', 'budget-cut', 'district-balance'];

/** Where the targets of financial autonomy and budgets stand as of a date: for those who see the province's autonomy. */
export async function measureMoney(ctx: Context, asOf: PlainDate): Promise<Progress> {
  permit(ctx, 'read', 'self-financing');
  // A target is the whole province's: whoever sees a part of it only reads the units.
  if (isScoped(ctx)) throw new Refusal('forbidden');
  return measureTargets(
    ctx,
    targetsOn(asOf).filter(({ kind }) => OF_MONEY.includes(kind)),
    asOf,
  );
}

/**
 * Base, current, required, both verdicts, glide path and the causes of the change of some targets. A target is measured
 * on the date, or on its deadline or the last day of its population when that is past.
 */
async function measureTargets(ctx: Context, targets: readonly Target[], asOf: PlainDate): Promise<Progress> {
  // Nothing can be measured beyond today, whatever posts are already recorded for later.
  const date = asOf < ctx.today ? asOf : ctx.today;
  const registers = await readRegisters(ctx, targets, date);
  return { asOf, treeVersion: registers.tree.version, targets: targets.map((target) => progressOf(target, registers, date)) };
}

/** The registers as of one version of the tree: a reorganisation that comes in between has everything read again. */
async function readRegisters(ctx: Context, targets: readonly Target[], date: PlainDate): Promise<Registers> {
  const baseYears = targets.flatMap(({ base, kind }) => (base && kind === 'post-cut' ? [base.year] : []));
  const from = Math.min(yearOf(date), ...baseYears);
  const ofKind = (kind: Target['kind']) => targets.find((target) => target.kind === kind);
  const [share, budget, districts] = [ofKind('self-financing-share'), ofKind('budget-cut'), ofKind('district-balance')];
  const positions = ofKind('position-compliance');
  const coverage = ofKind('training-coverage');
  for (;;) {
    const tree = await loadTree(ctx);
    const load = (year: number) => loadSelfFinancingOfYear(ctx.store, year);
    const years = budget ? yearsOfBudget(budget, date) : [];
    const spending = new Map(await Promise.all(years.map(async (year) => [year, await load(year)] as const)));
    const registers = {
      targets,
      tree,
      baselines: await loadBaselinesInForce(ctx),
      ledger: await loadLedger(ctx, from, yearOf(date)),
      reorganisations: await loadReorganisations(ctx.store),
      autonomy: share
        ? await lastAssessments(ctx, tree, earlier(date, share.deadline), async (year) => spending.get(year) ?? load(year))
        : [],
      spending,
      placements: positions ? await loadPlacements(ctx, tree, earlier(date, endOf(positions))) : null,
      balances: districts ? await loadBalances(ctx, tree, earlier(date, endOf(districts))) : [],
      training: coverage ? await loadTrained(ctx, tree, earlier(date, endOf(coverage)), () => true) : null,
      showsRecords: may(ctx, 'read', 'staff'),
    };
    if ((await loadTreeVersion(ctx.store)) === tree.version) return registers;
  }
}

const earlier = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? one : other);
/** The last day on which a target is measured: its deadline, or the last of its population. */
const endOf = ({ populationEnds, deadline }: Target): PlainDate => earlier(populationEnds ?? deadline, deadline);

function progressOf(target: Target, registers: Registers, asOf: PlainDate): TargetProgress {
  const end = endOf(target);
  const measured = measure(target, registers, earlier(asOf, end));
  const known = measured.measuredOn === null ? undefined : measured;
  const state = known ? stateOf(target, end, asOf) : 'not-measured';
  const { id, title, kind, deadline, quotation, responsible } = target;
  return {
    id,
    title,
    kind,
    state,
    deadline,
    measuredOn: known?.measuredOn ?? null,
    cut: known?.cut ?? null,
    share: known?.share ?? null,
    budget: known?.budget ?? null,
    balance: known?.balance ?? null,
    compliance: known?.compliance ?? null,
    coverage: known?.coverage ?? null,
    missing: measured.missing ?? [],
    quotation,
    responsible,
    basis: [targetBasis(target), ...(known?.cut ? cutBasis({ rounding: target.rounding }, asOf) : []), ...(known?.basis ?? [])],
    records: known?.records ?? [],
  };
}

const stateOf = (target: Target, end: PlainDate, asOf: PlainDate): TargetProgress['state'] =>
  asOf < end ? 'open' : end < target.deadline ? 'lapsed' : 'closed';

function measure(target: Target, registers: Registers, date: PlainDate): Measured {
  if (target.kind === 'post-cut') return measurePostCut(target, registers, date);
  if (target.kind === 'unit-count-cut') return measureUnitCut(target, registers, date);
  if (target.kind === 'self-financing-share') return measureSelfFinancing(target, registers, date);
  if (target.kind === 'budget-cut') return measureBudget(target, registers, date);
  if (target.kind === 'position-compliance') return measurePositions(target, registers, date);
  if (target.kind === 'district-balance') return measureDistricts(target, registers, date);
  if (target.kind === 'training-coverage') return measureTraining(target, registers, date);
  return { measuredOn: null, missing: [{ vi: 'Chưa có sổ theo dõi.', en: 'There is no register yet.' }] };
}
