import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../functions/local/start.ts', import.meta.url));
const READY_WITHIN_MS = 5 * 60_000;

/** The server as `npm start` starts it, on a free port, with its data in a folder. */
export type Server = { base: string; pid: number; stop: () => Promise<void> };

/** Resolves once the server answers that it is ready. */
export async function startServer(dataDir: string): Promise<Server> {
  // Users of the run ask as fast as they are answered, which the limits of one token are there to prevent.
  const env = { ...process.env, BIENCHE_LIMIT_ALL: 'off', BIENCHE_LIMIT_HEAVY: 'off' };
  const args = [START, '--port', '0', '--data', dataDir, '--engine', 'dynoxide'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 10_000) said += text;
  });
  for (const until = performance.now() + READY_WITHIN_MS; ; await delay(500)) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`the server did not start: ${said}`);
    const base = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (base && (await fetch(`${base}/healthz`)).status === 200)
      return {
        base,
        pid: child.pid ?? 0,
        stop: async () => {
          child.kill('SIGTERM');
          await gone;
        },
      };
  }
}
