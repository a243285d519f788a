import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { EngineProgram } from './find-engine.ts';

const STOP_WITHIN_MS = 5_000;

/** An engine's process, not yet known to answer. */
export type EngineProcess = {
  readonly pid: number | undefined;
  readonly exited: Promise<void>;
  readonly alive: () => boolean;
  /** The end of what it wrote to standard error. */
  readonly complaint: () => string;
  readonly end: () => Promise<void>;
};

/** Starts the program in its own process group: Ctrl-C reaches only the parent, which ends the engine after its last request. */
export function spawnEngine(program: EngineProgram, port: number, dataPath: string | undefined): EngineProcess {
  if (dataPath && program.dataIsFolder) mkdirSync(dataPath, { recursive: true });
  const child = spawn(program.command, program.arguments(port, dataPath), {
    cwd: dataPath ? dirname(dataPath) : tmpdir(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const watcher = child.pid === undefined ? undefined : watch(child.pid);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      complaint += error.message;
      resolve();
    });
  }).then(() => void watcher?.kill('SIGKILL'));
  const alive = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const end = async () => {
    if (alive()) child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await exited;
    clearTimeout(force);
  };
  return { pid: child.pid, exited, alive, complaint: () => complaint.trim(), end };
}

/** A shell whose input ends when this process dies, by whatever signal: it then ends the engine, so that no orphan stays. */
function watch(engine: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const watcher = spawn('/bin/sh', ['-c', 'read _; kill "$1"', 'sh', `${engine}`], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  return watcher.once('error', () => undefined);
}
