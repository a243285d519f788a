import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import type { Item } from '../../shared/store/store.ts';
import { documentsOf } from '../../shared/store/store.ts';
import { everyItem } from './audit-trail.ts';

const START = join(import.meta.dirname, '../../functions/local/start.ts');

/** The real server as a process of its own, to be killed; what it printed, and when it ended. */
export type LocalServer = {
  readonly process: ChildProcess;
  readonly printed: () => string;
  readonly exited: Promise<number | NodeJS.Signals>;
  /** Resolves with what a pattern finds in its output; rejects when it ends without it. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly kill: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
};

/** Starts the server with command-line arguments; it is ended with the test. */
export function startLocally(...args: string[]): LocalServer {
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  const exited = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL')),
  );
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text);
        if (found) resolve(found);
      };
      listeners.add(look);
      void exited.then((end) => reject(new Error(`ended with ${end}: ${text}`)));
      look();
    });
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  onTestFinished(async () => void (await kill('SIGKILL')));
  return { process: child, printed: () => text, exited, says, kill };
}

/** A server on an empty province and a folder, ready, with what is needed to ask it. */
export async function startEmpty(dataDir: string) {
  const server = startLocally('--port', '0', '--data', dataDir, '--empty');
  const url = (await server.says(/bienche {2}(http:\/\/127\.0\.0\.1:\d+)\/docs/))[1] ?? '';
  await server.says(/Ctrl-C/);
  const { sign } = await loadDevelopmentIssuer();
  const claims = { subject: 'durability', tenant: 'H49' };
  const homeAffairs = await sign({ ...claims, role: 'home-affairs', units: [] });
  const officer = await sign({ ...claims, role: 'hr-officer', units: ['H49'] });
  /** Headcounts are the HR officer's, everything else the Home Affairs department's. */
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${path.includes('headcount') ? officer : homeAffairs}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  return { ...server, url, ask };
}

/** A folder for data that goes with the test. */
export function dataFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bienche-durability-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What lies in a folder that no server holds: read by an engine of the test's own. */
export async function itemsIn(dataDir: string): Promise<Item[]> {
  const engine = await startEngine({ dataDir });
  const client = new DynamoDBClient(localClientConfig(engine.endpoint));
  try {
    return await everyItem(documentsOf(client), 'bienche');
  } finally {
    client.destroy();
    await engine.stop();
  }
}

/** The engine's process number, as the server keeps it with the data. */
export const engineOf = (dataDir: string): number =>
  (JSON.parse(readFileSync(join(dataDir, 'engine.json'), 'utf8')) as { engine: number }).engine;

/** Whether a process still runs: one that ended but that nobody has waited for yet has no command line. */
export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0;
