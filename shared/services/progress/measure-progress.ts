import type { Baseline } from '../../domain/baseline.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { CutProgress, Progress, ShareProgress, TargetProgress } from '../../domain/progress.ts';
import type { Reorganisation } from '../../domain/reorganisation.ts';
import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import { cutBasis } from '../../law/cut-rules.ts';
import type { Bilingual } from '../../law/source.ts';
import type { Target } from '../../law/target-schema.ts';
import { targetBasis, targetsOn } from '../../law/targets.ts';
import { loadReorganisations } from '../../store/reorganisations.ts';
import { loadTreeVersion } from '../../store/units.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';
import { loadBaselinesInForce, loadLedger } from './load-bases.ts';
import { measurePostCut, measureUnitCut } from './measure-cut.ts';
import { measureSelfFinancing } from './measure-share.ts';

/** Everything that the measures read, as of one version of the tree. */
export type Registers = {
  targets: readonly Target[];
  tree: Tree;
  baselines: ReadonlyMap<number, Baseline>;
  ledger: Ledger;
  reorganisations: readonly Reorganisation[];
  /** Last assessment of each unit up to the date on which the share is measured. */
  autonomy: readonly SelfFinancingRecord[];
};

/** What a measure comes to, with what is still missing of the registers; or what is missing for it altogether. */
export type Measured =
  | { measuredOn: PlainDate; cut?: CutProgress; share?: ShareProgress; records: string[]; missing?: Bilingual[] }
  | { measuredOn: null; missing: Bilingual[] };

/** The registers that later parts of the product bring; until then their targets say what is missing. */
const MISSING: Partial<Record<Target['kind'], Bilingual>> = {
  'budget-cut': {
    vi: 'Chưa có sổ chi trực tiếp từ ngân sách theo năm.',
    en: 'There is no register of direct budget spending by year yet.',
  },
  'training-coverage': { vi: 'Chưa có sổ đào tạo, bồi dưỡng.', en: 'There is no register of training yet.' },
  'position-compliance': { vi: 'Chưa có sổ vị trí việc làm.', en: 'There is no register of job positions yet.' },
  'district-balance': { vi: 'Chưa có sổ cân đối ngân sách cấp huyện.', en: 'There is no register of district budget balances yet.' },
};

/**
 * Where every target stands as of a date: base, current, required, both verdicts, glide path and the causes of the
 * change. A target is measured on the date, or on its deadline or the last day of its population when that is past.
 */
export async function measureProgress(ctx: Context, asOf: PlainDate): Promise<Progress> {
  permit(ctx, 'read', 'progress');
  const targets = targetsOn(asOf);
  // Nothing can be measured beyond today, whatever posts are already recorded for later.
  const date = asOf < ctx.today ? asOf : ctx.today;
  const registers = await readRegisters(ctx, targets, date);
  return { asOf, treeVersion: registers.tree.version, targets: targets.map((target) => progressOf(target, registers, date)) };
}

/** The registers as of one version of the tree: a reorganisation that comes in between has everything read again. */
async function readRegisters(ctx: Context, targets: readonly Target[], date: PlainDate): Promise<Registers> {
  const baseYears = targets.flatMap(({ base, kind }) => (base && kind === 'post-cut' ? [base.year] : []));
  const from = Math.min(yearOf(date), ...baseYears);
  const share = targets.find(({ kind }) => kind === 'self-financing-share');
  for (;;) {
    const tree = await loadTree(ctx);
    const registers = {
      targets,
      tree,
      baselines: await loadBaselinesInForce(ctx),
      ledger: await loadLedger(ctx, from, yearOf(date)),
      reorganisations: await loadReorganisations(ctx.store),
      autonomy: share ? await lastAssessments(ctx, tree, date < share.deadline ? date : share.deadline) : [],
    };
    if ((await loadTreeVersion(ctx.store)) === tree.version) return registers;
  }
}

function progressOf(target: Target, registers: Registers, asOf: PlainDate): TargetProgress {
  const end = target.populationEnds !== undefined && target.populationEnds < target.deadline ? target.populationEnds : target.deadline;
  const measured = measure(target, registers, asOf < end ? asOf : end);
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
    missing: measured.missing ?? [],
    quotation,
    responsible,
    basis: [targetBasis(target), ...(known?.cut ? cutBasis({ rounding: target.rounding }, asOf) : [])],
    records: known?.records ?? [],
  };
}

const stateOf = (target: Target, end: PlainDate, asOf: PlainDate): TargetProgress['state'] =>
  asOf < end ? 'open' : end < target.deadline ? 'lapsed' : 'closed';

function measure(target: Target, registers: Registers, date: PlainDate): Measured {
  if (target.kind === 'post-cut') return measurePostCut(target, registers, date);
  if (target.kind === 'unit-count-cut') return measureUnitCut(target, registers, date);
  if (target.kind === 'self-financing-share') return measureSelfFinancing(target, registers, date);
  return { measuredOn: null, missing: [MISSING[target.kind] ?? { vi: 'Chưa có sổ theo dõi.', en: 'There is no register yet.' }] };
}
