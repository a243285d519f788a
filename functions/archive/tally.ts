import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonical, headsDigest, sha256 } from '../../shared/audit.ts';
import * as z from 'zod';

/** An item as the table's own interface says it, so that every type comes back as it was. */
export type TableItem = Record<string, AttributeValue>;

/** What an archive holds, counted and hashed so that neither a lost nor an altered item stays unseen. */
export const tallySchema = z.strictObject({
  items: z.int().min(0),
  /** Items by kind of partition: LOG, UNITS, STAFF … */
  kinds: z.record(z.string(), z.int().min(1)),
  /** Sum of the SHA-256 of all items modulo 2^256: the same whatever their order. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where the chains of the log stand; the digest is that of `/v1/audit/verify`. */
  log: z.strictObject({ streams: z.int().min(0), entries: z.int().min(0), digest: z.string() }),
});
export type Tally = z.infer<typeof tallySchema>;

/** The part of a partition key after the tenant: what is kept there. */
const kindOf = (item: TableItem): string => item['pk']?.S?.split('#')[1] ?? '';

/** One attribute as JSON: bytes in base64, everything else as it is. */
function written(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.L !== undefined) return { L: value.L.map(written) };
  if (value.M !== undefined) return { M: Object.fromEntries(Object.entries(value.M).map(([name, inner]) => [name, written(inner)])) };
  return value;
}

function read(value: AttributeValue): AttributeValue {
  if (value.B !== undefined) return { B: Buffer.from(value.B as unknown as string, 'base64') };
  if (value.L !== undefined) return { L: value.L.map(read) };
  if (value.M !== undefined) return { M: Object.fromEntries(Object.entries(value.M).map(([name, inner]) => [name, read(inner)])) };
  return value;
}

/** An item as one line of an archive: DynamoDB JSON with sorted keys. */
export const lineOf = (item: TableItem): string =>
  canonical({ Item: written({ M: item }) })
    .replace('{"Item":{"M":', '{"Item":')
    .slice(0, -1);

/** The item of a line. */
export function itemOf(line: string): TableItem {
  const { Item } = JSON.parse(line) as { Item: TableItem };
  return read({ M: Item }).M as TableItem;
}

const MODULUS = 2n ** 256n;

/** Counts items as they pass, in any order. */
export class Counter {
  #items = 0;
  #sum = 0n;
  readonly #kinds = new Map<string, number>();
  readonly #heads: { stream: string; sequence: number; hash: string }[] = [];

  add(item: TableItem, line = lineOf(item)): void {
    const kind = kindOf(item);
    this.#items += 1;
    this.#sum = (this.#sum + BigInt(`0x${sha256(line)}`)) % MODULUS;
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (kind === 'HEAD')
      this.#heads.push({ stream: item['stream']?.S ?? '', sequence: Number(item['version']?.N), hash: item['hash']?.S ?? '' });
  }

  tally(): Tally {
    const heads = this.#heads.toSorted((one, other) => (one.stream < other.stream ? -1 : 1));
    return {
      items: this.#items,
      kinds: Object.fromEntries([...this.#kinds].toSorted(([one], [other]) => (one < other ? -1 : 1))),
      digest: this.#sum.toString(16).padStart(64, '0'),
      log: {
        streams: heads.length,
        entries: heads.reduce((sum, { sequence }) => sum + sequence, 0),
        digest: headsDigest(heads),
      },
    };
  }
}
