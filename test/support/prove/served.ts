import { createLocalJWKSet } from 'jose';
import { createApp } from '../../../functions/api/app.ts';
import { realWorld } from '../../../functions/api/world.ts';
import { localClientConfig } from '../../../functions/local/engine/local-client.ts';
import { loadDevelopmentIssuer } from '../../../functions/local/issuer/issuer.ts';
import { type Listening, listen } from '../../../functions/local/listen.ts';
import { type TableLimits, tableClient } from '../../../functions/table-client.ts';
import { documentsOf } from '../../../shared/store/store.ts';

export type ServedOptions = {
  readonly endpoint: string;
  readonly table: string;
  /** Shorter than the product's, so that a run meets many deadlines. */
  readonly limits: TableLimits;
  readonly patience: number;
  /** Milliseconds by which the clock is off. */
  readonly off: () => number;
};

/** The whole application on a loopback port, over a table behind an endpoint. */
export async function serveApp({ endpoint, table, limits, patience, off }: ServedOptions): Promise<Listening> {
  const client = tableClient(localClientConfig(endpoint), limits);
  const { issuer, audience, jwks } = await loadDevelopmentIssuer();
  const world = realWorld();
  const app = createApp({
    documents: documentsOf(client),
    table,
    world: { ...world, now: () => world.now() + off() },
    issuer: { issuer, audience, keySet: createLocalJWKSet(jwks) },
    ready: () => Promise.resolve(true),
    queue: { send: () => Promise.resolve() },
    asset: () => Promise.resolve(undefined),
    patience,
  });
  const { url, close } = await listen(app.fetch, 0);
  return { url, close: () => close().finally(() => client.destroy()) };
}
