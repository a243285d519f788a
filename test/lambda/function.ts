import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Answer = { statusCode: number; headers: Record<string, string>; body: string; isBase64Encoded: boolean; cookies?: string[] };
type Message = { id: number; answer?: unknown; error?: string };

export type RunningFunction = {
  /** What the handler answers to an event. */
  readonly invoke: <T = Answer>(event: unknown) => Promise<T>;
  /** What it has printed so far, line by line. */
  readonly lines: () => string[];
  readonly stop: () => Promise<void>;
};

/** Starts a bundle as Lambda would: a process with these variables and no others. Rejects with what it complained of. */
export async function startFunction(folder: string, environment: Readonly<Record<string, string>>): Promise<RunningFunction> {
  const credentials = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const child: ChildProcess = fork(join(import.meta.dirname, 'runtime.ts'), [join(folder, 'index.mjs')], {
    env: { PATH: process.env['PATH'], ...credentials, ...environment },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  let complaint = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = once(child, 'close').then(() => {
    throw new Error(complaint);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  let asked = 0;
  return {
    invoke: async <T>(event: unknown) => {
      const id = (asked += 1);
      const answered = new Promise<Message>((resolve) => {
        const listen = (message: Message) => {
          if (message.id !== id) return;
          child.off('message', listen);
          resolve(message);
        };
        child.on('message', listen);
      });
      child.send({ id, event });
      const message = await Promise.race([answered, ended]);
      if (message.error !== undefined) throw new Error(message.error);
      return message.answer as T;
    },
    lines: () => printed.split('\n').filter((line) => line !== ''),
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}
