import { serve } from '@hono/node-server';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLocalJWKSet } from 'jose';
import { createTable } from '../../shared/store/create-table.ts';
import { documentsOf } from '../../shared/store/store.ts';
import { createApp } from '../api/app.ts';
import { docsAsset } from '../api/docs-assets.ts';
import { realWorld } from '../api/world.ts';
import { DEMO_TENANT, SYNTHETIC } from './demo/label.ts';
import { EngineError } from './engine/engine-error.ts';
import { localClientConfig } from './engine/local-client.ts';
import { startEngine } from './engine/start-engine.ts';
import { loadDevelopmentIssuer } from './issuer/issuer.ts';
import { loadDemonstration } from './load-demonstration.ts';
import { type Options, OptionsError, USAGE, readOptions } from './options.ts';
import { localContext } from './local-context.ts';
import { printProgress } from './print-progress.ts';

const TABLE_NAME = 'bienche';
const say = (line = '') => process.stdout.write(`${line}\n`);

/** Starts engine, table, API and demonstration province; answers how to stop them. */
async function start(options: Options): Promise<void> {
  const engine = await startEngine({ engine: options.engine, dataDir: options.dataDir });
  const client = new DynamoDBClient({ ...localClientConfig(engine.endpoint), maxAttempts: 3 });
  await createTable(client, TABLE_NAME);
  const world = realWorld();
  const documents = documentsOf(client);
  const { issuer, audience, jwks } = await loadDevelopmentIssuer();
  const state = { ready: false };
  const app = createApp({
    documents,
    table: TABLE_NAME,
    world,
    issuer: { issuer, audience, keySet: createLocalJWKSet(jwks) },
    ready: () => Promise.resolve(state.ready),
    keys: jwks,
    asset: docsAsset,
  });
  const server = serve({ fetch: app.fetch, port: options.port, hostname: '127.0.0.1' });
  const stop = async (code: number) => {
    server.close();
    await engine.stop();
    process.exit(code);
  };
  server.once('error', (error: NodeJS.ErrnoException) => {
    const busy = error.code === 'EADDRINUSE';
    process.stderr.write(
      busy
        ? `Cổng ${options.port} đang bận; chọn cổng khác: --port. Port ${options.port} is busy; choose another: --port.\n`
        : `${error.message}\n`,
    );
    void stop(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
  void engine.exited.then(() => {
    process.stderr.write('Cơ sở dữ liệu đã dừng. The database has stopped.\n');
    process.exit(1);
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : options.port}`;
  say(`bienche  ${url}/docs   (OpenAPI: ${url}/openapi.json)`);
  say(`Cơ sở dữ liệu / database: ${engine.name}, ${options.dataDir ?? 'trong bộ nhớ / in memory'}`);
  const contextOf = localContext({ documents, table: TABLE_NAME, world }, DEMO_TENANT);
  if (!options.empty) await loadDemonstration(contextOf);
  state.ready = true;
  if (!options.empty) {
    say(`${SYNTHETIC.vi} ${SYNTHETIC.en}`);
    await printProgress(contextOf('home-affairs'), say);
  }
  say(`\nMã truy cập / token:  npm run --silent token -- --role home-affairs`);
  say('Dừng / stop: Ctrl-C');
}

try {
  await start(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  if (error instanceof OptionsError) process.stderr.write(`${error.message}\n${USAGE}\n`);
  else if (error instanceof EngineError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(error instanceof OptionsError ? 2 : 1);
}
