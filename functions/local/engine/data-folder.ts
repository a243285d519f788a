import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from './engine-error.ts';
import { holdName } from './exclusive-name.ts';

/** A data folder that this process holds: no second engine starts on it meanwhile. */
export type DataFolder = {
  readonly path: (name: string) => string;
  /** Remembers the engine's process, so that the next start can end it should this process be killed. */
  readonly remember: (engine: number) => void;
  readonly release: () => Promise<void>;
};

type Holder = { parent: number; engine: number };

/** Takes the folder, creating it; refuses while another process lives on it; ends an engine that a killed process left behind. */
export async function holdDataFolder(folder: string): Promise<DataFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const home = realpathSync(folder);
  const record = join(home, 'engine.json');
  const release = await holdName(`data ${home}`);
  if (!release) {
    const by = readHolder(record)?.parent ?? '?';
    throw new EngineError(
      'data-in-use',
      `Thư mục dữ liệu ${home} đang được tiến trình ${by} sử dụng. Hãy dừng tiến trình đó hoặc chọn thư mục khác bằng --data.`,
      `The data folder ${home} is in use by process ${by}. Stop it, or choose another folder with --data.`,
    );
  }
  const left = readHolder(record)?.engine;
  if (left !== undefined) await endLeftover(left, home);
  return {
    path: (name) => join(home, name),
    remember: (engine) => {
      writeFileSync(`${record}.new`, JSON.stringify({ parent: process.pid, engine } satisfies Holder));
      renameSync(`${record}.new`, record);
    },
    release: async () => {
      rmSync(record, { force: true });
      await release();
    },
  };
}

/** A record cut short by a crash says nothing about any process. */
function readHolder(record: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Only a process whose command line names this very folder is ours: process numbers are reused. */
async function endLeftover(engine: number, home: string): Promise<void> {
  const alive = () => commandLine(engine).includes(home + sep);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!alive()) return;
    process.kill(engine, signal);
    for (let wait = 0; wait < 100 && alive(); wait += 1) await delay(30);
  }
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', `${pid}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
