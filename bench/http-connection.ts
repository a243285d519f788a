import { type Socket, connect } from 'node:net';
import { once } from 'node:events';

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void };

/**
 * One kept-alive connection that asks for one thing at a time: writes the bytes of a GET and reads those of its answer, so
 * that the time measured is the server's and not that of a client library.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  constructor(socket: Socket) {
    this.#socket = socket.setNoDelay();
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<HttpConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new HttpConnection(socket);
  }

  /** The parsed body of an answer 200. */
  get(path: string, token: string | null): Promise<unknown> {
    const authorization = token === null ? '' : `authorization: Bearer ${token}\r\n`;
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the server has closed the connection'));
      this.#waiting = { resolve, reject };
      this.#socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${authorization}\r\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    const received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    this.#received = received;
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const text = received.toString('latin1', 0, head);
    const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
    const body = received.subarray(head + 4);
    if (length === undefined || body.length < Number(length)) return;
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (text.startsWith('HTTP/1.1 200')) waiting?.resolve(JSON.parse(body.toString('utf8')));
    else waiting?.reject(new Error(`${text}\n\n${body.toString('utf8')}`));
  }
}
