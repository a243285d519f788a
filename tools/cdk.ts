import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { SETTINGS, STAGES } from '../infra/stages.ts';

/**
 * `npm run synth` (every stage, or one with --stage) and `npm run deploy -- --stage dev [--region …] [-- options of cdk]`:
 * the settings of a stage as flags in place of `-c name=value`.
 */
const USAGE = `npm run synth [-- --stage ${STAGES.join('|')}] · npm run deploy -- --stage ${STAGES.join('|')} ${SETTINGS.slice(1)
  .map((name) => `[--${name} …]`)
  .join(' ')} [-- options of cdk]`;

function run(command: string, args: string[]): number {
  const options = Object.fromEntries(SETTINGS.map((name) => [name, { type: 'string' }] as const)) as Record<string, { type: 'string' }>;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const stages = values['stage'] === undefined && command === 'synth' ? STAGES : [values['stage']];
  for (const stage of stages) {
    const settings = Object.entries({ ...values, stage }).flatMap(([name, value]) =>
      value === undefined ? [] : ['-c', `${name}=${value}`],
    );
    const own = command === 'synth' ? ['synth', '--quiet', '--output', `cdk.out/${stage}`] : [command, '--all'];
    const { status } = spawnSync('cdk', [...own, ...settings, ...positionals], { stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

const [command = '', ...args] = process.argv.slice(2);
try {
  process.exitCode = run(command, args);
} catch (error) {
  console.error(`${(error as Error).message}\n${USAGE}`);
  process.exitCode = 2;
}
