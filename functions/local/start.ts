import { createLocalJWKSet } from 'jose';
import { runChunk } from '../../shared/services/jobs/run-chunk.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { documentsOf } from '../../shared/store/store.ts';
import { ArchiveError } from '../archive/archive-error.ts';
import { removeExpired } from '../archive/remove-expired.ts';
import { refuseHalfRestored } from '../archive/restore-tenant.ts';
import { createApp } from '../api/app.ts';
import { docsAssetsIn } from '../api/docs-assets.ts';
import { realWorld } from '../api/world.ts';
import { systemContext, tenantsOf } from '../system-context.ts';
import { tableClient } from '../table-client.ts';
import { DEMO_TENANT, SYNTHETIC } from './demo/label.ts';
import { docsFolder } from './docs-folder.ts';
import { EngineError } from './engine/engine-error.ts';
import { localClientConfig } from './engine/local-client.ts';
import { startEngine } from './engine/start-engine.ts';
import { loadDevelopmentIssuer } from './issuer/issuer.ts';
import { LocalQueue } from './jobs/local-queue.ts';
import { keepHouseHere } from './keep-house.ts';
import { LOCAL_PATIENCE_MS, ListenError, listen } from './listen.ts';
import { loadDemonstration } from './load-demonstration.ts';
import { type Options, OptionsError, USAGE, readOptions } from './options.ts';
import { localContext } from './local-context.ts';
import { printProgress } from './print-progress.ts';
import { lineOfChunk, printRequests } from './print-requests.ts';
import { RightOfWay } from './right-of-way.ts';
import { TABLE_NAME } from './table-name.ts';

const say = (line = '') => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** What the server does by itself, as it is named when it fails. */
const UNDONE = { jobs: 'Tác vụ / jobs', digest: 'Nhật ký / log digest', expiry: 'Dữ liệu hết hạn / expired items' } as const;

/** True from the first signal on: what fails after it fails because we are stopping. */
let stopping = false;

/** Starts engine, table and API, loads the demonstration province where it is missing, and says where everything is. */
async function start(options: Options): Promise<void> {
  const engine = await startEngine({ engine: options.engine, dataDir: options.dataDir });
  void engine.exited.then(() => {
    if (stopping) return;
    complain('Cơ sở dữ liệu đã dừng. The database has stopped.');
    process.exit(1);
  });
  const client = tableClient(localClientConfig(engine.endpoint));
  await createTable(client, TABLE_NAME);
  await refuseHalfRestored({ client, table: TABLE_NAME });
  const place = { documents: documentsOf(client), table: TABLE_NAME, world: realWorld() };
  const { issuer, audience, jwks } = await loadDevelopmentIssuer();
  const state = { ready: false };
  const rightOfWay = new RightOfWay();
  const placeBehind = { ...place, documents: rightOfWay.yielding(place.documents) };
  const serviceItself = systemContext(placeBehind);
  const failed = (what: string) => (error: unknown) => {
    if (!stopping) complain(`${what}: ${String(error)}`);
  };
  const queue: LocalQueue = new LocalQueue(async (message) => {
    const carried = await runChunk(serviceItself(message.tenant), queue, message);
    if (options.log && carried) complain(lineOfChunk(message, carried));
  }, failed('Tác vụ / job'));
  const app = createApp({
    ...place,
    queue,
    issuer: { issuer, audience, keySet: createLocalJWKSet(jwks) },
    ready: () => Promise.resolve(state.ready),
    keys: jwks,
    limits: options.limits,
    patience: LOCAL_PATIENCE_MS,
    asset: docsAssetsIn(docsFolder()),
    report: options.log ? printRequests(complain) : undefined,
  });
  const answer: typeof app.fetch = (...ask) => rightOfWay.first(() => app.fetch(...ask));
  const { url, close } = await listen(answer, options.port).catch(async (error: unknown) => {
    stopping = true;
    await engine.stop();
    throw error;
  });
  const stop = async () => {
    stopping = true;
    await close();
    await engine.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  say(`bienche  ${url}/docs   (OpenAPI: ${url}/openapi.json)`);
  say(`Cơ sở dữ liệu / database: ${engine.name}, ${options.dataDir ?? 'trong bộ nhớ / in memory'}`);
  const contextOf = localContext(place, DEMO_TENANT);
  const behind = localContext(placeBehind, DEMO_TENANT);
  const loadLater = options.empty ? undefined : await loadDemonstration(contextOf, behind);
  state.ready = true;
  let unmeasured = new Set<string>();
  if (loadLater) {
    say(`${SYNTHETIC.vi} ${SYNTHETIC.en}`);
    unmeasured = await printProgress(contextOf('home-affairs'), say);
  }
  say(`\nMã truy cập / token:  npm run --silent token -- --role home-affairs`);
  say('Dừng / stop: Ctrl-C');
  if (await loadLater?.()) await printProgress(contextOf('home-affairs'), say, unmeasured);
  await keepHouseHere({
    contextOf: serviceItself,
    tenants: async () => [...new Set([DEMO_TENANT, ...(await tenantsOf(place))])],
    queue,
    clean: () => removeExpired({ client, table: TABLE_NAME }, Math.floor(place.world.now() / 1000)),
    failed: ({ what, error }) => failed(UNDONE[what])(error),
  });
}

try {
  await start(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  if (!stopping || error instanceof ListenError) {
    const known = error instanceof EngineError || error instanceof ListenError || error instanceof ArchiveError;
    if (error instanceof OptionsError) complain(`${error.message}\n${USAGE}`);
    else complain(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(error instanceof OptionsError ? 2 : 1);
  }
}
