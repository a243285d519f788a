import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a script of this folder as a process of its own; answers it with its first message. */
export async function child<Message>(
  script: string,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<{ process: ChildProcess; message: Message }> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const started = fork(file, args, { execArgv: [...execArgv], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(started, 'exit').then(([code]) => {
    throw new Error(`${script} ended with ${String(code)} before it said anything`);
  });
  const [message] = (await Promise.race([once(started, 'message'), ended])) as [Message];
  return { process: started, message };
}

/** Lets a process end that ends with its parent. */
export async function dismiss(started: ChildProcess): Promise<void> {
  const gone = once(started, 'exit');
  started.disconnect();
  await gone;
}
