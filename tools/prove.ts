import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findEngine } from '../functions/local/engine/find-engine.ts';
import { plainDateAt } from '../shared/time.ts';
import { killDemonstration } from '../test/support/prove/demonstration.ts';
import { type Figures, type Machine, type Tally, figuresOf, pageOf, tallyOf } from '../test/support/prove/page.ts';
import { RUNS, type Run, roundOf } from '../test/support/prove/runs.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'docs/reliability.md');
/** Figures of the last run of each kind, so that one kind can be run alone and the page still tells of all. */
const KEPT = join(ROOT, '.bienche/prove.json');
const ROUND_MS = 20_000;
const USAGE = `npm run prove -- [--minutes 10] [--only ${RUNS.join('|')}] [--seed NUMBER] [--no-page]`;

/** Rounds until the clients of the run have been at work for so many minutes. */
async function prove(run: Run, minutes: number, seed: number): Promise<Figures> {
  const on = machine();
  const rounds: Tally[] = [];
  const count = Math.ceil((minutes * 60_000) / ROUND_MS);
  for (let round = 0; round < count; round++) {
    const result = await roundOf[run](seed + round, Math.min(ROUND_MS, minutes * 60_000));
    const tally = tallyOf(result);
    rounds.push(tally);
    const { acknowledged, violations } = tally;
    console.log(`${run} ${round + 1}/${count}, seed ${seed + round}: ${acknowledged} acknowledged, ${violations.length} violations`);
    for (const violation of violations.slice(0, 5)) console.log(`  ${violation.slice(0, 1_000)}`);
  }
  const figures = figuresOf({ run, seed, minutes, on }, rounds);
  if (run !== 'kills') return figures;
  const { killed, violations } = await killDemonstration();
  for (const violation of violations.slice(0, 5)) console.log(`  ${violation.slice(0, 1_000)}`);
  return {
    ...figures,
    injected: [...figures.injected, ['first start, loading the demonstration', killed]],
    violations: [...figures.violations, ...violations],
  };
}

const machine = (): Machine => ({
  cores: availableParallelism(),
  node: process.versions.node,
  engine: findEngine().name,
  version: (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim(),
  day: plainDateAt(Date.now()),
});

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, only: { type: 'string' }, seed: { type: 'string' }, 'no-page': { type: 'boolean' } },
});
const minutes = Number(values.minutes ?? 10);
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 100_000);
const only = RUNS.find((run) => run === values.only);
if (!(minutes > 0) || !Number.isInteger(seed) || (values.only !== undefined && only === undefined)) {
  console.error(USAGE);
  process.exit(2);
}
const made: Partial<Record<Run, Figures>> = {};
let violations = 0;
for (const run of only ? [only] : RUNS) {
  const figures = await prove(run, minutes, seed);
  violations += figures.violations.length;
  made[run] = figures;
  console.log(`${run}: ${figures.acknowledged} acknowledged, ${figures.violations.length} violations`);
}
if (!values['no-page']) {
  // Read now: another kind may have been run meanwhile.
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Partial<Record<Run, Figures>>) : {};
  const kept = { ...before, ...made };
  writeFileSync(KEPT, JSON.stringify(kept, null, 1));
  writeFileSync(PAGE, pageOf(RUNS.flatMap((run) => kept[run] ?? [])));
}
process.exitCode = violations === 0 ? 0 : 1;
