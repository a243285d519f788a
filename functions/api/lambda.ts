import { handle } from 'hono/aws-lambda';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentsOf } from '../../shared/store/store.ts';
import { readEnvironment } from '../environment.ts';
import { queueOnDemand } from '../jobs/queue-on-demand.ts';
import { tableClient } from '../table-client.ts';
import { createApp } from './app.ts';
import { docsAssetsIn } from './docs-assets.ts';
import { embeddedMetrics } from './embedded-metrics.ts';
import { environmentSchema } from './environment.ts';
import { fetchJson } from './fetch-json.ts';
import { remoteKeySet } from './http/key-set.ts';
import { tableAnswers } from './table-answers.ts';
import { realWorld } from './world.ts';

const environment = readEnvironment(environmentSchema, process.env);

/** Written beside the bundle when it is built. */
const DOCS = join(import.meta.dirname, 'docs');
const world = realWorld();
const table = environment.BIENCHE_TABLE;
const documents = documentsOf(tableClient({ region: environment.AWS_REGION }));

const app = createApp({
  documents,
  table,
  world,
  queue: queueOnDemand({ region: environment.AWS_REGION, url: environment.BIENCHE_QUEUE }),
  issuer: {
    issuer: environment.BIENCHE_ISSUER,
    audience: environment.BIENCHE_AUDIENCE,
    keySet: remoteKeySet(() => fetchJson(environment.BIENCHE_KEY_SET), world.now),
  },
  limits: { all: environment.BIENCHE_LIMIT_ALL, heavy: environment.BIENCHE_LIMIT_HEAVY },
  ready: tableAnswers({ documents, table, now: world.now }),
  document: () => readFile(join(DOCS, 'openapi.json'), 'utf8'),
  asset: docsAssetsIn(DOCS),
  report: embeddedMetrics({
    stage: environment.BIENCHE_STAGE,
    now: world.now,
    // console.log would put a time and an id before the line, and CloudWatch would no longer see the metrics.
    print: (line) => process.stdout.write(`${line}\n`),
  }),
});

const answer = handle(app);
type ApiEvent = Extract<Parameters<typeof answer>[0], { rawPath: string; requestContext: { http: unknown } }>;

/**
 * What API Gateway calls. A stage of its own stands before every path, which comes decoded; the body comes whole, however it
 * was sent; the gateway's id of the request becomes ours.
 */
export const handler = (event: ApiEvent) => {
  const { stage, requestId } = event.requestContext;
  const prefix = `/${stage}/`;
  const path = stage !== '$default' && event.rawPath.startsWith(prefix) ? event.rawPath.slice(prefix.length - 1) : event.rawPath;
  const { 'transfer-encoding': _whole, ...headers } = event.headers;
  return answer({ ...event, rawPath: path.replaceAll(/[?#]/g, encodeURIComponent), headers: { 'x-request-id': requestId, ...headers } });
};
