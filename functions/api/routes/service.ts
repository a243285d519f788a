import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Deps } from '../app.ts';
import { json } from '../http/contract.ts';
import type { Env } from '../http/env.ts';

const healthSchema = z.object({ status: z.enum(['ok', 'starting']) }).meta({ id: 'Health' });
const health = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['service'],
  summary: 'Whether the table is there and the foundation data are loaded',
  security: [],
  responses: { 200: json('Ready', healthSchema), 503: json('Starting', healthSchema) },
});

const PAGE = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>bienche – API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;
const START = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, defaultModelsExpandDepth: 0 });\n";
const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const;

/** The public paths beside the contract itself: health, the human page, and the key set of a local issuer. */
export const service = ({ ready, keys, asset }: Deps) => {
  const app = new OpenAPIHono<Env>().openapi(health, async (c) =>
    (await ready()) ? c.json({ status: 'ok' as const }, 200) : c.json({ status: 'starting' as const }, 503),
  );
  app.get('/docs', (c) => c.html(PAGE));
  app.get('/docs/start.js', (c) => c.body(START, 200, { 'content-type': TYPES.js }));
  for (const [name, type] of [
    ['swagger-ui.css', TYPES.css],
    ['swagger-ui-bundle.js', TYPES.js],
  ] as const)
    app.get(`/docs/${name}`, async (c) => {
      const text = await asset(name);
      return text === undefined ? c.notFound() : c.body(text, 200, { 'content-type': type });
    });
  if (keys) app.get('/.well-known/jwks.json', (c) => c.json(keys));
  return app;
};
