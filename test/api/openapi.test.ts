import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../shared/actor.ts';
import { type Api, contract, freshApi } from '../support/api.ts';
import { type Json, contractDocument, judgeOf } from '../support/contract-schemas.ts';
import { type Known, prepare } from './matrix-province.ts';
import { OPERATIONS } from './operations.ts';

type Content = { description: string; content?: Record<string, { schema: Json }> };
type Declared = {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { in: string; name: string; required?: boolean }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, Content>;
};

const document = contractDocument<Declared>();
const { ajv, faultsOf } = judgeOf(document);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, declared]) => ({ name: `${method.toUpperCase()} ${path}`, declared })),
);
const guarded = operations.filter(({ name }) => name !== 'GET /healthz');
/** POSTs without a key store nothing; those open to everybody read no records either. */
const calculators = guarded.filter(
  ({ name, declared }) =>
    name.startsWith('POST') &&
    !declared.parameters?.some((parameter) => parameter.name === 'idempotency-key') &&
    Object.keys(OPERATIONS[name]?.may ?? {}).length === ROLES.length,
);
const REFUSALS = ['400', '401', '403', '404', '409', '412', '413', '415', '422', '428', '429', '500', '503'];

/** Every schema of the document with where it stands. */
function* schemasIn(node: unknown, where = ''): Generator<[string, Json]> {
  if (Array.isArray(node)) for (const [index, one] of node.entries()) yield* schemasIn(one, `${where}/${index}`);
  else if (node !== null && typeof node === 'object') {
    if (['type', '$ref', 'anyOf', 'allOf', 'enum', 'const'].some((key) => key in node)) yield [where, node as Json];
    for (const [key, value] of Object.entries(node)) if (key !== 'example') yield* schemasIn(value, `${where}/${key}`);
  }
}
const schemas = [...schemasIn(document)];
const schemaOf = ({ content }: Pick<Content, 'content'>): Json => content?.['application/json']?.schema ?? { not: {} };
/** A value as an example shows it: fractions to six places. */
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'number' ? Number(one.toFixed(6)) : one)));
const exampleOf = (schema: Json): unknown =>
  schema['example'] ?? document.components.schemas[String(schema['$ref']).replace('#/components/schemas/', '')]?.['example'];

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, by a validator that finds faults', async () => {
    const judge = async (text: string) => {
      const validator = new Validator();
      const { valid, errors } = await validator.validate(JSON.parse(text) as Json);
      return [validator.version, valid, errors];
    };
    const text = JSON.stringify(document);
    expect(await judge(text)).toEqual(['3.1', true, undefined]);
    expect((await judge(text.replace('"title":"bienche",', '')))[1]).toBe(false);
    expect((await judge(text.replaceAll('"in":"path"', '"in":"road"')))[1]).toBe(false);
  });

  it('has no schema that JSON Schema 2020-12 does not understand, and no reference into nothing', () => {
    expect(schemas.length).toBeGreaterThan(500);
    for (const name of Object.keys(document.components.schemas)) ajv.compile({ $ref: `api#/components/schemas/${name}` });
    for (const [where, schema] of schemas)
      if (typeof schema['$ref'] === 'string')
        expect([where, Object.keys(document.components.schemas)]).toEqual([
          where,
          expect.arrayContaining([schema['$ref'].replace('#/components/schemas/', '')]),
        ]);
  });

  it('never asks a reference to be something else as well, as where null is allowed beside it', () => {
    const refusing = schemas.filter(([, schema]) => {
      const parts = (schema['allOf'] ?? []) as Json[];
      return (parts.some((part) => '$ref' in part) && parts.some((part) => 'type' in part)) || ('$ref' in schema && 'type' in schema);
    });
    expect(refusing).toEqual([]);
  });

  it('has only examples that fit their schemas', () => {
    const examples = schemas.filter(([, schema]) => 'example' in schema);
    expect(examples.length).toBeGreaterThan(50);
    const wrong = examples.map(([where, schema]) => [where, faultsOf(schema, schema['example'])]).filter(([, faults]) => faults !== null);
    expect(wrong).toEqual([]);
  });

  it.each(guarded)('declares of $name what it takes, answers and refuses', ({ name, declared }) => {
    expect(declared.summary?.length).toBeGreaterThan(5);
    expect(declared.tags).toHaveLength(1);
    expect(declared.security).toBeUndefined();
    const { ok = 0 } = OPERATIONS[name] ?? {};
    expect(Object.keys(declared.responses)).toEqual(expect.arrayContaining([`${ok}`, ...REFUSALS]));
    for (const status of REFUSALS)
      expect(declared.responses[status]?.content).toEqual({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      });
    const named = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    const inPath = (declared.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(inPath.map((parameter) => [parameter.name, parameter.required])).toEqual(named.map((parameter) => [parameter, true]));
    if (/^(POST|PUT|PATCH)/.test(name)) expect(declared.requestBody?.required).toBe(true);
    else expect(declared.requestBody).toBeUndefined();
  });

  it('says that everything but the health of the service needs a token', () => {
    expect(contract().security).toEqual([{ bearer: [] }]);
    expect(operations.filter(({ declared }) => declared.security !== undefined).map(({ name }) => name)).toEqual(['GET /healthz']);
  });
});

describe('the answers of the API', () => {
  let api: Api;
  let known: Known;
  beforeAll(async () => {
    api = await freshApi();
    known = await prepare(api);
  });

  it.each(guarded)(
    'of $name fit what the document declares, so does what was sent, and a new record is found where it says',
    async ({ name, declared }) => {
      const row = OPERATIONS[name] as (typeof OPERATIONS)[string];
      const role = Object.keys(row.may)[0] as Role;
      const { path, body, headers } = row.ask('own', known, 1);
      const ask = { as: { role, units: ['H49.02'] }, ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) };
      const answer = await api.call(name.split(' ')[0] as string, path, ask);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([row.ok, 'application/json']);
      expect(faultsOf(schemaOf(declared.responses[`${row.ok}`] as Content), answer.body)).toBeNull();
      if (declared.requestBody) expect(faultsOf(schemaOf(declared.requestBody), body)).toBeNull();
      const location = answer.headers.get('location');
      expect(location !== null).toBe(row.ok === 201);
      if (location !== null) expect((await api.call('GET', location, { as: ask.as })).status).toBe(200);
      const refused = await api.call(name.split(' ')[0] as string, path, { ...ask, token: 'x' });
      expect(faultsOf({ $ref: '#/components/schemas/Problem' }, refused.body)).toBeNull();
    },
  );

  it.each(['/v1/units/H49', '/v1/baselines/2021', '/v1/law/rules', '/v1/projections', '/v1/progress', '/v1/reorganisations'])(
    'of %s fit it where things are null too',
    async (path) => {
      const answer = await api.must('GET', path);
      const template = Object.keys(document.paths).find((one) => new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
      const declared = document.paths[template ?? '']?.['get'] as Declared;
      expect(answer.text).toContain('null');
      expect(faultsOf(schemaOf(declared.responses['200'] as Content), answer.body)).toBeNull();
    },
  );

  it('that are problems with data and faults fit it as well', async () => {
    for (const [path, body] of [
      ['/v1/units/H49.02.01/headcount/2025-01', { categories: [{ category: 'cadre', opening: 1, closing: 3 }] }],
      ['/v1/units/H49.02.01/headcount/2025-13', { categories: 1, colour: 'red' }],
    ] as const) {
      const { body: problem } = await api.call('PUT', path, { body });
      expect((problem['errors'] as unknown[]).length).toBeGreaterThan(0);
      expect(faultsOf({ $ref: '#/components/schemas/Problem' }, problem)).toBeNull();
    }
  });

  it('to GET /healthz need no token and fit it', async () => {
    const answer = await api.call('GET', '/healthz', { token: null });
    expect(answer.body).toEqual({ status: 'ok' });
  });

  it.each(calculators)('to the example of $name are its example', async ({ name, declared }) => {
    const request = exampleOf(schemaOf(declared.requestBody ?? {}));
    const expected = exampleOf(schemaOf(declared.responses['200'] as Content));
    expect([request, expected]).toEqual([expect.any(Object), expect.any(Object)]);
    const { status, body } = await api.call('POST', name.split(' ')[1] as string, { body: request });
    expect([status, shown(body)]).toEqual([200, shown(expected)]);
  });

  it('at /openapi.json are the document, and at /docs a page that needs nothing from elsewhere', async () => {
    const served = await api.call('GET', '/openapi.json', { token: null });
    expect([served.status, served.body]).toEqual([200, document]);
    const page = await api.call('GET', '/docs', { token: null });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => String(source));
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) expect([source, (await api.call('GET', source, { token: null })).status]).toEqual([source, 200]);
  });

  it('of the key set hold the public half only', async () => {
    const { body } = await api.call('GET', '/.well-known/jwks.json', { token: null });
    const [key] = body['keys'] as Json[];
    expect(Object.keys(key as Json).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});
