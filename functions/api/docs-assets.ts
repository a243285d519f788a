import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the documentation page needs of swagger-ui-dist; served by ourselves, so that the page works without a network. */
export const DOCS_FILES: readonly string[] = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** A file of the documentation page from a folder that holds them: the installed package, or the one beside a bundle. */
export const docsAssetsIn =
  (folder: string) =>
  async (name: string): Promise<string | undefined> =>
    DOCS_FILES.includes(name) ? readFile(join(folder, name), 'utf8') : undefined;
