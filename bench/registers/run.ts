import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANT } from '../../functions/local/demo/label.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { loadTree } from '../../shared/services/load-tree.ts';
import { MAX_LIMIT } from '../../shared/services/page.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { plainDateAt } from '../../shared/time.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import { openPlace } from '../place.ts';
import { loadRegisters } from './load-registers.ts';
import { measureCoverage } from './measure-coverage.ts';
import { measureListing } from './measure-listing.ts';
import { type WriteFigures, measureWrites } from './measure-writes.ts';
import { pageOf } from './page.ts';
import { attendances, changedStaff, movable, movedStaff, newStaff } from './workloads.ts';

/** `node bench/registers/run.ts [rounds]` writes docs/performance-registers.md. */
const PAGE = new URL('../../docs/performance-registers.md', import.meta.url);
const rounds = +(process.argv[2] ?? 21);
const ROWS = { bulk: 400, single: 100, listed: 5000 };

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const before = loadavg()[0] ?? 0;
const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-registers-'));
// Only this engine reports the capacity of transactions as AWS does.
const engine = await startEngine({ engine: 'dynoxide', dataDir: join(folder, 'data') });
const place = openPlace({ endpoint: engine.endpoint, table: DEMONSTRATION.table, tenant: DEMO_TENANT });
try {
  await createTable(place.client, place.table);
  say('load of units, staff and courses');
  const { staff, courses } = await loadRegisters(place);
  say('coverage');
  const coverage = await measureCoverage(place, rounds);
  say('list');
  const listing = await measureListing(place, ROWS.listed, MAX_LIMIT);
  const tree = await loadTree(place.contextOf('home-affairs'));
  const able = movable(staff, tree);
  const half = Math.floor(able.length / 2);
  const longest = courses.reduce((one, other) => (other.rows.length > one.rows.length ? other : one));
  const workloads = [
    attendances(longest.course, longest.rows),
    newStaff(staff, ROWS.bulk),
    movedStaff(able.slice(0, half), ROWS.bulk),
    changedStaff(able.slice(half), ROWS.single),
  ];
  const writes: WriteFigures[] = [];
  for (const workload of workloads) {
    say(workload.title);
    writes.push(await measureWrites(place, workload, rounds));
  }
  const page = pageOf({
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model.trim() ?? process.arch,
      node: process.version.slice(1),
      engine: engine.name,
      day: plainDateAt(Date.now()),
      load: { before, after: loadavg()[0] ?? 0 },
    },
    staff: staff.length,
    writes,
    coverage,
    listing,
  });
  await writeFile(PAGE, page);
  process.stdout.write(page);
} finally {
  place.client.destroy();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
}
