const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
const FORBIDDEN_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

type Init = Iterable<readonly [string, string]> | Readonly<Record<string, string>> | undefined;

/** Headers as the Fetch standard has them, as far as the API uses them; without loading Node's own. */
export class LightHeaders {
  readonly #values = new Map<string, string>();
  readonly #cookies: string[] = [];

  constructor(init?: Init) {
    if (init === undefined) return;
    const entries = Symbol.iterator in init ? init : Object.entries(init);
    for (const [name, value] of entries) this.append(name, value);
  }

  append(name: string, value: string): void {
    const [key, text] = checked(name, value);
    if (key === 'set-cookie') this.#cookies.push(text);
    else {
      const before = this.#values.get(key);
      this.#values.set(key, before === undefined ? text : `${before}, ${text}`);
    }
  }

  set(name: string, value: string): void {
    const checkedEntry = checked(name, value);
    this.delete(name);
    this.append(...checkedEntry);
  }

  delete(name: string): void {
    const key = name.toLowerCase();
    this.#values.delete(key);
    if (key === 'set-cookie') this.#cookies.length = 0;
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    if (key === 'set-cookie') return this.#cookies.length > 0 ? this.#cookies.join(', ') : null;
    return this.#values.get(key) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  *entries(): Generator<[string, string]> {
    yield* this.#values.entries();
    for (const cookie of this.#cookies) yield ['set-cookie', cookie];
  }

  *keys(): Generator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(visit: (value: string, name: string, headers: LightHeaders) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries();
  }
}

function checked(name: string, value: string): [string, string] {
  const text = String(value).replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, '');
  if (!NAME.test(name)) throw new TypeError(`no header name: ${JSON.stringify(name)}`);
  if (FORBIDDEN_IN_VALUE.test(text)) throw new TypeError(`no value of the header ${name}`);
  return [name.toLowerCase(), text];
}
