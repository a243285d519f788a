import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import { type LocalServer, spawnLocally, urlOf } from './local-process.ts';

/** Starts the server with command-line arguments; it is ended with the test. */
export function startLocally(...args: string[]): LocalServer {
  const server = spawnLocally(...args);
  onTestFinished(async () => void (await server.kill('SIGKILL')));
  return server;
}

/** A server on an empty province and a folder, ready, with what is needed to ask it. */
export async function startEmpty(dataDir: string) {
  const server = startLocally('--port', '0', '--data', dataDir, '--empty');
  const url = await urlOf(server);
  const { sign } = await loadDevelopmentIssuer();
  const claims = { subject: 'durability', tenant: 'H49' };
  const homeAffairs = await sign({ ...claims, role: 'home-affairs', units: [] });
  const officer = await sign({ ...claims, role: 'hr-officer', units: ['H49'] });
  /** Headcounts and jobs are the HR officer's, everything else the Home Affairs department's. */
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${/headcount|\/jobs/.test(path) ? officer : homeAffairs}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  return { ...server, url, ask };
}

/** A folder for data that goes with the test. */
export function dataFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bienche-durability-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
