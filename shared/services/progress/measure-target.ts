import type { BudgetProgress } from '../../domain/budget-progress.ts';
import type { DistrictBalance } from '../../domain/district-budget.ts';
import { type Counts, type Standing, type Warning, type Way, behindFrom, warnOfCut, warnShort } from '../../domain/early-warning.ts';
import type { ComplianceProgress } from '../../domain/positions/compliance.ts';
import type { CutProgress, ShareProgress, TargetProgress } from '../../domain/progress.ts';
import type { Figure } from '../../domain/reports/figure.ts';
import type { CoverageProgress } from '../../domain/training/coverage-progress.ts';
import { cutBasis } from '../../law/cut-rules.ts';
import type { Basis, Bilingual } from '../../law/source.ts';
import type { Target } from '../../law/target-schema.ts';
import { targetBasis } from '../../law/targets.ts';
import type { PlainDate } from '../../time.ts';
import { measureBudget } from './measure-budget.ts';
import { measurePostCut, measureUnitCut } from './measure-cut.ts';
import { measureDistricts } from './measure-districts.ts';
import { measurePositions } from './measure-positions.ts';
import { measureSelfFinancing } from './measure-share.ts';
import { measureTraining } from './measure-training.ts';
import { type Registers, earlier, endOf } from './registers.ts';

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
      /** Of a cut: the way from its base to its deadline, and what counted when. */
      way?: Way;
      counts?: Counts;
      /** What is kept with a report: the figures with all that they are made of. */
      figures: () => readonly Figure[];
    }
  | { measuredOn: null; missing: Bilingual[] };

type Known = Extract<Measured, { records: string[] }>;

/** A target as it stands, and what only some readers of it need: the way of a cut, and what its figures are made of. */
export type Taken = { progress: TargetProgress; measured: Measured };

/**
 * Where one target stands: measured on the date, or on its deadline or the last day of its population when that is past.
 */
export function takeTarget(target: Target, registers: Registers, asOf: PlainDate): Taken {
  const end = endOf(target);
  const measured = measure(target, registers, earlier(asOf, end));
  const known = measured.measuredOn === null ? undefined : measured;
  const state = known ? stateOf(target, end, asOf) : 'not-measured';
  const { id, title, kind, deadline, quotation, responsible } = target;
  const progress: TargetProgress = {
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
    warning: known && state !== 'not-measured' ? warningOf(known, state, deadline) : null,
    missing: measured.missing ?? [],
    quotation,
    responsible,
    basis: [targetBasis(target), ...(known?.cut ? cutBasis({ rounding: target.rounding }, asOf) : []), ...(known?.basis ?? [])],
    records: known?.records ?? [],
  };
  return { progress, measured };
}

/** Null where nothing can be said ahead of time: money, and people of whom too few are counted to be shown. */
function warningOf(known: Known, standing: Standing, deadline: PlainDate): Warning | null {
  const { way, counts, measuredOn } = known;
  if (way && counts) return warnOfCut(way, standing, behindFrom(way, counts));
  const counted = known.share ?? known.balance ?? known.compliance ?? known.coverage;
  return counted === undefined || counted.short === null ? null : warnShort(standing, counted.met, counted.short, measuredOn, deadline);
}

const stateOf = (target: Target, end: PlainDate, asOf: PlainDate): Standing =>
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
