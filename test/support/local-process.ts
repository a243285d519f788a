import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { type Item, documentsOf } from '../../shared/store/store.ts';
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

/** Starts the server with command-line arguments; whoever starts it ends it. */
export function spawnLocally(...args: string[]): LocalServer {
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
  return { process: child, printed: () => text, exited, says, kill };
}

/** Where a server answers, once it says so. */
export async function urlOf({ says }: Pick<LocalServer, 'says'>): Promise<string> {
  const url = (await says(/bienche {2}(http:\/\/127\.0\.0\.1:\d+)\/docs/))[1] ?? '';
  await says(/Ctrl-C/);
  return url;
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
