import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { plainDateAt } from '../../shared/time.ts';
import { type Found, type Outcome, fuzzOperation, prepareFuzz } from './fuzz.ts';
import { pageOf } from './page.ts';

/**
 * `npm run fuzz -- [--cases 200] [--seed 1] [--page]`: every operation of the OpenAPI document, asked what its schemas allow
 * and what they do not; `--page` writes docs/fuzz.md. `--operation NAME` (or a part of names) asks only those, and
 * `--case N` only that case. Ends with 1 when there are findings.
 */
const { values } = parseArgs({
  options: {
    operation: { type: 'string', default: '' },
    cases: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    case: { type: 'string' },
    page: { type: 'boolean', default: false },
  },
});
const ROOT = join(import.meta.dirname, '../..');
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const only = values.case === undefined ? undefined : Number(values.case);
const say = (line: string) => process.stdout.write(`${line}\n`);
const short = (text: string) => (text.length > 1200 ? `${text.slice(0, 1200)}… (${text.length})` : text);

function tell({ operation, rule, what, status, index, asked }: Found): void {
  say(`FINDING ${rule} · ${operation} · ${status} · ${asked.story}`);
  say(`  ${short(what)}`);
  say(`  ${asked.method} ${short(asked.path)} ${short(JSON.stringify(asked.headers))}`);
  if (asked.content !== undefined) say(`  ${typeof asked.content === 'string' ? short(asked.content) : `${asked.content.length} bytes`}`);
  say(`  again: npm run fuzz -- --seed ${seed} --cases ${cases} --operation '${operation}' --case ${index}`);
}

/** Tells of an operation, and of the first finding of each kind. */
function tellOf({ operation, cases: asked, answered, statuses, found }: Outcome): void {
  say(`${operation}: ${asked} cases, ${Math.round((100 * answered) / Math.max(1, asked))} % answered, ${JSON.stringify(statuses)}`);
  for (const some of Map.groupBy(found, ({ rule, status }) => `${rule} ${status}`).values()) tell(some[0] as Found);
}

const engine = await startEngine();
const began = performance.now();
try {
  const prepared = await prepareFuzz(engine.endpoint);
  const named = prepared.targets.filter(({ contract }) => contract.name === values.operation);
  const chosen = named.length > 0 ? named : prepared.targets.filter(({ contract }) => contract.name.includes(values.operation));
  const outcomes: Outcome[] = [];
  for (const target of chosen) {
    const outcome = await fuzzOperation(prepared, target, cases, seed, only);
    outcomes.push(outcome);
    tellOf(outcome);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const findings = outcomes.flatMap(({ found }) => found).length;
  const asked = outcomes.reduce((sum, outcome) => sum + outcome.cases, 0);
  say(`${chosen.length} operations, ${asked} cases, ${findings} findings, ${seconds} s, seed ${seed}`);
  if (values.page && chosen.length === prepared.targets.length && only === undefined) {
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
    const machine = { day: plainDateAt(Date.now()), commit, node: process.versions.node, engine: engine.name, seed, cases, seconds };
    writeFileSync(join(ROOT, 'docs/fuzz.md'), pageOf(machine, outcomes));
  }
  process.exitCode = findings === 0 ? 0 : 1;
} finally {
  await engine.stop();
}
