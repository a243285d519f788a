import { createTable } from '../../shared/store/create-table.ts';
import { instantAt } from '../../shared/time.ts';
import { ArchiveError } from '../archive/archive-error.ts';
import { exportTenant } from '../archive/export-tenant.ts';
import { restoreTenant } from '../archive/restore-tenant.ts';
import type { Tally } from '../archive/tally.ts';
import type { TenantTable } from '../archive/tenant-items.ts';
import { realWorld } from '../api/world.ts';
import { tableClient } from '../table-client.ts';
import { ARCHIVE_USAGE, type ArchiveOptions, readArchiveOptions } from './archive-options.ts';
import { EngineError } from './engine/engine-error.ts';
import { localClientConfig } from './engine/local-client.ts';
import { startEngine } from './engine/start-engine.ts';
import { OptionsError } from './options.ts';
import { TABLE_NAME } from './table-name.ts';

/** Writes a tenant's archive, or restores one: `archive.ts export|restore`. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);
const world = realWorld();

const WORK = {
  export: (place: TenantTable, file: string) => exportTenant(place, file, instantAt(world.now())),
  restore: (place: TenantTable, file: string) => restoreTenant(place, file, world),
};

/** Works on the table that the options name; an engine on this machine runs only meanwhile. */
async function onTable({ tenant, place }: ArchiveOptions, work: (table: TenantTable) => Promise<Tally>): Promise<Tally> {
  if ('table' in place) {
    const { table, endpoint, region } = place;
    const client = tableClient({
      ...(endpoint === undefined ? {} : localClientConfig(endpoint)),
      ...(region === undefined ? {} : { region }),
    });
    return work({ client, table, tenant }).finally(() => client.destroy());
  }
  const engine = await startEngine({ dataDir: place.dataDir });
  const client = tableClient(localClientConfig(engine.endpoint));
  try {
    await createTable(client, TABLE_NAME);
    return await work({ client, table: TABLE_NAME, tenant });
  } finally {
    client.destroy();
    await engine.stop();
  }
}

const [verb, ...args] = process.argv.slice(2);
try {
  const work = WORK[verb === 'restore' ? 'restore' : 'export'];
  const options = readArchiveOptions(args);
  const { items, digest, log } = await onTable(options, (table) => work(table, options.file));
  say(`${options.tenant}  ${options.file}`);
  say(`${items} mục / items  ${digest}`);
  say(`${log.entries} mục nhật ký / log entries, ${log.streams} chuỗi / chains  ${log.digest}`);
} catch (error) {
  const known = error instanceof ArchiveError || error instanceof EngineError;
  if (error instanceof OptionsError) complain(`${error.message}\n${ARCHIVE_USAGE}`);
  else complain(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(error instanceof OptionsError ? 2 : 1);
}
