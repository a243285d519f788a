import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_TENANT } from '../functions/local/demo/label.ts';
import { startEngine } from '../functions/local/engine/start-engine.ts';
import { createTable } from '../shared/store/create-table.ts';
import { plainDateAt } from '../shared/time.ts';
import { DEMONSTRATION } from './demonstration.ts';
import { bulkConsumption, headcountConsumption, progressConsumption, projectionConsumption } from './measure-capacity.ts';
import { measureHttp } from './measure-http.ts';
import { measureLoad } from './measure-load.ts';
import { measureProjection } from './measure-projection.ts';
import { type Figures, pageOf } from './page.ts';
import { openPlace } from './place.ts';
import { school } from './school.ts';

const PAGE = new URL('../docs/performance.md', import.meta.url);
const ROUNDS = { http: 31, requests: 60, projection: 15 };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const before = loadavg()[0] ?? 0;
const folder = await mkdtemp(join(tmpdir(), 'bienche-bench-'));
// Only this engine reports the capacity of transactions as AWS does.
const engine = await startEngine({ engine: 'dynoxide', dataDir: join(folder, 'data') });
const place = openPlace({ endpoint: engine.endpoint, table: DEMONSTRATION.table, tenant: DEMO_TENANT });
try {
  await createTable(place.client, place.table);
  say('(d) load');
  const load = await measureLoad(place);
  const unit = await school(place);
  say('(b) GET of a unit');
  const http = await measureHttp(place, { ...unit, issuerFolder: join(folder, 'issuer'), rounds: ROUNDS.http, requests: ROUNDS.requests });
  say('(a) projection');
  const projection = await measureProjection(place, ROUNDS.projection);
  say('(c) capacity');
  const capacity = [
    await progressConsumption(place),
    await projectionConsumption(place),
    await headcountConsumption(place, unit),
    await bulkConsumption(place),
  ];
  const machine: Figures['machine'] = {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? process.arch,
    node: process.version.slice(1),
    engine: engine.name,
    day: plainDateAt(Date.now()),
    load: { before, after: loadavg()[0] ?? 0 },
  };
  const page = pageOf({ machine, projection, http, capacity, load });
  await writeFile(PAGE, page);
  process.stdout.write(page);
} finally {
  place.client.destroy();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
}
