import { figuresOf } from '../../domain/training/coverage.ts';
import type { CoverageProgress } from '../../domain/training/coverage-progress.ts';
import type { Target } from '../../law/target-schema.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Measured, Registers } from './measure-progress.ts';

/** Counts of people below this are not shown to those without a right to their records (Law 91/2025/QH15). */
const SMALLEST_SHOWN = 5;

/** The share of distinct persons trained in the year of a date: of everyone in service on it who is not on long leave. */
export function measureTraining(target: Target, { tree, training, showsRecords }: Registers, date: PlainDate): Measured {
  const year = yearOf(date);
  if (training === null || training.people.length === 0)
    return { measuredOn: null, missing: [{ vi: `Chưa có hồ sơ nhân sự đến ${date}.`, en: `There is no staff record up to ${date}.` }] };
  if (training.recorded === 0)
    return {
      measuredOn: null,
      missing: [{ vi: `Chưa có kết quả đào tạo năm ${year}.`, en: `There is no training on record in ${year}.` }],
    };
  const figures = figuresOf(training.people);
  const isData = target.id === 'data-training';
  const share = isData ? figures.data : figures.digital;
  const { numerator, denominator } = target.amount;
  const required = Math.floor((figures.persons * numerator + denominator - 1) / denominator);
  const shown = (count: number) => (showsRecords || count === 0 || count >= SMALLEST_SHOWN ? count : null);
  const apart = ({ persons, digital, data }: (typeof figures)['left']) => ({
    persons: shown(persons),
    trained: shown(isData ? data : digital),
  });
  const coverage: CoverageProgress = {
    year,
    share,
    required,
    met: share.numerator >= required,
    short: Math.max(0, required - share.numerator),
    ofTrained: isData ? figures.dataOfTrained : null,
    withData: isData ? null : figures.digitalOrData,
    onLeave: apart(figures.onLeave),
    left: apart(figures.left),
  };
  const records = [`staff@${date}`, `training/${year}`, `units@${tree.version}`];
  return { measuredOn: date, coverage, basis: training.terms.basis, records };
}
