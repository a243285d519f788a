import { frozenUnits } from '../../domain/baseline.ts';
import { ratio } from '../../domain/ratio.ts';
import { figure, recordOf, unitsFigure } from '../../domain/reports/figure.ts';
import { effectiveBand } from '../../domain/self-financing.ts';
import { countUnits } from '../../domain/unit-count.ts';
import { isCounted } from '../../domain/unit-count-on.ts';
import type { Target } from '../../law/target-schema.ts';
import type { PlainDate } from '../../time.ts';
import type { Measured } from './measure-target.ts';
import type { Registers } from './registers.ts';

/** The baseline whose number of units is shown as the other denominator: the base year of the resolution's cuts. */
const BASE_YEAR = 2021;

/** The share of public service units in groups 1 and 2, with the denominators shown because they are being cut too. */
export function measureSelfFinancing(target: Target, { tree, baselines, autonomy }: Registers, date: PlainDate): Measured {
  const measuredOn = date;
  const { unitKinds: kinds, levels, bands = [] } = target.population;
  const alive = countUnits(tree, measuredOn, { kinds, levels }).total;
  const assessed = autonomy.filter(({ unit }) => isCounted(tree.on(unit, measuredOn), { kinds, levels }));
  if (assessed.length === 0)
    return {
      measuredOn: null,
      missing: [{ vi: `Chưa có kết quả phân loại tự chủ tài chính đến ${date}.`, en: `No financial autonomy is recorded up to ${date}.` }],
    };
  const years = [...new Set(assessed.map(({ year }) => year))].sort((a, b) => a - b);
  const reachingUnits = assessed.filter((record) => bands.includes(effectiveBand(record)));
  const reaching = reachingUnits.length;
  const { numerator, denominator } = target.amount;
  const required = Math.floor((alive * numerator + denominator - 1) / denominator);
  const baseline = baselines.get(BASE_YEAR);
  const atBase = baseline && { all: frozenUnits(baseline, target.population), reaching: frozenUnits(baseline, target.population, bands) };
  const share = {
    share: ratio(reaching, alive),
    required,
    met: reaching >= required,
    short: Math.max(0, required - reaching),
    notAssessed: alive - assessed.length,
    assessedIn: years,
    onBaseDenominator: atBase ? ratio(reaching, atBase.all) : null,
    atBase: atBase ? ratio(atBase.reaching, atBase.all) : null,
  };
  const figures = () => {
    const parts = reachingUnits.map(({ unit, year }) => [unit, { quantity: 1, record: recordOf.selfFinancing(year, unit) }] as const);
    const living = tree.aliveOn(measuredOn).flatMap(({ unit, facts }) => (isCounted(facts, { kinds, levels }) ? [unit.key] : []));
    return [figure('reaching', 'units', reaching, parts), unitsFigure('units', alive, living)];
  };
  return {
    measuredOn,
    share,
    figures,
    records: [...years.map((year) => `self-financing/${year}`), `units@${tree.version}`, ...(baseline ? [`baselines/${baseline.id}`] : [])],
  };
}
