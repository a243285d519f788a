import { LightHeaders } from './light-headers.ts';

type Content = string | Uint8Array | ArrayBuffer | ReadableStream | Blob | FormData | URLSearchParams | null;
type Plain = string | Uint8Array | null;
type FullContent = ConstructorParameters<typeof Response>[0];

/** Content that is text or bytes is kept as it is; anything else is handed to Node's own classes, loaded then. */
function plainOf(content: Content | undefined): Plain | Response {
  if (content === undefined || content === null || typeof content === 'string' || content instanceof Uint8Array) return content ?? null;
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  return new globalThis.Response(content as FullContent);
}

/** What requests and responses have in common: headers, and a content that can be read in several forms. */
class LightMessage {
  readonly headers: LightHeaders;
  readonly #content: Plain | Response;

  constructor(content: Content | undefined, headers: ConstructorParameters<typeof LightHeaders>[0]) {
    this.#content = plainOf(content);
    this.headers = headers instanceof LightHeaders ? headers : new LightHeaders(headers);
  }

  /** The content itself where it is text or bytes: Hono hands it to the next message, or asks whether there is any. */
  get body(): Plain | ReadableStream {
    return this.#content instanceof Object && 'body' in this.#content ? this.#content.body : this.#content;
  }

  get bodyUsed(): boolean {
    return false;
  }

  async text(): Promise<string> {
    const content = this.#content;
    if (content === null || typeof content === 'string') return content ?? '';
    return content instanceof Uint8Array ? new TextDecoder().decode(content) : content.text();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#full().arrayBuffer();
  }

  async blob(): Promise<Blob> {
    return this.#full().blob();
  }

  async formData(): Promise<FormData> {
    return this.#full().formData();
  }

  #full(): Response {
    const content = this.#content;
    if (content !== null && typeof content === 'object' && !(content instanceof Uint8Array)) return content;
    const type = this.headers.get('content-type');
    return new globalThis.Response(content as FullContent, type === null ? {} : { headers: { 'content-type': type } });
  }
}

type RequestInit = { method?: string; headers?: ConstructorParameters<typeof LightHeaders>[0]; body?: Content };

/** A request, without loading Node's own. */
export class LightRequest extends LightMessage {
  readonly url: string;
  readonly method: string;

  constructor(input: string | LightRequest, init: RequestInit = {}) {
    super(init.body, init.headers ?? (typeof input === 'string' ? undefined : input.headers));
    this.url = typeof input === 'string' ? new URL(input).href : input.url;
    this.method = init.method ?? (typeof input === 'string' ? 'GET' : input.method);
  }
}

type ResponseInit = { status?: number; headers?: ConstructorParameters<typeof LightHeaders>[0] };

/** An answer, without loading Node's own. */
export class LightResponse extends LightMessage {
  readonly status: number;

  constructor(body?: Content, { status = 200, headers }: ResponseInit = {}) {
    super(body, new LightHeaders(headers));
    this.status = status;
    if (typeof body === 'string' && !this.headers.has('content-type')) this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
}
