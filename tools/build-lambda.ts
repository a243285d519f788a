import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type Plugin, build } from 'esbuild';
import { OPENAPI } from '../functions/api/app.ts';
import { DOCS_FILES } from '../functions/api/docs-assets.ts';
import { PUBLIC_PATHS } from '../functions/api/http/authenticate.ts';
import { unconnectedApp } from '../functions/api/unconnected-app.ts';
import { docsFolder } from '../functions/local/docs-folder.ts';
import { ROLES } from '../shared/actor.ts';
import { lazyRoutes } from './lazy-routes.ts';
import { withoutDocumentation } from './without-documentation.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** One function of the product for each trigger: its entry file. The folder of its bundle carries its name. */
export const ENTRIES = {
  api: 'functions/api/lambda.ts',
  'pre-token': 'functions/identity/pre-token.ts',
  jobs: 'functions/jobs/lambda.ts',
  schedule: 'functions/schedule/lambda.ts',
} as const;
export type FunctionName = keyof typeof ENTRIES;

/** What the infrastructure must know of the application, told by the application itself. */
export type Bundles = {
  /** Folder of each function's bundle; its `index.mjs` exports `handler`. */
  readonly folders: Readonly<Record<FunctionName, string>>;
  /** Paths that need no token; all others do. */
  readonly publicPaths: readonly string[];
  /** Every route as method and path. */
  readonly routes: readonly string[];
  readonly roles: readonly string[];
};

/**
 * Modules that a function never uses, in place of those that would be loaded at each cold start: the document of the API is
 * made here and not there, and credentials come from the environment that Lambda sets.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  '@asteasolutions/zod-to-openapi': `
    export class OpenAPIRegistry { definitions = []; registerPath() {} registerComponent() {} }
    export const extendZodWithOpenApi = () => {};
    export const getOpenApiMetadata = undefined, OpenApiGeneratorV3 = undefined, OpenApiGeneratorV31 = undefined;`,
  '@aws-sdk/credential-provider-node': `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
  '@smithy/core/event-streams': 'export const EventStreamSerde = undefined;',
  // Only handed to extendZodWithOpenApi; the whole of zod with its 50 languages would come along.
  zod: 'export const z = undefined;',
};

/** What of zod writes JSON Schema: asked for only by the document of the API. */
const JSON_SCHEMA = {
  'to-json-schema.js': `const none = () => () => undefined; export { none as createStandardJSONSchemaMethod, none as createToJSONSchemaMethod };`,
  'json-schema-processors.js': 'export const toJSONSchema = undefined;',
  'json-schema-generator.js': 'export const JSONSchemaGenerator = undefined;',
};

const standIns: Plugin = {
  name: 'stand-ins',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^[@\w]/ }, ({ path, importer }) => {
      const replaced = Object.hasOwn(STAND_INS, path) && (path !== 'zod' || importer.includes('@hono/zod-openapi'));
      return replaced ? { path, namespace: 'stand-in' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({ contents: STAND_INS[path] ?? '', resolveDir: ROOT }));
    for (const [file, contents] of Object.entries(JSON_SCHEMA))
      onLoad({ filter: new RegExp(`zod[\\\\/]v4[\\\\/]core[\\\\/]${file}$`) }, () => ({ contents }));
  },
};

/** An import statement of node:http would load undici, the largest part of a cold start, for the sake of names that nobody uses. */
const builtins: Plugin = {
  name: 'builtins',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(node:)?[a-z]/ }, ({ path }) => {
      const name = path.replace(/^node:/, '');
      return builtinModules.includes(name) ? { path: name, namespace: 'builtin' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/**
 * How a bundle is made: measured choices, see docs/performance-aws.md. What an area of the API alone needs lies in files of its
 * own, so that a cold start reads and compiles no more than its first request asks for.
 */
export const BUNDLING = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  splitting: true,
  entryNames: 'index',
  chunkNames: 'parts/[hash]',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  charset: 'utf8',
  legalComments: 'none',
  minify: true,
  // A stack trace shows the line that threw: not a megabyte of it.
  lineLimit: 400,
  inject: [join(ROOT, 'functions/api/web/globals.ts')],
  metafile: true,
  plugins: [
    standIns,
    builtins,
    lazyRoutes(join(ROOT, 'functions/api/routes')),
    withoutDocumentation(/[\\/](shared|functions)[\\/].*\.ts$/),
  ],
} as const satisfies BuildOptions;

/** What the infrastructure must know of the application, without bundling it. */
export function factsOf(app = unconnectedApp()): Omit<Bundles, 'folders'> {
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
  return { publicPaths: PUBLIC_PATHS, routes: [...new Set(routes.map(({ method, path }) => `${method} ${path}`))], roles: ROLES };
}

/** Bundles every function into a folder of its own below `out`, with what it reads while it runs; what is in it stands beside, as JSON. */
export async function buildBundles(out: string): Promise<Bundles> {
  await rm(out, { recursive: true, force: true });
  const folders = Object.fromEntries(Object.keys(ENTRIES).map((name) => [name, join(out, name)])) as Record<FunctionName, string>;
  for (const [name, entry] of Object.entries(ENTRIES)) {
    const { metafile } = await build({
      ...BUNDLING,
      plugins: [...BUNDLING.plugins],
      inject: [...BUNDLING.inject],
      entryPoints: [entry],
      outdir: folders[name as FunctionName],
    });
    await writeFile(join(out, `${name}.json`), JSON.stringify(metafile));
  }
  const app = unconnectedApp();
  const docs = join(folders.api, 'docs');
  await mkdir(docs, { recursive: true });
  await writeFile(join(docs, 'openapi.json'), JSON.stringify(app.getOpenAPI31Document(OPENAPI)));
  for (const file of DOCS_FILES) await copyFile(join(docsFolder(), file), join(docs, file));
  return { folders, ...factsOf(app) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { folders } = await buildBundles(join(ROOT, 'dist/lambda'));
  for (const folder of Object.values(folders)) console.log(folder);
}
