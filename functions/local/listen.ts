import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '@hono/node-server';

/** The port is taken, or may not be used. */
export class ListenError extends Error {}

export type Listening = {
  readonly url: string;
  /** Takes no more requests, lets those under way finish for a while, then lets go of the port. */
  readonly close: () => Promise<void>;
};

const FINISH_WITHIN_MS = 5_000;
/** Longer than clients keep an idle connection: of the two the client closes, so that none asks on a connection just closed. */
const KEEP_ALIVE_MS = 65_000;

/** How long a request may take here, where no gateway hangs up after half a minute and the machine may be a slow one. */
export const LOCAL_PATIENCE_MS = 120_000;

/** Serves on a loopback port; port 0 takes any free one. Throws {@link ListenError} with a sentence for the terminal. */
export async function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<Listening> {
  const server = serve({ fetch, port, hostname: '127.0.0.1' }) as Server;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new ListenError(
          error.code === 'EADDRINUSE'
            ? `Cổng ${port} đang bận; chọn cổng khác: --port. Port ${port} is busy; choose another: --port.`
            : error.message,
        ),
      ),
    );
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await Promise.race([closed, delay(FINISH_WITHIN_MS)]);
    server.closeAllConnections();
  };
  return { url, close };
}
