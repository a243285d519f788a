import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { oneSchemaPerId } from './schema-ids.ts';
import { realWorld } from './world.ts';

/** `npm run openapi` writes docs/openapi.json from the routes; `-- --check` fails when the committed file differs; either fails when two schemas carry one id. */
oneSchemaPerId(z.globalRegistry);
const { OPENAPI, createApp } = await import('./app.ts');
const { documentsOf } = await import('../../shared/store/store.ts');
const file = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const app = createApp({
  documents: documentsOf(new DynamoDBClient({ region: 'none' })),
  table: 'none',
  world: realWorld(),
  issuer: { issuer: 'none', audience: 'none', keySet: () => Promise.reject(new Error('no keys')) },
  ready: () => Promise.resolve(true),
  asset: () => Promise.resolve(undefined),
});
const document = `${JSON.stringify(app.getOpenAPI31Document(OPENAPI), null, 2)}\n`;
if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== document) {
    process.stderr.write('docs/openapi.json is not what the routes say: run `npm run openapi`\n');
    process.exit(1);
  }
} else await writeFile(file, document);
