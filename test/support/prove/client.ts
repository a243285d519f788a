import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../writers.ts';
import { type Attempt, type Change, type History, type Moment, type Reply, type Seen } from './history.ts';

export type Ask = { method: string; path: string; token: string; body?: unknown; headers?: Readonly<Record<string, string>> };

/** Where the service is; after it was killed, where it is next. */
export type Target = { readonly url: () => Promise<string> };

const TRIES = 7;
/** Whoever waits longer has been forgotten by the service. */
const FORGOTTEN_MS = 40_000;

/** A client with connections of its own, which loses answers, asks twice, and writes down all that it sees. */
export class Client {
  readonly name: string;
  readonly random: Random;
  readonly history: History;
  readonly #target: Target;
  readonly #tokens: ReadonlyMap<string, string>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
  #asked = 0;

  constructor(name: string, random: Random, history: History, target: Target, tokens: ReadonlyMap<string, string>) {
    this.name = name;
    this.random = random;
    this.history = history;
    this.#target = target;
    this.#tokens = tokens;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** A name for a request that nobody else uses. */
  next(): string {
    this.#asked += 1;
    return `${this.name}-${this.#asked}`;
  }

  /** Reads, until there is an answer; 404 is one. Null when the service stays busy. */
  async read(
    path: string,
    as: string,
  ): Promise<{ status: number; version: number | null; body: unknown; sent: Moment; done: Moment } | null> {
    for (let tries = 0; tries < TRIES; tries++) {
      const sent = performance.now();
      const reply = await this.#send({ method: 'GET', path, token: this.#token(as) }, this.next());
      const done = performance.now();
      if (reply && (reply.status === 200 || reply.status === 404))
        return { status: reply.status, version: reply.version, body: JSON.parse(reply.text) as unknown, sent, done };
      if (reply && reply.status !== 503 && reply.status !== 429)
        this.history.faults.push(`GET ${path} as ${as}: ${reply.status} ${reply.text}`);
      await this.#pause(reply);
    }
    return null;
  }

  /** Reads one record and writes down which version it saw. */
  async look(
    record: string,
    path: string,
    as: string,
    says?: (body: unknown) => object,
  ): Promise<{ version: number; body: unknown } | null> {
    const found = await this.read(path, as);
    if (found === null) return null;
    const version = found.status === 404 ? 0 : (found.version ?? -1);
    this.saw({ record, version, sent: found.sent, done: found.done, ...(version > 0 && says ? { says: says(found.body) } : {}) });
    return { version, body: found.body };
  }

  saw(seen: Seen): void {
    this.history.reads.push(seen);
  }

  /** Sends a change until it is answered, sometimes twice at once, sometimes without waiting for the answer; sometimes gives up. */
  async carryOut(change: Change): Promise<Attempt | null> {
    const { history, random } = this;
    history.changes.push(change);
    for (let tries = 1; tries <= TRIES; tries++) {
      if (tries > 1) history.counts.retried += 1;
      const twice = random(12) === 0;
      if (twice) history.counts.doubled += 1;
      const together = await Promise.all(
        Array.from({ length: twice ? 2 : 1 }, (_, twin) =>
          this.#attempt(change, `${change.name}-t${tries}${twin === 0 ? '' : 'b'}`, random(9) === 0),
        ),
      );
      const done = together.find(({ reply }) => reply !== null && reply.status < 300);
      if (done) {
        // What was answered is asked for again now and then: the answer must be the same.
        if (change.headers['idempotency-key'] !== undefined && random(15) === 0) await this.#attempt(change, `${change.name}-again`, false);
        return done;
      }
      const again = together.find(({ reply }) => reply === null || reply.status >= 500 || reply.status === 429 || waits(reply));
      if (!again) return null;
      if (random(12) === 0) return null;
      await this.#pause(again.reply);
    }
    return null;
  }

  /** Asks until it is done. */
  async must({ as, ...ask }: Omit<Ask, 'token'> & { as: string }): Promise<Reply> {
    for (;;) {
      const reply = await this.#send({ ...ask, token: this.#token(as) }, this.next());
      if (reply && reply.status < 300) return reply;
      if (reply && reply.status < 500 && reply.status !== 429 && !waits(reply))
        throw new Error(`${ask.path}: ${reply.status} ${reply.text}`);
      await this.#pause(reply);
    }
  }

  /** The same request once more, with its answer; again while somebody else is at work on it, as long as it says to wait. */
  async repeat(change: Change): Promise<Attempt> {
    for (;;) {
      const attempt = await this.#attempt(change, `${change.name}-end${change.attempts.length}`, false);
      const { reply } = attempt;
      if (reply && reply.status < 500 && reply.status !== 429 && !waits(reply)) return attempt;
      await delay((reply?.retryAfter ?? 0) * 1000 + 50);
    }
  }

  async #attempt(change: Change, id: string, lose: boolean): Promise<Attempt> {
    const attempt: Attempt = { id, sent: performance.now(), done: null, reply: null };
    change.attempts.push(attempt);
    const { method, path, body, headers } = change;
    const reply = await this.#send({ method, path, body, headers, token: this.#token(change.as) }, id, lose);
    if (reply) Object.assign(attempt, { reply, done: performance.now() });
    if (reply?.status === 500) this.history.faults.push(`${method} ${path} (${id}): 500 ${reply.text}`);
    return attempt;
  }

  async #send({ method, path, token, body, headers = {} }: Ask, id: string, lose = false): Promise<Reply | null> {
    const { history } = this;
    const url = await this.#target.url();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const began = performance.now();
    history.counts.sent += 1;
    const reply = await new Promise<Reply | null>((resolve) => {
      const asked = request(
        `${url}${path}`,
        {
          agent: this.#agent,
          method,
          headers: {
            authorization: `Bearer ${token}`,
            'x-request-id': id,
            ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
            ...headers,
          },
        },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.once('error', () => resolve(null));
          answer.once('end', () => {
            const { etag, 'retry-after': wait } = answer.headers;
            resolve({
              status: answer.statusCode ?? 0,
              version: etag === undefined ? null : Number(etag.replaceAll('"', '')),
              retryAfter: wait === undefined ? null : Number(wait),
              text: Buffer.concat(pieces).toString('utf8'),
            });
          });
        },
      );
      asked.once('error', () => resolve(null));
      asked.setTimeout(FORGOTTEN_MS, () => {
        history.faults.push(`${method} ${path} (${id}): no answer within ${FORGOTTEN_MS} ms`);
        asked.destroy();
      });
      if (lose) asked.once('finish', () => setTimeout(() => asked.destroy(), this.random(30)));
      asked.end(text);
    });
    if (lose || reply === null) history.counts.lost += 1;
    if (reply && !lose) history.slowest = Math.max(history.slowest, performance.now() - began);
    if (reply?.status === 503) {
      history.counts.busy += 1;
      if (reply.retryAfter === null) history.faults.push(`${method} ${path} (${id}): 503 without Retry-After`);
    }
    return lose ? null : reply;
  }

  /** Waits less than it is told: a run is to meet much. */
  async #pause(reply: Reply | null): Promise<void> {
    const told = (reply?.retryAfter ?? 0) * 1000;
    await delay(Math.min(told, waits(reply) || reply?.status === 429 ? 1000 : 60) * (0.5 + this.random(100) / 100) + this.random(20));
  }

  #token(as: string): string {
    const token = this.#tokens.get(`${this.name} ${as}`);
    if (token === undefined) throw new Error(`no token for ${this.name} as ${as}`);
    return token;
  }
}

const waits = (reply: Reply | null): boolean => reply?.status === 409 && reply.text.includes('"still-running"');
