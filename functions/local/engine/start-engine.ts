import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { holdDataFolder } from './data-folder.ts';
import { EngineError } from './engine-error.ts';
import { type EngineProcess, spawnEngine } from './engine-process.ts';
import type { Release } from './exclusive-name.ts';
import { type EngineName, findEngine } from './find-engine.ts';
import { holdFreePort } from './free-port.ts';
import { localClientConfig } from './local-client.ts';

export type EngineOptions = {
  /** Absent: the first that this machine can run. */
  readonly engine?: EngineName | undefined;
  /** Absent: everything in memory. */
  readonly dataDir?: string | undefined;
  /** Aborting it stops the engine. */
  readonly signal?: AbortSignal | undefined;
};

/** A running DynamoDB engine, a child of this process. */
export type Engine = {
  readonly name: EngineName;
  readonly endpoint: string;
  readonly pid: number;
  /** Resolves when the engine has ended, whoever ended it, and its data folder is free again. */
  readonly exited: Promise<void>;
  /** Ends the engine; more than one call is harmless. */
  readonly stop: () => Promise<void>;
};

const PORT_ATTEMPTS = 5;
const READY_WITHIN_MS = 60_000;

/** Starts an engine on a free loopback port and resolves once it answers. Throws {@link EngineError}. */
export async function startEngine(options: EngineOptions = {}, holdPort = holdFreePort): Promise<Engine> {
  const program = findEngine(options.engine);
  const folder = options.dataDir === undefined ? undefined : await holdDataFolder(options.dataDir);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const { port, release } = await holdPort();
      const endpoint = `http://127.0.0.1:${port}`;
      const running = spawnEngine(program, port, folder?.path(program.dataName));
      if (running.pid !== undefined) folder?.remember(running.pid);
      if (await answers(running, endpoint)) {
        return supervise(program.name, endpoint, running, folder ? [release, folder.release] : [release], options.signal);
      }
      await running.end();
      await release();
      const portTaken = /in use/i.test(running.complaint());
      if (!portTaken || attempt === PORT_ATTEMPTS) throw notStarted(running.complaint());
    }
  } catch (error) {
    await folder?.release();
    throw error;
  }
}

async function answers(running: EngineProcess, endpoint: string): Promise<boolean> {
  const client = new DynamoDBClient({ ...localClientConfig(endpoint), maxAttempts: 1 });
  const deadline = performance.now() + READY_WITHIN_MS;
  try {
    while (running.alive() && performance.now() < deadline) {
      const request = client.send(new ListTablesCommand({}), { abortSignal: AbortSignal.timeout(5_000) });
      if ((await request.then(Boolean, () => false)) && running.alive()) return true;
      await delay(20);
    }
    return false;
  } finally {
    client.destroy();
  }
}

function supervise(name: EngineName, endpoint: string, running: EngineProcess, releases: Release[], signal?: AbortSignal): Engine {
  const exited = running.exited.then(async () => {
    for (const release of releases) await release();
  });
  const stop = async () => {
    await running.end();
    await exited;
  };
  if (signal?.aborted) void stop();
  signal?.addEventListener('abort', () => void stop(), { once: true });
  return { name, endpoint, pid: running.pid ?? 0, exited, stop };
}

const notStarted = (complaint: string) =>
  new EngineError(
    'engine-failed',
    `Cơ sở dữ liệu nhúng không khởi động được: ${complaint || 'không trả lời'}`,
    `The embedded database did not start: ${complaint || 'no answer'}`,
  );
