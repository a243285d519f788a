import { parseArgs } from 'node:util';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { type Found, fuzzOperation, prepareFuzz } from './fuzz.ts';

/**
 * `npm run fuzz -- [--operation TEXT] [--cases 200] [--seed 1] [--case N]`: every operation of the OpenAPI document, asked
 * what its schemas allow and what they do not. Ends with 1 when there are findings.
 */
const { values } = parseArgs({
  options: {
    operation: { type: 'string', default: '' },
    cases: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    case: { type: 'string' },
  },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const say = (line: string) => process.stdout.write(`${line}\n`);
const short = (text: string) => (text.length > 1200 ? `${text.slice(0, 1200)}… (${text.length})` : text);

function tell({ operation, rule, what, status, index, asked }: Found): void {
  say(`FINDING ${rule} · ${operation} · ${status} · ${asked.story}`);
  say(`  ${short(what)}`);
  say(`  ${asked.method} ${short(asked.path)} ${short(JSON.stringify(asked.headers))}`);
  if (asked.content !== undefined) say(`  ${typeof asked.content === 'string' ? short(asked.content) : `${asked.content.length} bytes`}`);
  say(`  again: npm run fuzz -- --seed ${seed} --cases ${cases} --operation '${operation}' --case ${index}`);
}

const engine = await startEngine();
const began = performance.now();
try {
  const prepared = await prepareFuzz(engine.endpoint);
  const chosen = prepared.targets.filter(
    ({ contract }) =>
      contract.name === values.operation ||
      (!prepared.targets.some((each) => each.contract.name === values.operation) && contract.name.includes(values.operation)),
  );
  const told = new Map<string, number>();
  let [asked, answered] = [0, 0];
  for (const target of chosen) {
    const outcome = await fuzzOperation(prepared, target, cases, seed, values.case === undefined ? undefined : Number(values.case));
    asked += outcome.cases;
    answered += outcome.answered;
    const share = Math.round((100 * outcome.answered) / Math.max(1, outcome.cases));
    say(`${outcome.operation}: ${outcome.cases} cases, ${share} % answered, ${JSON.stringify(outcome.statuses)}`);
    for (const found of outcome.found) {
      const name = `${found.operation} ${found.rule} ${found.status}`;
      told.set(name, (told.get(name) ?? 0) + 1);
      if (told.get(name) === 1) tell(found);
    }
  }
  const findings = [...told.values()].reduce((sum, count) => sum + count, 0);
  say(
    `${chosen.length} operations, ${asked} cases, ${answered} answered with success, ${findings} findings of ${told.size} kinds, ${Math.round((performance.now() - began) / 1000)} s, seed ${seed}`,
  );
  process.exitCode = findings === 0 ? 0 : 1;
} finally {
  await engine.stop();
}
