import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStage } from '../../infra/stages.ts';
import { atFolder, loadFolder } from '../load-folder.ts';
import { loadAverage, machineOf } from '../machine.ts';
import { desksOf } from './desk.ts';
import { measureStorage, measureUses } from './measure.ts';
import { pageOf } from './page.ts';
import { usesOf } from './uses.ts';

/** `npm run bench:capacity -- [--data DIR]` writes docs/performance-capacity.md; DIR: a folder to load into, or loaded before. */
const PAGE = new URL('../../docs/performance-capacity.md', import.meta.url);
const { values } = parseArgs({ options: { data: { type: 'string' } } });

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const before = loadAverage();
const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-capacity-'));
const dataDir = values.data ?? join(folder, 'data');
try {
  await loadFolder(dataDir, true);
  const page = await atFolder(dataDir, async (place) => {
    const stored = await measureStorage(place);
    const uses = await measureUses(await usesOf(place, await desksOf(place, join(folder, 'issuer'))), say);
    const { memoryMegabytes } = readStage({ stage: 'prod' });
    return pageOf({ machine: machineOf('dynoxide', before), uses, stored, memoryMegabytes });
  });
  await writeFile(PAGE, page);
  process.stdout.write(page);
} finally {
  await rm(folder, { recursive: true, force: true });
}
