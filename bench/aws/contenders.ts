import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { BUNDLING, ENTRIES, buildBundles } from '../../tools/build-lambda.ts';

/** A Hono application that says one thing: the least that a function with Hono does. */
const HELLO = `
  import { Hono } from 'hono';
  import { handle } from 'hono/aws-lambda';
  const app = new Hono();
  app.get('*', (c) => c.json({ hello: 'world' }));
  export const handler = handle(app);`;

/** The bare SDK: one GetItem, or one Query of a partition, and nothing around it. */
const BARE = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const TableName = process.env.BIENCHE_TABLE;
  const query = (pk) => new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true, Limit: 100 });
  export const handler = async ({ pk, sk }) => {
    const found = await documents.send(sk ? new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }) : query(pk));
    return { statusCode: 200, body: JSON.stringify(found.Item ?? found.Items) };
  };`;

/** What the API is made of, loaded alone: the first three are in the fourth. */
const PARTS = {
  sdk: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; import { documentsOf } from './shared/store/store.ts';
    export const documents = documentsOf(new DynamoDBClient({ region: 'none' }));`,
  zod: `import * as z from 'zod'; export const schema = z.object({ a: z.string() });`,
  law: `export { RULES } from './shared/law/rules.ts';`,
  routes: `export { routes } from './functions/api/routes/index.ts';`,
} as const;
export type Part = keyof typeof PARTS;

export type Contenders = {
  hello: string;
  bare: string;
  untuned: string;
  nodeWeb: string;
  eager: string;
  api: string;
  parts: Record<Part, string>;
};

/** Bundles everything that is measured below a folder; answers the file of each. */
export async function buildContenders(out: string): Promise<Contenders> {
  const { folders } = await buildBundles(join(out, 'built'));
  /** A bundle in a folder of its own; answers the file that Lambda would load. */
  const write = async (name: string, options: BuildOptions): Promise<string> => {
    const outdir = join(out, name);
    await build({ ...options, outdir });
    return join(outdir, 'index.mjs');
  };
  const plain: BuildOptions = {
    absWorkingDir: BUNDLING.absWorkingDir,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    entryNames: 'index',
    outExtension: { '.js': '.mjs' },
    // Packages in CommonJS ask for builtins by require, which an ES module does not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    minify: true,
  };
  const tuned: BuildOptions = { ...BUNDLING, plugins: [...BUNDLING.plugins], inject: [] };
  // In one part, without the areas that come when they are asked for.
  const eager: BuildOptions = { ...tuned, plugins: BUNDLING.plugins.filter(({ name }) => name !== 'lazy-routes') };
  const source = (contents: string): BuildOptions => ({
    stdin: { contents, resolveDir: BUNDLING.absWorkingDir, loader: 'ts', sourcefile: 'index.ts' },
  });
  const parts = Object.entries(PARTS).map(async ([name, code]) => [
    name,
    await write(name, { ...eager, ...source(`${code} export const handler = undefined;`) }),
  ]);
  return {
    hello: await write('hello', { ...plain, ...source(HELLO) }),
    bare: await write('bare', { ...tuned, ...source(BARE) }),
    untuned: await write('untuned', { ...plain, entryPoints: [ENTRIES.api] }),
    nodeWeb: await write('node-web', { ...tuned, entryPoints: [ENTRIES.api] }),
    eager: await write('eager', { ...eager, inject: [...BUNDLING.inject], entryPoints: [ENTRIES.api] }),
    api: join(folders.api, 'index.mjs'),
    parts: Object.fromEntries(await Promise.all(parts)) as Record<Part, string>,
  };
}
