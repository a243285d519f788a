import { createReadStream, createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as z from 'zod';
import { ArchiveError } from './archive-error.ts';
import { Counter, type TableItem, type Tally, itemOf, lineOf, tallySchema } from './tally.ts';

/** First line of an archive. */
const headerSchema = z.strictObject({
  bienche: z.literal('archive'),
  format: z.literal(1),
  tenant: z.string().min(1),
  exportedAt: z.string(),
});
export type ArchiveHeader = z.infer<typeof headerSchema>;
/** Last line: what stood between, so that an archive cut short is no archive. */
const summarySchema = z.strictObject({ summary: tallySchema });

/**
 * Writes an archive: gzipped lines of JSON, header, items, summary. It has its name only once it is complete, and takes
 * nobody else's.
 * @throws ArchiveError when there is a file of that name
 */
export async function writeArchive(file: string, header: ArchiveHeader, items: AsyncIterable<TableItem>): Promise<Tally> {
  const unfinished = `${file}.unfinished`;
  const counter = new Counter();
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(header)}\n`;
    for await (const item of items) {
      const line = lineOf(item);
      counter.add(item, line);
      yield `${line}\n`;
    }
    yield `${JSON.stringify({ summary: counter.tally() })}\n`;
  }
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(unfinished, { flags: 'w', mode: 0o600, flush: true }));
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EEXIST' ? exists(file) : error;
    });
  } finally {
    await rm(unfinished, { force: true });
  }
  return counter.tally();
}

const exists = (file: string) =>
  new ArchiveError('file-exists', `Tệp ${file} đã có; hãy chọn tên khác.`, `There is a file ${file} already; choose another name.`);
const notAnArchive = (file: string) =>
  new ArchiveError('not-an-archive', `${file} không phải là bản lưu của bienche.`, `${file} is no archive of bienche.`);
const damaged = (file: string, what: { vi: string; en: string }) =>
  new ArchiveError(
    'archive-damaged',
    `Bản lưu ${file} bị hỏng: ${what.vi}. Chưa ghi gì.`,
    `The archive ${file} is damaged: ${what.en}. Nothing was written.`,
  );

/** The lines of an archive, unzipped. */
const linesOf = (file: string) => createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });

/** The items of an archive, in its order. To be trusted only after `checkArchive`. */
export async function* itemsOfArchive(file: string): AsyncGenerator<TableItem> {
  for await (const line of linesOf(file)) if (line.startsWith('{"Item":')) yield itemOf(line);
}

/**
 * Reads an archive from end to end, counts and hashes what is in it, and compares with what it says of itself.
 * @throws ArchiveError when it is none, cut short, altered, or holds items of somebody else
 */
export async function checkArchive(file: string): Promise<{ header: ArchiveHeader; tally: Tally }> {
  const counter = new Counter();
  let header: ArchiveHeader | undefined;
  let said: Tally | undefined;
  try {
    // Errors of the file and of unzipping do not reach readline: they are waited for beside it.
    const source = createReadStream(file);
    const unzipped = createGunzip();
    const reading = pipeline(source, unzipped);
    reading.catch(() => undefined);
    for await (const line of createInterface({ input: unzipped, crlfDelay: Infinity })) {
      if (header === undefined) header = headerSchema.parse(JSON.parse(line));
      else if (said !== undefined) throw damaged(file, { vi: 'còn dữ liệu sau phần tổng hợp', en: 'something follows its summary' });
      else if (line.startsWith('{"summary":')) said = summarySchema.parse(JSON.parse(line)).summary;
      else {
        const item = itemOf(line);
        if (!item['pk']?.S?.startsWith(`${header.tenant}#`))
          throw damaged(file, { vi: `có mục không thuộc ${header.tenant}`, en: `an item is not of ${header.tenant}` });
        counter.add(item);
      }
    }
    await reading;
  } catch (error) {
    if (error instanceof ArchiveError || (error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    if (header === undefined) throw notAnArchive(file);
    throw damaged(file, { vi: (error as Error).message, en: (error as Error).message });
  }
  if (header === undefined) throw notAnArchive(file);
  if (said === undefined) throw damaged(file, { vi: 'thiếu phần tổng hợp ở cuối', en: 'its summary at the end is missing' });
  const tally = counter.tally();
  if (JSON.stringify(tally) !== JSON.stringify(said))
    throw damaged(file, {
      vi: `ghi ${said.items} mục với mã băm ${said.digest}, nhưng có ${tally.items} mục với ${tally.digest}`,
      en: `it says ${said.items} items with digest ${said.digest}, and holds ${tally.items} with ${tally.digest}`,
    });
  return { header, tally };
}
