import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { plainDateAt } from '../../shared/time.ts';
import { quantile, ratios } from '../statistics.ts';
import { loadProvince } from './load-province.ts';
import { measureAllocation } from './measure-allocation.ts';
import { measureChances } from './measure-chances.ts';
import { measureEngine, type NationFigures } from './measure-engine.ts';
import { NATION } from './made-up-nation.ts';

/**
 * `node bench/planning/run.ts` writes docs/performance-planning.md. With numpy beside it: `BENCH_PYTHON=…/python`.
 * All figures are CPU time, peers in turn with what they are compared with.
 */
const PAGE = new URL('../../docs/performance-planning.md', import.meta.url);
const ROUNDS = 3;

const spread = (values: readonly number[], digits: number): string =>
  `${quantile(values, 0.5).toFixed(digits)} (${quantile(values, 0.25).toFixed(digits)}–${quantile(values, 0.75).toFixed(digits)})`;

const before = loadavg()[0] ?? 0;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
say('allocation');
const allocation = await measureAllocation(ROUNDS);
say('demonstration province');
const province = await loadProvince();
const engine = await measureEngine(province.state, ROUNDS);
const chances = await measureChances(province, ROUNDS);
const { own, peer, exactMilliseconds } = chances;
const after = loadavg()[0] ?? 0;

const count = (value: number): string => value.toLocaleString('en');
const inProvince = `${count(engine.units)} units, ${count(engine.people)} people, 60 months`;
const nation = (what: string, { milliseconds, megabytes }: NationFigures) => [
  `Projection of the nation, ${what}: ${count(NATION.units)} units, ${count(NATION.units * NATION.posts)} posts, in a fresh process`,
  'under 3 s and 1 GB',
  `${spread(
    milliseconds.map((each) => each / 1000),
    2,
  )} s`,
  `peak memory ${spread(megabytes, 0)} MB, registers included`,
  '–',
];
const rows = [
  ['what', 'aim', 'CPU, median (quarters)', 'beside it, in turn', 'ratio, median (quarters)'],
  ['---', '---', '---', '---', '---'],
  [
    `Projection of the demonstration province, whole posts (${inProvince})`,
    'under 50 ms',
    `${spread(engine.province.whole, 1)} ms`,
    '–',
    '–',
  ],
  [
    'The same with hazards and streamlining, in millionths',
    'under 50 ms',
    `${spread(engine.province.expected, 1)} ms`,
    'whole posts',
    spread(ratios(engine.province.expected, engine.province.whole), 1),
  ],
  nation('34 provinces with hazards and streamlining', engine.nation.provinces),
  nation('34 provinces in whole posts', engine.nation.whole),
  nation('as one province, with hazards and streamlining', engine.nation.asOne),
  [
    `Ten times the units (${count(engine.growth.units)} to ${count(10 * engine.growth.units)}), with hazards and streamlining`,
    'at most elevenfold',
    '–',
    '–',
    spread(engine.growth.ratios, 1),
  ],
  [
    `Monte Carlo, ${chances.draws.toLocaleString('en')} draws of the demonstration province (${chances.people.toLocaleString('en')} people, ${chances.pools.toLocaleString('en')} categories of units, 60 months, hiring)`,
    'at most half of numpy',
    `${spread(own.seconds, 2)} s`,
    peer ? `numpy ${peer.numpy}: ${spread(peer.seconds, 2)} s` : 'numpy not on this machine',
    peer ? spread(ratios(own.seconds, peer.seconds), 2) : '–',
  ],
  [
    `Exact forecast of one target without hiring, all years (${chances.people.toLocaleString('en')} people)`,
    '–',
    `${spread(exactMilliseconds, 0)} ms`,
    '–',
    '–',
  ],
  ['Exact probability, 32,000 staff in 400 groups', 'under 20 ms', `${spread(allocation.probability, 1)} ms`, '–', '–'],
  [
    `Least disruption, ${allocation.units.toLocaleString('en')} units, ${allocation.total.toLocaleString('en')} posts`,
    'under 200 ms',
    `${spread(allocation.own, 0)} ms`,
    `HiGHS (WebAssembly), the same as a linear program, one run: ${allocation.solver.toFixed(0)} ms`,
    spread(
      allocation.own.map((each) => each / allocation.solver),
      4,
    ),
  ],
];
const page = `# Performance of planning

Written by \`node bench/planning/run.ts\` on ${plainDateAt(Date.now())}; ${cpus()[0]?.model.trim() ?? process.arch}, Node ${process.version.slice(1)}, load ${before.toFixed(1)} before and ${after.toFixed(1)} after. ${ROUNDS} rounds; CPU time of the process, not elapsed time. The peer in numpy (${'`bench/peers/monte_carlo.py`'}, one thread) has the same units, months and rules (who recruits go to, and who gives posts up, unit by unit) and runs in turn with ours; \`BENCH_PYTHON\` names a python that has numpy.

${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

Both answers agree: posts counted at the end of 2030 have a mean of ${own.mean.toFixed(1)} and a standard deviation of ${own.deviation.toFixed(1)} here${
  peer ? `, ${peer.mean.toFixed(1)} and ${peer.deviation.toFixed(1)} in numpy` : ''
}. The least disruptive allocation costs ${allocation.ownCost.toFixed(3)} here and ${allocation.solverCost.toFixed(3)} by HiGHS.
`;
await writeFile(PAGE, page);
process.stdout.write(page);
