import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair } from 'jose';
import { type Deps, OPENAPI, createApp } from '../../functions/api/app.ts';
import type { Role } from '../../shared/actor.ts';
import type { UnitFacts } from '../../shared/domain/unit.ts';
import { documentsOf } from '../../shared/store/store.ts';
import { freshTable } from './engine.ts';
import { DECISION, NOW, SMALL_PROVINCE, testWorld } from './province.ts';

export const ISSUER = 'https://issuer.test';
export const AUDIENCE = 'bienche-test';
export const KEY_ID = 'test-key';

export type As = { role?: Role; units?: readonly string[]; tenant?: string; id?: string };
export type Ask = { as?: As; token?: string | null; body?: unknown; text?: string; headers?: Record<string, string | null> };
export type Answer = { status: number; headers: Headers; text: string; body: Record<string, unknown> };
export type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  requestId: string;
  article?: string;
  data?: Record<string, unknown>;
  errors?: { field: string; code: string; message: string }[];
};
export const problemOf = ({ body }: Answer): Problem => body as Problem;
export const itemsOf = <T = Record<string, unknown>>({ body }: Answer): T[] => body['items'] as T[];

/** Who asks unless told: people are reported by an HR officer of the whole province, money by finance, all else by home affairs. */
const usual = (method: string, path: string): As => {
  if (method === 'GET' || method === 'HEAD') return {};
  if (/\/position-frameworks(\/\d+(\/submit)?)?$/.test(path)) return { role: 'hr-officer', units: ['H49'] };
  if (/\/(headcount|yearly-plans)\/.*\/(accept|return)$/.test(path)) return {};
  if (/\/(headcount|structure|age-profiles?|norm-inputs|yearly-plans)\/|\/staff(\/|$)/.test(path))
    return { role: 'hr-officer', units: ['H49'] };
  if (path.startsWith('/v1/jobs/')) return { role: 'hr-officer', units: ['H49'] };
  if (path === '/v1/jobs' || path.startsWith('/v1/training/')) return { role: 'training-coordinator', units: ['H49'] };
  return /\/(self-financing|district-budgets?)\//.test(path) ? { role: 'finance-officer' } : {};
};

/** The application over any deps; those that a suite does not name stand for nothing. */
export const appOf = (deps: Pick<Deps, 'documents' | 'table' | 'world'> & Partial<Deps>) =>
  createApp({
    issuer: { issuer: ISSUER, audience: AUDIENCE, keySet: () => Promise.reject(new Error('no keys')) },
    ready: () => Promise.resolve(true),
    queue: { send: () => Promise.resolve() },
    asset: (name) => Promise.resolve(`/* ${name} */`),
    ...deps,
  });

/** The OpenAPI document of the routes as they are, without any table. */
export const contract = () =>
  appOf({ documents: documentsOf(new DynamoDBClient({ region: 'none' })), table: 'none', world: testWorld() }).getOpenAPI31Document(
    OPENAPI,
  );

/** An issuer of tokens with a key pair of its own. */
export async function testIssuer(kid = KEY_ID, alg: 'RS256' | 'ES256' = 'RS256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const key = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  const sign = (
    { role = 'home-affairs', units = [], tenant = 'H49', id = `${role}-1` }: As = {},
    now = NOW,
    other: Record<string, unknown> = {},
  ): Promise<string> =>
    new SignJWT({
      tenant,
      role,
      units: [...units],
      iss: ISSUER,
      aud: AUDIENCE,
      sub: id,
      iat: Math.floor(now / 1000),
      exp: Math.floor(now / 1000) + 3600,
      ...other,
    })
      .setProtectedHeader({ alg, kid })
      .sign(privateKey);
  return { sign, privateKey, publicKey, keys: { keys: [key] }, keySet: createLocalJWKSet({ keys: [key] }) };
}

/** The whole API over a table of its own, a clock that a test may move, and a way of asking. */
export async function freshApi(
  wrap: (documents: DynamoDBDocumentClient) => DynamoDBDocumentClient = (documents) => documents,
  {
    keySet,
    endpoint,
    ...deps
  }: Partial<Pick<Deps, 'report' | 'queue' | 'limits'>> & { keySet?: Deps['issuer']['keySet']; endpoint?: string } = {},
) {
  const { tableName: table, client } = await freshTable(endpoint);
  const documents = documentsOf(client);
  const issuer = await testIssuer();
  const clock = { now: NOW };
  const app = appOf({
    documents: wrap(documents),
    table,
    world: testWorld(() => clock.now),
    issuer: { issuer: ISSUER, audience: AUDIENCE, keySet: keySet ?? issuer.keySet },
    keys: issuer.keys,
    ...deps,
  });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (as: As): Promise<string> => {
    const name = `${JSON.stringify(as)}${clock.now}`;
    const token = tokens.get(name) ?? issuer.sign(as, clock.now);
    tokens.set(name, token);
    return token;
  };
  let asked = 0;

  /** Asks as whoever usually does, in H49, unless told; a POST gets an Idempotency-Key of its own. A header of null is left out. */
  async function call(
    method: string,
    path: string,
    { as = usual(method, path), token, body, text, headers = {} }: Ask = {},
  ): Promise<Answer> {
    asked += 1;
    const bearer = token === undefined ? await tokenOf(as) : token;
    const stated: Record<string, string | null> = {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined && text === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': `key-${asked}` } : {}),
      ...headers,
    };
    const sent = Object.entries(stated).filter((entry): entry is [string, string] => entry[1] !== null);
    const content = text ?? (body === undefined ? null : JSON.stringify(body));
    const response = await app.request(path, { method, headers: sent, body: content });
    const said = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json') && said !== '';
    return {
      status: response.status,
      headers: response.headers,
      text: said,
      body: json ? (JSON.parse(said) as Record<string, unknown>) : {},
    };
  }

  /** Every item of a tenant; a test may scan, the product never does. */
  async function dump(tenant = 'H49'): Promise<unknown[]> {
    const items: Record<string, unknown>[] = [];
    for (let start: Record<string, unknown> | undefined, more = true; more; ) {
      const page = await documents.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ...(start ? { ExclusiveStartKey: start } : {}) }),
      );
      items.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
      more = start !== undefined;
    }
    const nameOf = (item: Record<string, unknown>) => `${String(item['pk'])} ${String(item['sk'])}`;
    return items
      .filter((item) => String(item['pk']).startsWith(`${tenant}#`))
      .map((item): [string, unknown] => [nameOf(item), item])
      .sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** Asks for what must succeed. */
  async function must(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const answer = await call(method, path, ask);
    const refused = (answer.body['refused'] ?? 0) !== 0;
    if (answer.status >= 300 || refused) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** Registers units as of 2020; the small province unless told. */
  const settle = (units: readonly UnitFacts[] = SMALL_PROVINCE) =>
    must('POST', '/v1/units/bulk', { body: { rows: units.map((unit) => ({ ...unit, from: '2020-01-01', decision: DECISION })) } });

  return { app, call, must, settle, dump, clock, issuer, documents, table };
}
export type Api = Awaited<ReturnType<typeof freshApi>>;
