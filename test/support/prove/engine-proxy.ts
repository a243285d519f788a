import { Agent, type IncomingMessage, type Server, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../writers.ts';
import { type Fault, type Told, isFault, refusalOf } from './faults.ts';

/** A request to the engine as it passes, and an answer of it. */
export type Ask = { readonly operation: string; readonly body: Record<string, unknown> };
export type Answer = { status: number; body: Record<string, unknown> };
/** Forwards a request as it is or changed, or answers it without the engine. What a plant or a fault stands in the way of. */
export type Forward = (ask: Ask) => Promise<Answer>;
export type Between = (ask: Ask, forward: Forward) => Promise<Answer>;

export type ProxyOptions = {
  readonly endpoint: string;
  readonly random: Random;
  /** Of a thousand requests, how many meet a fault of the kind. */
  readonly perMille?: Readonly<Partial<Record<Fault, number>>>;
  /** A bug that is planted between the service and its table. */
  readonly plant?: Between | undefined;
};

export type EngineProxy = {
  readonly endpoint: string;
  /** Faults injected so far, by kind. */
  readonly injected: ReadonlyMap<Fault, number>;
  /** Everything passes until it is opened, and again from when it is calmed. */
  readonly open: () => void;
  readonly calm: () => void;
  readonly close: () => Promise<void>;
};

/** A loopback proxy between the service and the engine: seeded faults, and bugs that are planted to be found. */
export async function startEngineProxy({ endpoint, random, perMille = {}, plant }: ProxyOptions): Promise<EngineProxy> {
  const agent = new Agent({ keepAlive: true });
  const injected = new Map<Fault, number>();
  const kinds = Object.entries(perMille) as [Fault, number][];
  let calm = true;
  const chosen = (ask: Ask): Fault | undefined => {
    let place = random(1000);
    for (const [fault, share] of kinds) {
      if (place < share) return isFault(fault, ask.operation) ? fault : undefined;
      place -= share;
    }
    return undefined;
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const text = await textOf(incoming);
    const target = incoming.headers['x-amz-target'];
    const operation = (typeof target === 'string' ? target.split('.')[1] : undefined) ?? '';
    const ask: Ask = { operation, body: JSON.parse(text) as Record<string, unknown> };
    const send: Forward = ({ body }) => forward(agent, endpoint, incoming, JSON.stringify(body));
    const between: Forward = plant && !calm ? (asked) => plant(asked, send) : send;
    const fault = calm ? undefined : chosen(ask);
    if (fault === undefined) return say(outgoing, await between(ask));
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
    await disturb(fault, ask, between, outgoing, random);
  }

  const server: Server = createServer((incoming, outgoing) => {
    // What goes wrong here is a broken connection to whoever asks.
    answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    injected,
    open: () => void (calm = false),
    calm: () => void (calm = true),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

async function disturb(fault: Fault, ask: Ask, forward: Forward, outgoing: ServerResponse, random: Random): Promise<void> {
  if (fault === 'delay') {
    await delay(5 + random(120));
    return say(outgoing, await forward(ask));
  }
  if (fault === 'cut-before') return void outgoing.destroy();
  if (fault === 'hang-before') return;
  const refusal = refusalOf(fault, ask);
  if (refusal) return say(outgoing, refusal);
  if (fault === 'partial') return say(outgoing, await partly(ask, forward, random));
  const answer = await forward(ask);
  if (fault === 'cut-after') return void outgoing.destroy();
  if (fault === 'hang-after') return;
  if (fault === 'error-after')
    return say(outgoing, { status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' } });
  const text = JSON.stringify(answer.body);
  const half = Buffer.from(text).subarray(0, Math.floor(Buffer.byteLength(text) / 2));
  outgoing.writeHead(answer.status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': fault === 'garbled' ? half.length : Buffer.byteLength(text),
  });
  if (fault === 'garbled') return void outgoing.end(half);
  outgoing.write(half, () => outgoing.destroy());
}

type Batch = Record<string, { Keys: unknown[] } | unknown[]>;

/** A part of a batch is left undone, as the cloud may leave it. */
async function partly(ask: Ask, forward: Forward, random: Random): Promise<Answer> {
  const asked = ask.body['RequestItems'] as Batch;
  const [now, later]: [Batch, Batch] = [{}, {}];
  for (const [table, batch] of Object.entries(asked)) {
    const all = Array.isArray(batch) ? batch : batch.Keys;
    const cut = random(all.length);
    const some = (part: unknown[]) => (Array.isArray(batch) ? part : { ...batch, Keys: part });
    if (cut > 0) now[table] = some(all.slice(0, cut));
    later[table] = some(all.slice(cut));
  }
  const left: Told = ask.operation === 'BatchGetItem' ? 'UnprocessedKeys' : 'UnprocessedItems';
  if (Object.keys(now).length === 0)
    return { status: 200, body: { ...(left === 'UnprocessedKeys' ? { Responses: {} } : {}), [left]: later } };
  const answer = await forward({ ...ask, body: { ...ask.body, RequestItems: now } });
  return answer.status === 200 ? { ...answer, body: { ...answer.body, [left]: later } } : answer;
}

function say(outgoing: ServerResponse, { status, body }: Answer): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  outgoing.end(JSON.stringify(body));
}

async function textOf(message: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

function forward(agent: Agent, endpoint: string, { method, headers }: IncomingMessage, text: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { 'content-length': _length, host: _host, connection: _connection, ...kept } = headers;
    const sent = request(endpoint, { agent, method, headers: { ...kept, 'content-length': Buffer.byteLength(text) } }, (answer) => {
      textOf(answer).then((said) => resolve({ status: answer.statusCode ?? 500, body: JSON.parse(said) as Answer['body'] }), reject);
    });
    sent.once('error', reject);
    sent.end(text);
  });
}
