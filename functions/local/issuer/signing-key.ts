import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';

const rsaPrivateJwkSchema = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

export type SigningKey = { readonly privateJwk: JWK; readonly publicJwk: JWK };

/** The RS256 key pair kept in a folder, made on first use; processes that make it at once all end with the same one. */
export async function loadSigningKey(folder: string): Promise<SigningKey> {
  const file = join(folder, 'signing-key.json');
  const text = (await read(file)) ?? (await create(folder, file));
  const key = rsaPrivateJwkSchema.safeParse(parsed(text));
  if (!key.success) throw new Error(`${file} is not an RSA private key; delete it to have a new one made`);
  const { kty, n, e } = key.data;
  return { privateJwk: key.data, publicJwk: { kty, n, e } };
}

/** Whole file first, then its name by a link, which fails if another process was first: nobody ever reads half a key. */
async function create(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const draft = join(folder, `${randomUUID()}.draft`);
  await writeFile(draft, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
