import type { Random } from '../../functions/local/demo/random.ts';
import { plainDateAt } from '../../shared/time.ts';
import type { Tally } from './tally.ts';

/** An answer as documented: its parsed body and the version in its ETag. */
export type Answer = { body: unknown; version: number };
/** What may be sent with a request, and which statuses are its success. */
export type Sent = { body?: unknown; ifMatch?: number; expect?: readonly number[] };

/**
 * One user at a desk: asks for one thing after another over kept-alive connections and keeps what the next step needs.
 * A small driver of our own: autocannon measures one mix of requests as a whole, while here each request follows from
 * the answers before it and is counted by kind.
 */
export class Session {
  readonly random: Random;
  /** The day on which the session began. */
  readonly today = plainDateAt(Date.now());
  /** Set anew when a stretch of time begins. */
  tally: Tally;
  readonly #base: string;
  readonly #token: string;
  readonly #name: string;
  #asked = 0;

  constructor({ base, token, name, random, tally }: { base: string; token: string; name: string; random: Random; tally: Tally }) {
    this.#base = base;
    this.#token = token;
    this.#name = name;
    this.random = random;
    this.tally = tally;
  }

  /** One request, counted under a kind; undefined when it was not answered as documented. */
  async ask(kind: string, method: 'GET' | 'PUT' | 'POST', path: string, sent: Sent = {}): Promise<Answer | undefined> {
    const { body, ifMatch, expect = [method === 'POST' ? 201 : 200] } = sent;
    this.#asked += 1;
    const headers = {
      authorization: `Bearer ${this.#token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': `${this.#name}-${this.#asked}` } : {}),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    };
    const began = performance.now();
    const tally = this.tally;
    try {
      const answer = await fetch(this.#base + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await answer.text();
      tally.note(kind, performance.now() - began, answer.status, expect, `${method} ${path} ${text}`);
      if (!expect.includes(answer.status)) return undefined;
      return { body: JSON.parse(text), version: Number(/\d+/.exec(answer.headers.get('etag') ?? '')?.[0] ?? Number.NaN) };
    } catch (error) {
      tally.note(kind, performance.now() - began, 0, expect, `${method} ${path} ${String(error)} ${String((error as Error).cause)}`);
      return undefined;
    }
  }

  /** A request of the preparation: its body, or the end of the run. */
  async need(method: 'GET' | 'POST', path: string, sent: Sent = {}): Promise<unknown> {
    const answer = await this.ask('preparation', method, path, sent);
    if (answer === undefined) throw new Error(this.tally.complaints.at(-1));
    return answer.body;
  }
}
