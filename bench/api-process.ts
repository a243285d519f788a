import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createLocalJWKSet } from 'jose';
import { createApp } from '../functions/api/app.ts';
import { realWorld } from '../functions/api/world.ts';
import { loadDevelopmentIssuer } from '../functions/local/issuer/issuer.ts';
import { openPlace } from './place.ts';

/** The API as a process of its own over the table named on its command line; tells its parent the port and ends with it. */
const [endpoint = '', table = '', tenant = '', issuerFolder = ''] = process.argv.slice(2);
const { documents } = openPlace({ endpoint, table, tenant });
const { issuer, audience, jwks } = await loadDevelopmentIssuer(issuerFolder);
const app = createApp({
  documents,
  table,
  world: realWorld(),
  queue: { send: () => Promise.resolve() },
  issuer: { issuer, audience, keySet: createLocalJWKSet(jwks) },
  ready: () => Promise.resolve(true),
  asset: () => Promise.resolve(undefined),
});
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port })) as Server;
// A connection may wait for its turn for long.
server.keepAliveTimeout = 600_000;
process.once('disconnect', () => process.exit(0));
