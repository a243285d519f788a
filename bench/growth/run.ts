import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAverage, machineOf } from '../machine.ts';
import { writeSection } from '../sections.ts';
import { layOut } from './lay-out.ts';
import { measureGrowth } from './measure.ts';
import { growthSection } from './page.ts';

/** `npm run bench:growth -- [rounds]` writes its part of docs/performance-load.md. */
const PAGE = new URL('../../docs/performance-load.md', import.meta.url);
const SIZES = [1, 10, 34];
const rounds = Number(process.argv[2] ?? 21);

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const before = loadAverage();
const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-growth-'));
try {
  const sizes = await layOut(folder, SIZES, say);
  say('measuring');
  const figures = await measureGrowth(sizes, join(folder, 'issuer'), rounds);
  const text = growthSection({ machine: machineOf('dynoxide', before), rounds, figures });
  await writeSection(PAGE, 'growth', text);
  process.stdout.write(text);
} finally {
  await rm(folder, { recursive: true, force: true });
}
