import * as z from 'zod';
import { entryHash, headsDigest } from '../../audit.ts';
import { DIGEST_DIFFERENCES, type KeptDigest, type LogDigest, logDigestSchema } from '../../domain/log-digest.ts';
import { loadDigest, loadDigestHeads, parseDigest } from '../../store/digests.ts';
import { type Head, parseKeptEntry, parseLogEntry } from '../../store/log.ts';
import type { Item } from '../../store/store.ts';
import type { PlainDate } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';
import { DIGESTS } from './keep-digest.ts';

const differenceSchema = z
  .strictObject({
    stream: z.string(),
    sequence: z.int().meta({ description: 'The entry that was the end of the chain' }),
    difference: z.enum(DIGEST_DIFFERENCES).meta({
      description:
        'dropped: not there; replaced: another entry in its place, however well the chain was made to fit; altered: not what its own hash says',
    }),
  })
  .meta({ id: 'DigestDifference', description: 'A chain that no longer goes through where it stood' });

export const digestComparisonSchema = z
  .strictObject({
    ...logDigestSchema.shape,
    intact: z
      .boolean()
      .meta({ description: 'Whether the kept heads still come to the digest, and the log of the digests still says the same' }),
    compared: z.int().meta({ description: 'Streams compared on this page' }),
    differences: z.array(differenceSchema),
    next: z.union([z.string(), z.null()]),
  })
  .meta({ id: 'DigestComparison', description: 'A kept digest beside the log as it stands now' });
export type DigestComparison = z.infer<typeof digestComparisonSchema>;

const shown = ({ parts: _parts, version: _version, ...digest }: KeptDigest): LogDigest => digest;

/** The kept digests, newest first. */
export async function listDigests(ctx: Context, page: PageAsk): Promise<Page<LogDigest>> {
  permit(ctx, 'read', 'audit');
  const parse = (item: Item): LogDigest => shown(parseDigest(item));
  return pageOfPartition(ctx, { ...page, list: 'digests', filters: {} }, ctx.store.keys.digests(), parse, () => true, { backward: true });
}

/**
 * Whether each chain still goes through the place where it stood when the digest of a day was kept, a page of streams at a
 * time. Shows what recomputing the chains cannot: a chain that somebody wrote anew from end to end.
 */
export async function compareDigest(ctx: Context, day: PlainDate, page: PageAsk): Promise<DigestComparison> {
  permit(ctx, 'read', 'audit');
  const { store } = ctx;
  const kept = found(await loadDigest(store, day), { what: day });
  const heads = await loadDigestHeads(store, kept);
  const { items, next } = pageOf(ctx, { ...page, list: 'digest', filters: { day } }, heads, ({ stream }) => stream);
  const entries = await store.getMany(items.map(({ stream, sequence }) => store.keys.logEntry(stream, sequence)));
  const differences = items.flatMap((head, index) => differenceOf(head, entries[index]) ?? []);
  const intact = headsDigest(heads) === kept.digest && (await isLogged(ctx, kept));
  return { ...shown(kept), intact, compared: items.length, differences, next };
}

function differenceOf({ stream, sequence, hash }: Head, item: Item | undefined): DigestComparison['differences'][number] | undefined {
  if (item === undefined) return { stream, sequence, difference: 'dropped' };
  const entry = parseKeptEntry(item);
  if (entry.hash !== hash) return { stream, sequence, difference: 'replaced' };
  return entryHash(entry) === hash ? undefined : { stream, sequence, difference: 'altered' };
}

/** Whether the entry that recorded the digest still says so. */
async function isLogged({ store }: Context, { day, digest, sequence }: KeptDigest): Promise<boolean> {
  const item = await store.get(store.keys.logEntry(DIGESTS, sequence));
  const logged = item && parseLogEntry(item).changes.find(({ record }) => record === `digest/${day}`)?.after;
  return (logged as KeptDigest | undefined)?.digest === digest;
}
