import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ROLES, type Role } from '../../shared/actor.ts';
import type { Report, RequestEvent } from '../../functions/api/http/request-event.ts';
import { type Known, ROOTS, prepare } from '../api/matrix-province.ts';
import { OPERATIONS } from '../api/operations.ts';
import { AUDIENCE, ISSUER, appOf, freshApi } from '../support/api.ts';
import { testWorld } from '../support/province.ts';
import type { Case, Sample } from './cases.ts';
import { CONTRACTS, type Contract } from './document.ts';

type Item = Record<string, unknown> & { pk: string; sk: string };
type Key = Pick<Item, 'pk' | 'sk'>;
const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** What one request did to the table, and what it was answered. */
export type Told = {
  status: number;
  headers: Headers;
  text: string;
  /** Names of the items that were written. */
  written: readonly string[];
  /** Every partition that a command named. */
  partitions: ReadonlySet<string>;
  event: RequestEvent | undefined;
};

/** Keys of the writes of a command, and every partition that it names. */
function keysIn(input: unknown): { writes: Key[]; partitions: string[] } {
  const writes: Key[] = [];
  const partitions: string[] = [];
  const walk = (node: unknown, writing: boolean): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, writing);
    else if (node !== null && typeof node === 'object') {
      const { pk, sk } = node as Partial<Key>;
      if (typeof pk === 'string' && typeof sk === 'string') {
        partitions.push(pk);
        if (writing) writes.push({ pk, sk });
        return;
      }
      const { ':pk': asked } = node as { ':pk'?: unknown };
      if (typeof asked === 'string') partitions.push(asked);
      for (const [key, each] of Object.entries(node))
        walk(each, writing || ['Put', 'Update', 'Delete', 'PutRequest', 'DeleteRequest'].includes(key));
    }
  };
  walk(input, false);
  return { writes, partitions };
}

/**
 * A province in which every operation has something to answer about. Each case begins from the same records: what it
 * wrote is put back before the next.
 */
export async function fuzzWorld(endpoint?: string, listen: Report = () => undefined) {
  const seen = { writes: [] as Key[], partitions: new Set<string>() };
  const watch = (documents: DynamoDBDocumentClient): DynamoDBDocumentClient => {
    type Ask = Parameters<DynamoDBDocumentClient['send']>;
    const send = async (command: Ask[0], options: Ask[1]) => {
      const { writes, partitions } = keysIn(command.input);
      for (const partition of partitions) seen.partitions.add(partition);
      const answer = await documents.send(command, options);
      seen.writes.push(...writes);
      return answer;
    };
    return new Proxy(documents, { get: (target, name) => (name === 'send' ? send : (Reflect.get(target, name) as unknown)) });
  };
  const api = await freshApi((documents) => documents, endpoint === undefined ? {} : { endpoint });
  const known = await prepare(api);
  const snapshot = new Map(((await api.dump()) as [string, Item][]).map(([, item]) => [nameOf(item), item]));
  const world = testWorld();
  // Ids that the province's own world gave away while it was prepared must not come again.
  for (let used = 0; used < 10_000; used++) world.newId();
  let event: RequestEvent | undefined;
  const start = () =>
    appOf({
      documents: watch(api.documents),
      table: api.table,
      world,
      issuer: { issuer: ISSUER, audience: AUDIENCE, keySet: api.issuer.keySet },
      keys: api.issuer.keys,
      report: (told) => {
        event = told;
        listen(told);
      },
    });
  let app = start();
  const tokens = new Map<string, string>();
  async function tokenOf(role: Role): Promise<string> {
    const token = tokens.get(role) ?? (await api.issuer.sign({ role, units: [ROOTS.own], id: `${role}-1` }));
    tokens.set(role, token);
    return token;
  }

  /** Puts every item that was written since the last time back to what it was. */
  async function undo(): Promise<void> {
    const names = [...new Set(seen.writes.map(nameOf))];
    const requests = names.map((name) => {
      const before = snapshot.get(name);
      const [pk = '', sk = ''] = name.split('\n');
      return before ? { PutRequest: { Item: before } } : { DeleteRequest: { Key: { pk, sk } } };
    });
    for (let at = 0; at < requests.length; at += 25)
      await api.documents.send(new BatchWriteCommand({ RequestItems: { [api.table]: requests.slice(at, at + 25) } }));
    seen.writes = [];
    // What the application keeps is told apart by version, and versions have gone back.
    if (names.length > 0) app = start();
  }

  let asked = 0;
  async function ask({ method, path, headers, content }: Omit<Case, 'story'>, asker: Asker = null): Promise<Told> {
    asked += 1;
    seen.partitions = new Set();
    const before = seen.writes.length;
    event = undefined;
    const stated: Record<string, string | null> = {
      ...(asker === null ? {} : { authorization: `Bearer ${await tokenOf(asker.role)}` }),
      ...(method === 'POST' ? { 'idempotency-key': `case-${asked}` } : {}),
      ...headers,
    };
    const sent = Object.entries(stated).filter((entry): entry is [string, string] => entry[1] !== null);
    const body = ['GET', 'HEAD', 'get'].includes(method) ? {} : { body: content ?? null };
    const response = await app.request(path, { method, headers: sent, ...body });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      written: seen.writes.slice(before).map(nameOf),
      partitions: seen.partitions,
      event,
    };
  }

  return { ask, undo, known, tokens };
}
export type FuzzWorld = Awaited<ReturnType<typeof fuzzWorld>>;

/** Who asks: a role, and whether it is held to its own subtree; null asks without a token. */
export type Asker = { role: Role; scoped: boolean } | null;
/** An operation with a sample that it answers as it should, and those who may ask it. */
export type Target = { contract: Contract; askers: readonly Asker[]; ok: number; sample: Sample };

/** Every operation of the document, with the sample of the role matrix. */
export const targetsIn = (known: Known): Target[] =>
  CONTRACTS.map((contract) => {
    const row = OPERATIONS[contract.name];
    if (!row) return { contract, askers: [null], ok: 200, sample: { path: contract.template } };
    const askers = ROLES.filter((role) => row.may[role] === 'all' || row.may[role] === 'own').map((role) => ({
      role,
      scoped: row.may[role] === 'own',
    }));
    return { contract, askers, ok: row.ok, sample: row.ask('own', known, 1) };
  });

/** Values by the name of the property that held them, in samples and in the answers to them: the province's own vocabulary. */
export async function vocabularyOf({ ask }: FuzzWorld, targets: readonly Target[]): Promise<Map<string, unknown[]>> {
  const values = new Map<string, Set<unknown>>();
  const add = (name: string, value: unknown) => values.set(name, (values.get(name) ?? new Set()).add(value));
  const collect = (node: unknown, name: string): void => {
    if (Array.isArray(node)) for (const one of node) collect(one, name);
    else if (node !== null && typeof node === 'object') for (const [key, each] of Object.entries(node)) collect(each, key);
    else if (typeof node !== 'boolean' && node !== null) add(name, node);
  };
  for (const { contract, sample, askers } of targets) {
    collect(sample.body, '');
    const [path = '', query] = sample.path.split('?');
    const parts = path.split('/');
    for (const [index, part] of contract.template.split('/').entries()) {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name) add(name, decodeURIComponent(parts[index] ?? ''));
    }
    for (const [name, value] of new URLSearchParams(query)) add(name, value);
    if (contract.method !== 'GET') continue;
    const { status, text } = await ask({ method: 'GET', path: sample.path, headers: {}, content: undefined }, askers[0]);
    if (status === 200) collect(JSON.parse(text), '');
  }
  for (const place of Object.values(ROOTS)) for (const name of ['code', 'unit', 'under', 'parent']) add(name, place);
  return new Map([...values].map(([name, each]) => [name, [...each].slice(0, 60)]));
}
