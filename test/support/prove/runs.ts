import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClientConfig } from '../../../functions/local/engine/local-client.ts';
import { startEngine } from '../../../functions/local/engine/start-engine.ts';
import type { TableLimits } from '../../../functions/table-client.ts';
import { createTable } from '../../../shared/store/create-table.ts';
import { documentsOf } from '../../../shared/store/store.ts';
import { everyItem } from '../audit-trail.ts';
import { type LocalServer, engineOf, itemsIn, spawnLocally, urlOf } from '../local-process.ts';
import { type Random, seeded } from '../writers.ts';
import type { Findings } from './check.ts';
import { startEngineProxy } from './engine-proxy.ts';
import { USUAL_FAULTS } from './faults.ts';
import type { History } from './history.ts';
import { findingsOf, runRound } from './round.ts';
import { BULK_WORKS } from './works.ts';

export const RUNS = ['checker', 'faults', 'kills'] as const;
export type Run = (typeof RUNS)[number];

export type RoundResult = {
  readonly seed: number;
  readonly history: History;
  readonly findings: Findings;
  readonly injected: ReadonlyMap<string, number>;
  /** Most that the service may take for an answer, and the most that it took. */
  readonly patience: number;
};

const TABLE = 'bienche';
const USUAL: { limits: TableLimits; patience: number } = { limits: { connect: 1_000, answer: 5_000, tries: 3 }, patience: 20_000 };
/** So short that faults make many requests run out of time. */
const SHORT: { limits: TableLimits; patience: number } = { limits: { connect: 500, answer: 1_000, tries: 3 }, patience: 4_000 };
/** After its time has run out the service still gives up a lease (2 s) and answers; a busy machine needs a while for both. */
const GRACE_MS = 5_000;

/** Eight clients, a server process, an engine in memory; in a run of faults a proxy between the two, and a clock that jumps. */
async function serve(seed: number, milliseconds: number, faulty: boolean): Promise<RoundResult> {
  const { limits, patience } = faulty ? SHORT : USUAL;
  const random = seeded(seed + 7);
  const engine = await startEngine();
  const table = new DynamoDBClient(localClientConfig(engine.endpoint));
  await createTable(table, TABLE);
  const proxy = await startEngineProxy({ endpoint: engine.endpoint, random, perMille: faulty ? USUAL_FAULTS : {} });
  const server = fork(join(import.meta.dirname, 'server-process.ts'));
  const jumps = { count: 0, over: !faulty };
  try {
    server.send({ endpoint: faulty ? proxy.endpoint : engine.endpoint, table: TABLE, limits, patience });
    const url = await toldUrl(server);
    const jumping = jump(server, random, jumps);
    const begin = () => proxy.open();
    const calm = () => {
      proxy.calm();
      jumps.over = true;
    };
    const round = await runRound({ seed, milliseconds, target: { url: () => Promise.resolve(url) }, begin, calm });
    await jumping;
    const findings = await findingsOf(round, () => everyItem(documentsOf(table), TABLE));
    const injected = new Map<string, number>([...proxy.injected, ...(jumps.count > 0 ? [['clock set', jumps.count] as const] : [])]);
    return judged({ seed, history: round.history, findings, injected, patience: patience + GRACE_MS });
  } finally {
    server.disconnect();
    await proxy.close();
    table.destroy();
    await engine.stop();
  }
}

const toldUrl = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('message', ({ url }: { url: string }) => resolve(url));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });

/** Sets the server's clock back by up to 30 hours or forward by up to 6, every other second. */
async function jump(server: ChildProcess, random: Random, jumps: { count: number; over: boolean }): Promise<void> {
  while (!jumps.over) {
    await delay(1_000 + random(2_000));
    if (jumps.over) break;
    server.send({ off: (random(36 * 60) - 30 * 60) * 60_000 });
    jumps.count += 1;
  }
}

/** The real local start with its data in a folder; it or its engine is killed at random moments, and started again. */
async function kill(seed: number, milliseconds: number): Promise<RoundResult> {
  const random = seeded(seed + 7);
  const dataDir = mkdtempSync(join(tmpdir(), 'bienche-prove-'));
  const killed = new Map<string, number>();
  const arguments_ = ['--port', '0', '--data', dataDir, '--empty'];
  let over = false;
  let server: LocalServer = spawnLocally(...arguments_);
  let url = urlOf(server);
  let killing: Promise<void> = Promise.resolve();
  const keepKilling = async () => {
    for (;;) {
      await url;
      await delay(1_000 + random(5_000));
      if (over) return;
      const whom = random(2) === 0 ? 'server' : 'engine';
      killed.set(whom, (killed.get(whom) ?? 0) + 1);
      if (whom === 'server') await server.kill('SIGKILL');
      else {
        process.kill(engineOf(dataDir), 'SIGKILL');
        await server.exited;
      }
      server = spawnLocally(...arguments_);
      url = urlOf(server);
    }
  };
  try {
    await url;
    const begin = () => void (killing = keepKilling());
    const calm = async () => {
      over = true;
      await killing;
    };
    const round = await runRound({ seed, milliseconds, target: { url: () => url }, begin, calm, works: BULK_WORKS });
    const findings = await findingsOf(round, async () => {
      await server.kill('SIGTERM');
      return itemsIn(dataDir);
    });
    return judged({ seed, history: round.history, findings, injected: killed, patience: USUAL.patience + GRACE_MS });
  } finally {
    await server.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function judged(result: RoundResult): RoundResult {
  const { history, findings, patience } = result;
  if (history.slowest > patience) findings.violations.push(`an answer took ${Math.round(history.slowest)} ms, longer than ${patience} ms`);
  return result;
}

/** One round of a run: a province of its own, some seconds long. */
export const roundOf: Readonly<Record<Run, (seed: number, milliseconds: number) => Promise<RoundResult>>> = {
  checker: (seed, milliseconds) => serve(seed, milliseconds, false),
  faults: (seed, milliseconds) => serve(seed, milliseconds, true),
  kills: kill,
};
