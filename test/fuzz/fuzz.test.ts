import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedMetrics } from '../../functions/api/embedded-metrics.ts';
import { printRequests } from '../../functions/local/print-requests.ts';
import { engineEndpoint } from '../support/engine.ts';
import type { Case } from './cases.ts';
import { CONTRACTS, resolved } from './document.ts';
import { type Outcome, type Prepared, fuzzOperation, prepareFuzz } from './fuzz.ts';
import { MARK } from './hostile.ts';
import { type Finding, beyondScope, judge } from './judge.ts';
import type { Told } from './world.ts';

/** A few cases of each operation; `npm run fuzz` asks hundreds. */
const CASES = 4;
const SEED = 20261124;

describe('every operation of the OpenAPI document, asked what its schemas allow and what they do not', () => {
  let prepared: Prepared;
  const outcomes: Outcome[] = [];
  const log: string[] = [];

  beforeAll(async () => {
    const print = (line: string) => void log.push(line);
    const reports = [embeddedMetrics({ stage: 'test', now: () => 0, print }), printRequests(print)];
    prepared = await prepareFuzz(engineEndpoint(), (event) => {
      for (const report of reports) report(event);
    });
    for (const target of prepared.targets) outcomes.push(await fuzzOperation(prepared, target, CASES, SEED));
  });

  it('answers as it says it does, and changes nothing where it refuses', () => {
    const found = outcomes.flatMap((outcome) => outcome.found);
    expect(found.map(({ operation, rule, what, asked }) => [operation, rule, what, asked.story])).toEqual([]);
    expect(outcomes.length).toBe(CONTRACTS.length);
  });

  it('answers each of them with success at least once, and refuses as well', () => {
    expect(outcomes.filter(({ answered }) => answered === 0).map(({ operation }) => operation)).toEqual([]);
    const refused = outcomes.reduce((sum, outcome) => sum + outcome.refused, 0);
    expect(refused).toBeGreaterThan(outcomes.length);
  });

  it('writes a line of the log for each request, in which no token, no person and nothing that was sent stands', () => {
    expect(log.length).toBeGreaterThan(2 * CASES * outcomes.length);
    const said = log.join('\n');
    for (const secret of [...prepared.world.tokens.values(), MARK, 'NV-own', 'NV-other']) expect(said).not.toContain(secret);
  });
});

describe('the judge of the answers', () => {
  const contract = CONTRACTS.find(({ name }) => name === 'POST /v1/law/retirement-date');
  const answer = contract?.responses['200']?.content?.['application/json']?.schema;
  const example = answer && resolved(answer)['example'];
  const sound: Told = {
    status: 200,
    headers: new Headers({
      'content-type': 'application/json',
      'x-request-id': 'r',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'strict-transport-security': 'max-age=1',
    }),
    text: JSON.stringify(example),
    written: [],
    partitions: new Set(['H49#UNITS']),
    event: {
      requestId: 'r',
      method: 'POST',
      route: '/x',
      tenant: 'H49',
      role: 'viewer',
      status: 200,
      problem: null,
      ms: 1,
      read: 0,
      write: 0,
      error: null,
    },
  };
  const asked: Case = {
    story: '',
    method: 'POST',
    path: '/v1/law/retirement-date',
    headers: {},
    content: '{"sex":"male","birth":"1964-10"}',
  };
  const rulesOf = (more: Partial<Told>, ask: Partial<Case> = {}): string[] => {
    const told = { ...sound, ...more };
    const event = told.event && { ...told.event, status: told.status };
    const found: Finding[] = contract ? judge(contract, { ...asked, ...ask }, { ...told, event }, 'the-token') : [];
    return [...new Set(found.map(({ rule }) => rule))];
  };
  const headers = (more: Record<string, string>) => new Headers([...sound.headers, ...Object.entries(more)]);
  const problem = (more: object) => ({
    status: 422,
    headers: new Headers([
      ...[...sound.headers].filter(([name]) => name !== 'content-type'),
      ['content-type', 'application/problem+json; charset=utf-8'],
    ]),
    text: JSON.stringify({ type: 't', title: 'T', status: 422, code: 'c', detail: 'D', requestId: 'r', ...more }),
  });

  it('finds nothing in a sound answer, nor in a sound refusal', () => {
    expect(rulesOf({})).toEqual([]);
    expect(rulesOf(problem({}))).toEqual([]);
  });

  it.each<[string, Partial<Told>, Partial<Case>?]>([
    ['no-error-of-ours', { ...problem({}), status: 500 }],
    ['documented-status', { status: 204 }],
    ['answer-schema', { text: '{"age":61}' }],
    ['request-schema', {}, { content: '{"sex":"male","birth":"1964-10","colour":"red"}' }],
    ['content-type', { headers: headers({ 'content-type': 'text/html' }) }],
    ['problem-document', problem({ code: undefined })],
    ['whole-sentence', problem({ detail: 'Không tìm thấy undefined.' })],
    ['request-id', problem({ requestId: 'another' })],
    ['nothing-of-the-inside', problem({ detail: 'TypeError: x at f (/srv/app.ts:1:2)' })],
    ['no-reflection-in-html', { headers: headers({ 'content-type': 'text/html' }), text: `<p>${MARK}</p>` }],
    ['no-reflection-in-headers', { headers: headers({ 'x-request-id': MARK }) }],
    ['known-headers', { headers: headers({ 'x-powered-by': 'x' }) }],
    ['security-headers', { headers: new Headers([...sound.headers].filter(([name]) => name !== 'content-security-policy')) }],
    ['closed-to-other-origins', { headers: headers({ 'access-control-allow-origin': '*' }) }],
    ['version-tag', { headers: headers({ etag: '1' }) }],
    ['nothing-written', { ...problem({}), written: ['H49#UNITS H49'] }],
    ['own-tenant-only', { partitions: new Set(['H50#UNITS']) }],
    ['no-token-told', { text: '{"token":"the-token"}' }],
    ['log-line', { event: undefined }],
  ])('finds %s', (rule, told, ask) => expect(rulesOf(told, ask)).toContain(rule));

  it('finds people and chains of elsewhere before somebody who is held to the own subtree', () => {
    const rules = (told: Partial<Told>, ask: Partial<Case> = {}) =>
      beyondScope({ ...asked, ...ask }, { ...sound, ...told }).map(({ rule }) => rule);
    expect(rules({ text: '{"id":"NV-other-read"}' })).toEqual(['own-people-only']);
    expect(rules({ text: '{"what":"NV-other-read"}' }, { path: '/v1/staff/NV-other-read' })).toEqual([]);
    expect(rules({ written: ['H49#LOG#H49.31\n0000000001'] })).toEqual(['own-units-only']);
    expect(rules({ written: ['H49#LOG#H49.02\n0000000001'] })).toEqual([]);
  });
});
