/** Measures the engine: `node test/domain/projection/measure.ts [units] [runs]`. CPU milliseconds per run, median and worst. */
import { projectionInputSchema } from '../../../shared/domain/projection/input.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import type { ProvinceState } from '../../../shared/domain/projection/state.ts';
import { monthOf } from '../../../shared/time.ts';
import { retires } from './retires.ts';

const units = Number(process.argv[2] ?? 1000);
const runs = Number(process.argv[3] ?? 15);
const code = (n: number) => `H49.${String(n).padStart(6, '0')}`;

const state: ProvinceState = {
  date: '2025-12-31',
  reserve: [{ category: 'employee-budget', posts: 300, outsideBase: 0 }],
  reserveRecords: [],
  notAlive: [],
  units: Array.from({ length: units }, (_, n) => ({
    key: code(n),
    code: code(n),
    name: `Unit ${n}`,
    kind: n % 3 === 0 ? 'administrative' : 'public-service',
    level: 'commune',
    sector: 'education',
    band: null,
    posts: [
      { category: 'employee-budget', posts: 27, outsideBase: 1 },
      { category: 'civil-servant', posts: 5, outsideBase: 0 },
    ],
    headcount: null,
    records: [{ record: `posts/2025/${code(n)}`, version: 1 }],
    cells: Array.from({ length: 30 }, (_, person) => ({
      category: person < 26 ? 'employee-budget' : 'civil-servant',
      sex: (n + person) % 2 === 0 ? 'male' : 'female',
      birthMonth: monthOf(1963 * 12 + ((n * 31 + person * 17) % 480)),
      count: 1,
    })),
  })),
};
const merger = (n: number) => ({ effectiveFrom: '2027-07-01', sources: [code(n), code(n + 1)], targets: [code(n)] });
const input = projectionInputSchema.parse({
  start: { baseline: 2025 },
  horizon: 2030,
  drivers: {
    replacement: [
      { category: 'employee-budget', recruits: 1, leavers: 2 },
      { category: 'civil-servant', recruits: 1, leavers: 2 },
    ],
    surrender: { unreplaced: { numerator: 1, denominator: 2 }, vacant: { numerator: 1, denominator: 3 } },
  },
  reorganisations: Array.from({ length: Math.min(100, units / 4) }, (_, n) => merger(n * 4)),
});

const times = Array.from({ length: runs }, () => {
  const before = process.cpuUsage();
  project(state, input, retires);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
});
const [first] = times;
const sorted = times.toSorted((one, other) => one - other);
const shown = (time: number | undefined) => time?.toFixed(1);
process.stdout.write(
  `${units} units, 60 months: median ${shown(sorted[runs >> 1])} ms, first ${shown(first)} ms, worst ${shown(sorted.at(-1))} ms CPU\n`,
);
