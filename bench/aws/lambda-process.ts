import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Milliseconds of a fresh process: until the bundle is loaded, until the first event is answered, and CPU until then. */
export type Cold = { imported: number; answered: number; cpu: number };

export type Environment = Readonly<Record<string, string>>;

async function started(bundle: string, environment: Environment, event?: object): Promise<{ process: ChildProcess; cold: Cold }> {
  const args = event === undefined ? [bundle] : [bundle, JSON.stringify(event)];
  const child = fork(join(import.meta.dirname, 'process.mjs'), args, { env: { PATH: process.env['PATH'], ...environment }, execArgv: [] });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${bundle} ended before it answered`);
  });
  const [{ cold }] = (await Promise.race([once(child, 'message'), ended])) as [{ cold: Cold }];
  ended.catch(() => undefined);
  return { process: child, cold };
}

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}

/** One cold start, with or without an event. */
export async function coldStart(bundle: string, environment: Environment, event?: object): Promise<Cold> {
  const { process, cold } = await started(bundle, environment, event);
  await end(process);
  return cold;
}

/** A process that stays: CPU milliseconds of one event, all threads, mean over so many. */
export async function warmProcess(bundle: string, environment: Environment) {
  const { process } = await started(bundle, environment);
  return {
    cpuOf: async (event: object, times: number): Promise<number> => {
      process.send({ event, times });
      const [{ cpu }] = (await once(process, 'message')) as [{ cpu: number }];
      return cpu;
    },
    stop: () => end(process),
  };
}
