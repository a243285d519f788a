import { countedSpans, entryOf, unitSpans } from '../../domain/counted-spans.ts';
import { requiredCut, attainment } from '../../domain/cut.ts';
import { decompose } from '../../domain/decomposition.ts';
import type { Way } from '../../domain/early-warning.ts';
import { glidePath } from '../../domain/glide-path.ts';
import { assignedOn, recordedYears } from '../../domain/ledger.ts';
import { countedFor } from '../../domain/ledger-counted.ts';
import { Membership, type Population, ofPopulation } from '../../domain/ledger-population.ts';
import type { CutProgress } from '../../domain/progress.ts';
import { baseFigure, recordOf, spansFigure } from '../../domain/reports/figure.ts';
import { countUnits, decomposeUnitCount } from '../../domain/unit-count.ts';
import type { Target } from '../../law/target-schema.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import { baseOf } from './load-bases.ts';
import type { Measured } from './measure-target.ts';
import type { Registers } from './registers.ts';
import type { Bilingual } from '../../law/source.ts';

/** The other reading of a base that says "2025": what the target before it left, instead of what was frozen. */
const TARGET_READING = 'target-2025';
const EARLIER_TARGET = 'payroll-2025';

/** A cut of posts: frozen base, posts counted on the date, both verdicts, glide path, causes of the change. */
export function measurePostCut(target: Target, registers: Registers, date: PlainDate): Measured {
  const { ledger, tree, baselines, reorganisations } = registers;
  const base = baseOf(target, baselines);
  if (!base || !target.base) return { measuredOn: null, missing: [noBaseline(target)] };
  const baseYear = target.base.year;
  if (date < endOfYear(baseYear)) return { measuredOn: null, missing: [baseAhead(baseYear)] };
  const recorded = recordedYears(ledger).filter((year) => year >= baseYear && year <= yearOf(date));
  if (recorded.length === 0) return { measuredOn: null, missing: [noPosts(baseYear)] };
  // While a year is still being entered, and after the last record, the answer is that of the last full year's last day.
  const open = notYetEntered(target.population, registers, recorded, date);
  const years = open > 0 ? recorded.slice(0, -1) : recorded;
  const last = years.at(-1) ?? baseYear;
  const measuredOn = last < yearOf(date) ? endOfYear(last) : date;
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
  const spans = countedSpans(target.population, { ledger, tree, baseYear });
  const recordFor = (key: string) => {
    const { year, unit } = entryOf(ledger, key);
    return recordOf.posts(year, unit);
  };
  return {
    measuredOn,
    cut,
    records,
    missing: open > 0 ? [stillOpen(yearOf(date), open, measuredOn)] : [],
    way: wayOf(target, cut, measuredOn),
    counts: { spans, years },
    figures: () => [baseFigure('posts', base.value, base.baseline.id), spansFigure('posts', cut.current, spans, measuredOn, recordFor)],
  };
}

/** Holders that closed the year before with posts of the population, live on the date, and have no ledger of its year yet. */
function notYetEntered(population: Population, { ledger, tree }: Registers, recorded: readonly number[], date: PlainDate): number {
  const [before, year] = [recorded.at(-2), recorded.at(-1)];
  if (before === undefined || year === undefined || year < yearOf(date)) return 0;
  const membership = new Membership(tree, population);
  const held = assignedOn(ledger.get(before)?.values() ?? [], endOfYear(before), tree).filter(
    ({ unit, issuer, category, assigned }) =>
      assigned !== 0 &&
      issuer === 'provincial-council' &&
      ofPopulation(category, population) &&
      membership.belongs(unit, date) &&
      membership.isAlive(unit, date),
  );
  return new Set(held.map(({ unit }) => unit).filter((unit) => !ledger.get(year)?.has(unit))).size;
}

/** A cut of the number of public service units. */
export function measureUnitCut(target: Target, registers: Registers, date: PlainDate): Measured {
  const { tree, baselines, reorganisations } = registers;
  const base = baseOf(target, baselines);
  if (!base || !target.base) return { measuredOn: null, missing: [noBaseline(target)] };
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
  const spans = unitSpans(tree, { kinds, levels });
  return {
    measuredOn,
    cut,
    records: [`baselines/${base.baseline.id}`, `units@${tree.version}`],
    way: wayOf(target, cut, measuredOn),
    counts: { spans, years: null },
    figures: () => [baseFigure('units', base.value, base.baseline.id), spansFigure('units', current, spans, measuredOn, recordOf.unit)],
  };
}

const wayOf = ({ deadline }: Target, { base, required, current }: CutProgress, measuredOn: PlainDate): Way => ({
  baseYear: base.year,
  base: base.value,
  remaining: required.remaining,
  deadline,
  measuredOn,
  counted: current,
});

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
const baseAhead = (year: number): Bilingual => ({
  vi: `Năm gốc ${year} chưa kết thúc vào ngày này.`,
  en: `The base year ${year} has not ended on this date.`,
});
const stillOpen = (year: number, holders: number, measuredOn: PlainDate): Bilingual => ({
  vi: `Còn ${holders} đơn vị chưa ghi biên chế năm ${year}; số liệu tính đến ${measuredOn}.`,
  en: `${holders} holders have no posts of ${year} recorded yet; the figures are as of ${measuredOn}.`,
});
const noPosts = (year: number): Bilingual => ({ vi: `Chưa ghi biên chế từ năm ${year}.`, en: `No posts are recorded from ${year} on.` });
