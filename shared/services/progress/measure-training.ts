import { figure, recordOf } from '../../domain/reports/figure.ts';
import { SmallCounts } from '../../domain/small-counts.ts';
import { figuresOf } from '../../domain/training/coverage.ts';
import type { CoverageProgress } from '../../domain/training/coverage-progress.ts';
import type { Target } from '../../law/target-schema.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Measured } from './measure-target.ts';
import type { Registers } from './registers.ts';

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
  const shown = new SmallCounts(showsRecords);
  const apart = ({ persons, digital, data }: (typeof figures)['left']) => ({
    persons: shown.count(persons),
    trained: shown.count(isData ? data : digital),
  });
  const shownShare = shown.ratio(share);
  const coverage: CoverageProgress = {
    year,
    share: shownShare,
    required,
    met: share.numerator >= required,
    // What is short would give away the share.
    short: shownShare && Math.max(0, required - share.numerator),
    ofTrained: isData ? shown.ratio(figures.dataOfTrained) : null,
    withData: isData ? null : shown.ratio(figures.digitalOrData),
    onLeave: apart(figures.onLeave),
    left: apart(figures.left),
  };
  const records = [`staff@${date}`, `training/${year}`, `units@${tree.version}`];
  const made = () => {
    const byUnit = [...Map.groupBy(training.people, ({ unit }) => unit)].map(([unit, people]) => {
      const own = figuresOf(people);
      return { unit, persons: own.persons, trained: (isData ? own.data : own.digital).numerator };
    });
    const parts = (of: 'persons' | 'trained') =>
      byUnit.flatMap((row) => (row[of] > 0 ? [[row.unit, { quantity: row[of], record: recordOf.people(row.unit) }] as const] : []));
    return [
      figure('trained', 'persons', share.numerator, parts('trained')),
      figure('persons', 'persons', share.denominator, parts('persons')),
    ];
  };
  return { measuredOn: date, coverage, basis: training.terms.basis, records, figures: made };
}
