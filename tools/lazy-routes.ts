import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Plugin } from 'esbuild';
import type { Env } from '../functions/api/http/env.ts';

/** One area of functions/api/routes: its export, its file, and its routes in their order. */
type Area = { name: string; file: string; routes: { method: string; path: string }[] };

/** The areas in the order in which routes/index.ts mounts them. Throws when they are not, one after the other, its routes. */
async function areasOf(folder: string): Promise<Area[]> {
  const source = readFileSync(join(folder, 'index.ts'), 'utf8');
  const files = new Map(
    [...source.matchAll(/^import \{ (\w+) \} from '\.\/([\w-]+\.ts)';$/gm)].map(([, name = '', file = '']) => [name, file]),
  );
  const mounted = [...source.matchAll(/\.route\('\/', (\w+)\)/g)].map(([, name = '']) => name);
  const areas: Area[] = [];
  for (const name of mounted) {
    const file = join(folder, files.get(name) ?? '');
    const exported = (await import(file)) as Record<string, OpenAPIHono<Env>>;
    areas.push({ name, file, routes: (exported[name]?.routes ?? []).map(({ method, path }) => ({ method, path })) });
  }
  const { routes } = (await import(join(folder, 'index.ts'))) as { routes: OpenAPIHono<Env> };
  const listed = (all: readonly { method: string; path: string }[]) => JSON.stringify(all.map(({ method, path }) => [method, path]));
  if (listed(areas.flatMap((area) => area.routes)) !== listed(routes.routes))
    throw new Error('routes/index.ts does more than mount its areas');
  return areas;
}

/**
 * In the bundle each area is loaded when a request first asks for it: most of a cold start is the making of schemas that
 * this process may never need. Every route stands in its place and order; only its handlers come later, to the same context.
 */
export function lazyRoutes(folder: string): Plugin {
  return {
    name: 'lazy-routes',
    setup({ onLoad }) {
      onLoad({ filter: /functions[/\\]api[/\\]routes[/\\]index\.ts$/ }, async () => {
        const areas = await areasOf(folder);
        const contents = `
          import { OpenAPIHono } from '@hono/zod-openapi';
          import { defaultHook } from '../http/validation.ts';
          export const routes = new OpenAPIHono();
          const later = (load, listed) => {
            let loaded;
            const area = () => (loaded ??= load().then((area) => (new OpenAPIHono({ defaultHook }).route('/', area), area.routes)));
            listed.forEach(([method, path], index) => routes.on(method, path, async (c, next) => (await area())[index].handler(c, next)));
          };
          ${areas
            .map(
              ({ name, file, routes: listed }) =>
                `later(() => import(${JSON.stringify(file)}).then((area) => area.${name}), ${JSON.stringify(listed.map(({ method, path }) => [method, path]))});`,
            )
            .join('\n')}`;
        return { contents, loader: 'js', resolveDir: folder };
      });
    },
  };
}
