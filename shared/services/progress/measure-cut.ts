import { requiredCut, attainment } from '../../domain/cut.ts';
import { decompose } from '../../domain/decomposition.ts';
import { glidePath } from '../../domain/glide-path.ts';
import { recordedYears } from '../../domain/ledger.ts';
import { countedFor } from '../../domain/ledger-counted.ts';
import type { CutProgress } from '../../domain/progress.ts';
import { countUnits, decomposeUnitCount } from '../../domain/unit-count.ts';
import type { Target } from '../../law/target-schema.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import { baseOf } from './load-bases.ts';
import type { Measured, Registers } from './measure-progress.ts';
import type { Bilingual } from '../../law/source.ts';

/** The other reading of a base that says "2025": what the target before it left, instead of what was frozen. */
const TARGET_READING = 'target-2025';
const EARLIER_TARGET = 'payroll-2025';

/** A cut of posts: frozen base, posts counted on the date, both verdicts, glide path, causes of the change. */
export function measurePostCut(target: Target, registers: Registers, date: PlainDate): Measured {
  const { ledger, tree, baselines, reorganisations } = registers;
  const base = baseOf(target, baselines);
  if (!base || !target.base) return { missing: [noBaseline(target)] };
  const baseYear = target.base.year;
  const years = recordedYears(ledger).filter((year) => year >= baseYear && year <= yearOf(date));
  const last = years.at(-1);
  if (last === undefined) return { missing: [noPosts(baseYear)] };
  // After the last record the answer is that of the record's last day.
  const measuredOn = last < yearOf(date) ? endOfYear(last) : date < endOfYear(baseYear) ? endOfYear(baseYear) : date;
  const countOn = (day: PlainDate) => countedFor(target.population, { ledger, tree, baseYear, date: day });
  const counted = countOn(measuredOn);
  const posts = decompose({
    population: target.population,
    baseYear,
    asOf: measuredOn,
    ledger,
    tree,
    reorganisations,
    frozenBase: base.total,
  });
  const actualOf = (year: number) =>
    years.includes(year) && year <= yearOf(measuredOn) ? countOn(year === yearOf(measuredOn) ? measuredOn : endOfYear(year)).counted : null;
  const cut = { ...cutProgress(target, base, counted.counted, counted.total, actualOf, registers), counted, posts };
  const records = [`baselines/${base.baseline.id}`, ...years.map((year) => `posts/${year}`), `units@${tree.version}`];
  return { measuredOn, cut, records };
}

/** A cut of the number of public service units. */
export function measureUnitCut(target: Target, registers: Registers, date: PlainDate): Measured {
  const { tree, baselines, reorganisations } = registers;
  const base = baseOf(target, baselines);
  if (!base || !target.base) return { missing: [noBaseline(target)] };
  const measuredOn = date < base.baseline.date ? base.baseline.date : date;
  const { unitKinds: kinds, levels } = target.population;
  const countOn = (day: PlainDate) => countUnits(tree, day, { kinds, levels }).total;
  const units = decomposeUnitCount({
    tree,
    reorganisations,
    baseDate: base.baseline.date,
    asOf: measuredOn,
    kinds,
    levels,
    frozenBase: base.value,
  });
  const actualOf = (year: number) =>
    year <= yearOf(measuredOn) ? countOn(year === yearOf(measuredOn) ? measuredOn : endOfYear(year)) : null;
  const current = countOn(measuredOn);
  const cut = { ...cutProgress(target, base, current, current, actualOf, registers), counted: null, units };
  return { measuredOn, cut, records: [`baselines/${base.baseline.id}`, `units@${tree.version}`] };
}

function cutProgress(
  target: Target,
  base: NonNullable<ReturnType<typeof baseOf>>,
  current: number,
  total: number,
  actualOf: (year: number) => number | null,
  { baselines, targets }: Registers,
): Omit<CutProgress, 'counted'> {
  const { amount: cut, rounding } = target;
  const against = (value: number) => {
    const { steps, required, remaining } = requiredCut({ base: value, cut, rounding });
    return {
      required: { cut: required, remaining, exactly: steps[0]?.exactlyRequired ?? 0 },
      verdict: attainment({ base: value, current, cut, rounding }),
    };
  };
  const { required, verdict } = against(base.value);
  const { id: baseline, hash, decision, year } = base.baseline;
  const path = glidePath({ baseYear: year, base: base.value, required: required.remaining, deadlineYear: yearOf(target.deadline) });
  const earlier = targets.find(({ id }) => id === EARLIER_TARGET);
  const earlierBase = earlier && baseOf(earlier, baselines);
  const readings = (target.base?.readings ?? []).flatMap(({ id, title }) => {
    if (id !== TARGET_READING || !earlier || !earlierBase) return [];
    const value = requiredCut({ base: earlierBase.value, cut: earlier.amount, rounding: earlier.rounding }).remaining;
    return [{ id, title, base: value, ...against(value) }];
  });
  return {
    base: { year, value: base.value, baseline, hash, decision },
    current,
    currentWithOutsideBase: total,
    required,
    verdict,
    verdictWithOutsideBase: attainment({ base: base.value, current: total, cut, rounding }),
    glidePath: path.map((point) => ({ ...point, actual: actualOf(point.year) })),
    readings,
    posts: null,
    units: null,
  };
}

const noBaseline = (target: Target): Bilingual => ({
  vi: `Chưa chốt số liệu gốc năm ${target.base?.year}.`,
  en: `The baseline of ${target.base?.year} has not been frozen.`,
});
const noPosts = (year: number): Bilingual => ({ vi: `Chưa ghi biên chế từ năm ${year}.`, en: `No posts are recorded from ${year} on.` });
