import { readFile, readdir } from 'node:fs/promises';

/** Resident bytes and CPU seconds of a process so far, as Linux tells them. */
export type Sample = { resident: number; cpu: number };

const TICKS_PER_SECOND = 100;
const field = (status: string, name: string): string => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';

export async function sampleOf(pid: number): Promise<Sample> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  // After the name in brackets: state is the third field, utime and stime the 14th and 15th.
  const after = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return { resident: Number(field(status, 'VmRSS')) * 1024, cpu: (Number(after[11]) + Number(after[12])) / TICKS_PER_SECOND };
}

/** The engine among the children of a server: the one that is no shell. */
export async function engineOf(server: number): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    if (field(status, 'PPid') === String(server) && field(status, 'Name') !== 'sh') return Number(name);
  }
  throw new Error(`process ${server} has no engine`);
}
