import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { oneSchemaPerId } from './schema-ids.ts';

/** `npm run openapi` writes docs/openapi.json from the routes; `-- --check` fails when the committed file differs; either fails when two schemas carry one id. */
oneSchemaPerId(z.globalRegistry);
const { OPENAPI } = await import('./app.ts');
const { unconnectedApp } = await import('./unconnected-app.ts');
const file = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const document = `${JSON.stringify(unconnectedApp().getOpenAPI31Document(OPENAPI), null, 2)}\n`;
if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== document) {
    process.stderr.write('docs/openapi.json is not what the routes say: run `npm run openapi`\n');
    process.exit(1);
  }
} else await writeFile(file, document);
