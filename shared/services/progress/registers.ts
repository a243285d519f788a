import type { Baseline } from '../../domain/baseline.ts';
import type { DistrictBudget } from '../../domain/district-budget.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { Reorganisation } from '../../domain/reorganisation.ts';
import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Target } from '../../law/target-schema.ts';
import { loadReorganisations } from '../../store/reorganisations.ts';
import { loadSelfFinancingOfYear } from '../../store/self-financing.ts';
import { loadTreeVersion } from '../../store/units.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import { may } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';
import { type Trained, loadTrained } from '../training/load-trained.ts';
import { loadBaselinesInForce, loadLedger } from './load-bases.ts';
import { yearsOfBudget } from './measure-budget.ts';
import { loadBalances } from './measure-districts.ts';
import { type Placements, loadPlacements } from './measure-positions.ts';

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

/** The registers as of one version of the tree: a reorganisation that comes in between has everything read again. */
export async function readRegisters(ctx: Context, targets: readonly Target[], date: PlainDate): Promise<Registers> {
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

export const earlier = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? one : other);
/** The last day on which a target is measured: its deadline, or the last of its population. */
export const endOf = ({ populationEnds, deadline }: Target): PlainDate => earlier(populationEnds ?? deadline, deadline);
