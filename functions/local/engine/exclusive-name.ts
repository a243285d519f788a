import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the name back. */
export type Release = () => Promise<void>;

/**
 * Holds a name that one process on this machine can hold at a time; undefined when another has it. The name is a
 * listening socket, so the system frees it with its process, however that process dies: no lock file can go stale.
 */
export async function holdName(name: string, platform: NodeJS.Platform = process.platform): Promise<Release | undefined> {
  const address = socketAddress(`bienche-${createHash('sha256').update(name).digest('hex').slice(0, 24)}`, platform);
  const server = (await listen(address)) ?? (isSocketFile(address) && !(await answers(address)) ? await relisten(address) : undefined);
  if (!server) return undefined;
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** Linux: abstract socket; Windows: named pipe; both vanish with their process. Elsewhere a socket file, tried before it is replaced. */
function socketAddress(label: string, platform: NodeJS.Platform): string {
  if (platform === 'linux') return `\0${label}`;
  return platform === 'win32' ? `\\\\.\\pipe\\${label}` : join(tmpdir(), `${label}.sock`);
}

const isSocketFile = (address: string) => address.endsWith('.sock');

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function relisten(address: string): Promise<Server | undefined> {
  rmSync(address, { force: true });
  return listen(address);
}
