import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** Folder of the installed package whose files the documentation page shows. */
export const docsFolder = (): string => dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
