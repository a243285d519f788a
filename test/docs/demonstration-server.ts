import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createLocalJWKSet } from 'jose';
import { createApp } from '../../functions/api/app.ts';
import { docsAssetsIn } from '../../functions/api/docs-assets.ts';
import { realWorld } from '../../functions/api/world.ts';
import { DEMO_TENANT } from '../../functions/local/demo/label.ts';
import { docsFolder } from '../../functions/local/docs-folder.ts';
import { systemContext } from '../../functions/system-context.ts';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import { LocalQueue } from '../../functions/local/jobs/local-queue.ts';
import { LOCAL_PATIENCE_MS } from '../../functions/local/listen.ts';
import { loadDemonstration } from '../../functions/local/load-demonstration.ts';
import { localContext } from '../../functions/local/local-context.ts';
import { printProgress } from '../../functions/local/print-progress.ts';
import { runChunk } from '../../shared/services/jobs/run-chunk.ts';
import { documentsOf } from '../../shared/store/store.ts';
import type { PlainDate } from '../../shared/time.ts';
import { freshTable } from '../support/engine.ts';

/**
 * The API as `npm start` serves it, on a free port, with all of the demonstration province loaded, and what the start
 * prints of its progress on a day: before the registers of people are loaded, and what they add.
 */
export async function serveDemonstration(day: PlainDate) {
  const { client, tableName: table } = await freshTable();
  const documents = documentsOf(client);
  const world = realWorld();
  const { issuer, audience, jwks, sign } = await loadDevelopmentIssuer();
  const contextOf = localContext({ documents, table, world }, DEMO_TENANT);
  const loadLater = await loadDemonstration(contextOf);
  const ctx = { ...contextOf('home-affairs'), today: day };
  const printed: { first: string[]; later: string[] } = { first: [], later: [] };
  const unmeasured = await printProgress(ctx, (line) => printed.first.push(line));
  await loadLater();
  await printProgress(ctx, (line) => printed.later.push(line), unmeasured);
  const serviceItself = systemContext({ documents, table, world });
  const queue: LocalQueue = new LocalQueue(
    (message) => runChunk(serviceItself(message.tenant), queue, message),
    (error) => process.stderr.write(`${String(error)}\n`),
  );
  const app = createApp({
    documents,
    table,
    world,
    queue,
    issuer: { issuer, audience, keySet: createLocalJWKSet(jwks) },
    ready: () => Promise.resolve(true),
    keys: jwks,
    patience: LOCAL_PATIENCE_MS,
    asset: docsAssetsIn(docsFolder()),
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await sign({ subject: 'auditor-01', tenant: DEMO_TENANT, role: 'auditor', units: [] });

  /** One answer, read by an auditor. */
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const stop = () => new Promise<void>((resolve) => void server.close(() => resolve()));
  return { url, get, printed, stop };
}
export type DemonstrationServer = Awaited<ReturnType<typeof serveDemonstration>>;
