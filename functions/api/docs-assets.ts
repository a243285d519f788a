import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FILES: readonly string[] = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** A file of the documentation page from the installed package; served by ourselves, so that the page works without a network. */
export async function docsAsset(name: string): Promise<string | undefined> {
  if (!FILES.includes(name)) return undefined;
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return readFile(join(folder, name), 'utf8');
}
