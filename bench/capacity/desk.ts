import { createLocalJWKSet } from 'jose';
import { createApp } from '../../functions/api/app.ts';
import { embeddedMetrics } from '../../functions/api/embedded-metrics.ts';
import type { RequestEvent } from '../../functions/api/http/request-event.ts';
import { realWorld } from '../../functions/api/world.ts';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import type { Role } from '../../shared/actor.ts';
import type { Place } from '../place.ts';
import { cpuOf } from '../statistics.ts';

/** A request as it was answered: what it consumed of the table, how often it asked it, CPU milliseconds, its line of the log, and whose it was. */
export type Answered = {
  body: unknown;
  version: number;
  read: number;
  write: number;
  calls: number;
  cpu: number;
  logBytes: number;
  actor: string;
  key: string;
};
export type Question = {
  role: Role;
  units?: readonly string[];
  method?: 'GET' | 'PUT' | 'POST';
  path: string;
  body?: unknown;
  ifMatch?: number;
};
export type Desk = { ask: (question: Question) => Promise<Answered> };

const PATIENCE_MS = 600_000;

/** Makes APIs in this process over a place, each as a process begins that has read nothing yet; every request is measured. */
export async function desksOf(place: Place, issuerFolder: string): Promise<() => Desk> {
  const { issuer, audience, jwks, sign } = await loadDevelopmentIssuer(issuerFolder);
  let event: RequestEvent | undefined;
  let [logBytes, calls, asked] = [0, 0, 0];
  place.documents.middlewareStack.add((next) => (args) => ((calls += 1), next(args)), { step: 'initialize', name: 'countCalls' });
  const line = embeddedMetrics({ stage: 'prod', now: Date.now, print: (text) => (logBytes = Buffer.byteLength(text)) });
  const report = (told: RequestEvent): void => {
    event = told;
    line(told);
  };
  return () => {
    const app = createApp({
      documents: place.documents,
      table: place.table,
      world: realWorld(),
      queue: { send: () => Promise.resolve() },
      issuer: { issuer, audience, keySet: createLocalJWKSet(jwks) },
      ready: () => Promise.resolve(true),
      asset: () => Promise.resolve(undefined),
      // A busy machine must not end a measurement.
      patience: PATIENCE_MS,
      report,
    });
    const ask = async ({ role, units = [], method = 'GET', path, body, ifMatch }: Question): Promise<Answered> => {
      const token = await sign({ subject: `capacity-${role}`, tenant: place.tenant, role, units });
      const headers: Record<string, string> = { authorization: `Bearer ${token}` };
      if (body !== undefined) headers['content-type'] = 'application/json';
      const key = `capacity-${(asked += 1)}-${Date.now()}`;
      if (method === 'POST') headers['idempotency-key'] = key;
      if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
      const request = new Request(`http://127.0.0.1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      calls = 0;
      let answer: { status: number; version: number; text: string } | undefined;
      const cpu = await cpuOf(async () => {
        const response = await app.fetch(request);
        answer = {
          status: response.status,
          version: Number(/\d+/.exec(response.headers.get('etag') ?? '')?.[0]),
          text: await response.text(),
        };
      });
      if (!answer || !event || answer.status >= 300) throw new Error(`${method} ${path}: ${answer?.status} ${answer?.text}`);
      const { read, write } = event;
      return { body: JSON.parse(answer.text), version: answer.version, read, write, calls, cpu, logBytes, actor: `capacity-${role}`, key };
    };
    return { ask };
  };
}
