import { createServer } from 'node:net';
import { holdName, type Release } from './exclusive-name.ts';

export type HeldPort = { readonly port: number; readonly release: Release };

/** A free loopback port whose name is held while its engine runs, so that two starts at once never answer for each other. */
export async function holdFreePort(): Promise<HeldPort> {
  for (;;) {
    const port = await freePort();
    const release = await holdName(`port ${port}`);
    if (release) return { port, release };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
