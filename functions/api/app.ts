import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { languageDetector } from 'hono/language';
import { requestId } from 'hono/request-id';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Tree } from '../../shared/domain/tree.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Queue } from '../../shared/services/jobs/queue.ts';
import { Store } from '../../shared/store/store.ts';
import { plainDateAt } from '../../shared/time.ts';
import type { World } from '../../shared/world.ts';
import { type Issuer, actorsOf, guard } from './http/authenticate.ts';
import type { Env } from './http/env.ts';
import { requireJson, requireOneMeaning } from './http/json-body.ts';
import { type Limits, limiter } from './http/limits.ts';
import { onError } from './http/problem.ts';
import { type Report, reportFailures, reporting } from './http/request-event.ts';
import { guardedAnswers } from './http/security-headers.ts';
import { defaultHook } from './http/validation.ts';
import { service } from './routes/service.ts';
import { routes } from './routes/index.ts';

/** What the application needs of the outside. `keys` is the public key set of a local issuer, shown only there. */
export type Deps = {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly world: World;
  /** Where chunks of jobs wait for a worker. */
  readonly queue: Queue;
  readonly issuer: Issuer;
  readonly ready: () => Promise<boolean>;
  readonly keys?: object;
  /** A file of the documentation page, or undefined when there is none of that name. */
  readonly asset: (name: string) => Promise<string | undefined>;
  /** The OpenAPI document as text, where it was made before; absent: made from the routes when first asked for. */
  readonly document?: (() => Promise<string>) | undefined;
  /** Milliseconds within which a request is answered: what takes longer is broken off and answered as busy. */
  readonly patience?: number | undefined;
  /** How much one token may ask; absent: as much as it likes. */
  readonly limits?: Limits | undefined;
  /** Where each request is told of; absent: only our own failures, on standard error. */
  readonly report?: Report | undefined;
};

/** API Gateway waits 30 seconds and the function is ended after 29; what must still be said after the limit takes two. */
const PATIENCE_MS = 20_000;

/** Largest body that is read: the 2 MB of a bulk request. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const METHODS_WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH'];

/** The whole API over a table. Kept between requests: trees of units and staff records, each checked by version, and tokens just verified. */
export function createApp(deps: Deps) {
  const { documents, table, world, issuer, queue } = deps;
  const kept = { trees: new Map<string, Tree>(), staff: new Map(), known: new Map() };
  const actorOf = actorsOf(issuer);
  const limit = limiter(deps.limits ?? { all: null, heavy: null });
  const app = new OpenAPIHono<Env>({ defaultHook });
  app.onError(onError);
  app.notFound((c) => onError(unrouted(app, c.req.method, c.req.path), c));
  app.use(reporting(deps.report ?? reportFailures));
  app.use(requestId({ generator: () => world.newId(), limitLength: 64 }));
  app.use(languageDetector({ order: ['header'], caches: false, supportedLanguages: ['vi', 'en'], fallbackLanguage: 'vi' }));
  app.use(guardedAnswers);
  app.use(
    guard(async (c) => {
      const actor = await actorOf(c.req.header('authorization'), world.now());
      limit(c, `${actor.tenant} ${actor.id}`, world.now());
      const store = new Store({ documents, table, world, signal: AbortSignal.timeout(deps.patience ?? PATIENCE_MS) }, actor.tenant);
      c.set('ctx', { actor, store, world, today: plainDateAt(world.now()), requestId: c.get('requestId'), idempotency: null, ...kept });
      c.set('queue', queue);
      c.header('cache-control', 'no-store');
    }),
  );
  const limited = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new Refusal('payload-too-large', { limit: MAX_BODY_BYTES });
    },
  });
  app.use(async (c, next) => {
    // Asking any other request for its body costs as much as reading a unit.
    if (!METHODS_WITH_BODY.includes(c.req.method)) return next();
    requireJson(c);
    // A body that breaks off, or that nobody can read to its end, is the sender's affair.
    await limited(c, () => requireOneMeaning(c)).catch((error: unknown) => {
      throw error instanceof Refusal ? error : new Refusal('malformed-json');
    });
    return next();
  });
  const api = app.route('/', service(deps)).route('/', routes);
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  const document = memoised(deps.document ?? (() => Promise.resolve(JSON.stringify(api.getOpenAPI31Document(OPENAPI)))));
  api.get('/openapi.json', async (c) => c.body(await document(), 200, { 'content-type': 'application/json' }));
  return api;
}

/** Why no route answers: another method would, or there is nothing at all. */
function unrouted({ router }: OpenAPIHono<Env>, method: string, path: string): Refusal {
  const allowed = METHODS.filter((one) => router.match(one, path)[0].some(([[, route]]) => route.method === one));
  return allowed.length > 0
    ? new Refusal('method-not-allowed', { method, allowed: allowed.join(', ') })
    : new Refusal('not-found', { what: path });
}

function memoised<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Head of the OpenAPI document; the rest follows from the routes. */
export const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'bienche',
    version: '1',
    description: 'Quản lý biên chế và kế hoạch tinh giản của một tỉnh. Establishment control and reduction planning of a province.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  security: [{ bearer: [] }],
};

export type AppType = ReturnType<typeof createApp>;
