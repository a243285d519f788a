import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetCount } from '../../shared/domain/monte-carlo/count.ts';
import { drawCounts, forecast } from '../../shared/domain/monte-carlo/forecast.ts';
import { forecastSettingsSchema } from '../../shared/domain/monte-carlo/input.ts';
import { poolsOf } from '../../shared/domain/monte-carlo/pools.ts';
import { ratesOf } from '../../shared/domain/monte-carlo/rates.ts';
import { rateAt } from '../../shared/domain/projection/hazards.ts';
import { categoryPosition } from '../../shared/domain/projection/roster.ts';
import { postFreeMonthIndex } from '../../shared/law/retirement.ts';
import { cpuOf } from '../statistics.ts';
import { type loadProvince, MODEL } from './load-province.ts';

const PEER = fileURLToPath(new URL('../peers/monte_carlo.py', import.meta.url));
const DRAWS = 10_000;

export type Peer = { seconds: number[]; mean: number; deviation: number; numpy: string };
export type Chances = {
  people: number;
  pools: number;
  draws: number;
  own: { seconds: number[]; mean: number; deviation: number };
  peer: Peer | null;
  exactMilliseconds: number[];
};

/** A python that has numpy: `BENCH_PYTHON`, else python3; null where there is none. */
function runPeer(model: object): Peer | null {
  const file = join(tmpdir(), `bienche-peer-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(model));
  try {
    const said = execFileSync(process.env['BENCH_PYTHON'] ?? 'python3', [PEER, file], {
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(said) as Peer;
  } catch {
    return null;
  } finally {
    rmSync(file, { force: true });
  }
}

/** 10,000 courses of the demonstration province with hiring, here and in numpy, round by round; and the exact chances without hiring. */
export async function measureChances({ state, targets }: Awaited<ReturnType<typeof loadProvince>>, rounds: number): Promise<Chances> {
  const pools = poolsOf(state, MODEL, postFreeMonthIndex);
  const target = targets.filter(({ id }) => id === 'payroll-2030');
  const count = new TargetCount(pools, target[0] as (typeof target)[number]);
  const rates = ratesOf(MODEL.hazards, pools.ages);
  const noLabels = new Int32Array(pools.labels.length);
  const peerModel = {
    draws: DRAWS,
    rounds: 1,
    steps: pools.steps,
    firstStep: pools.firstStep,
    posts: [...pools.posts],
    present: [...pools.present],
    outsideBase: [...pools.outsideBase],
    first: [...pools.first],
    counted: [...pools.posts.keys()].map((pool) => count.includes(pool)),
    constant: count.of({ inside: noLabels, sentOutside: noLabels, reserve: pools.reserve, reserveOutside: pools.reserveOutside }),
    pool: [...pools.people.pool],
    due: [...pools.people.due].map((due) => Math.min(pools.steps, Math.max(0, due))),
    segments: pools.people.segments.map(({ category, from, until }) => [from, until, rateAt(rates, category, MODEL.recruitAge)]),
    recruitRates: MODEL.hazards.map(({ category }) => [
      categoryPosition(category),
      rateAt(rates, categoryPosition(category), MODEL.recruitAge),
    ]),
    replacement: MODEL.drivers.replacement.map(({ category, recruits, leavers }) => [categoryPosition(category), recruits, leavers]),
  };
  const settings = forecastSettingsSchema.parse({ draws: DRAWS, method: 'monte-carlo' });
  const own = { seconds: [] as number[], mean: 0, deviation: 0 };
  const peers: Peer[] = [];
  for (let round = 0; round < rounds; round++) {
    const drawn: Float64Array[] = [];
    const cpu = await cpuOf(() => {
      const { values } = drawCounts({ pools, model: MODEL, settings: { ...settings, seed: round }, targets: target });
      drawn.push(...(values[0]?.slice(-1) ?? []));
    });
    own.seconds.push(cpu / 1000);
    const last = drawn[0] as Float64Array;
    own.mean = last.reduce((sum, value) => sum + value, 0) / DRAWS;
    own.deviation = Math.sqrt(last.reduce((sum, value) => sum + (value - own.mean) ** 2, 0) / DRAWS);
    const theirs = runPeer(peerModel);
    if (theirs) peers.push(theirs);
  }
  const frozen = { ...MODEL, drivers: { ...MODEL.drivers, replacement: [] } };
  const exactMilliseconds: number[] = [];
  for (let round = 0; round < 2 * rounds + 1; round++)
    exactMilliseconds.push(
      await cpuOf(() => forecast(state, frozen, forecastSettingsSchema.parse({ method: 'exact' }), target, postFreeMonthIndex)),
    );
  const peer = peers.length === rounds ? { ...(peers[0] as Peer), seconds: peers.flatMap(({ seconds }) => seconds) } : null;
  return { people: pools.people.pool.length, pools: pools.posts.length, draws: DRAWS, own, peer, exactMilliseconds };
}
