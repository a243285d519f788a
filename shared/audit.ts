import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a text, as lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** RFC 8785 text of a JSON value: the same value always gives the same bytes. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}

export const hashOf = (value: unknown): string => sha256(canonical(value));

/** Hash of the entry before the first one. */
export const GENESIS = '0'.repeat(64);

export type Sealed = {
  stream: string;
  sequence: number;
  at: string;
  actor: string;
  role: string;
  previousHash: string;
  payloadHash: string;
};

/** The payload's canonical text is hashed with its salt, so that erasing both later leaves the chain whole. */
export const payloadHash = (salt: string, payload: string): string => sha256(salt + payload);

/** The hash that chains an entry to the one before it. */
export const entryHash = ({ stream, sequence, at, actor, role, previousHash, payloadHash: payload }: Sealed): string =>
  hashOf({ stream, sequence, at, actor, role, previousHash, payloadHash: payload });
