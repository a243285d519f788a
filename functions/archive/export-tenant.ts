import { ArchiveError } from './archive-error.ts';
import { rm } from 'node:fs/promises';
import { writeArchive } from './archive-file.ts';
import type { Tally } from './tally.ts';
import { type TenantTable, headsOf, itemsOfTenant } from './tenant-items.ts';

const TRIES = 3;

/**
 * Writes everything that a tenant has into an archive. Every change moves the head of a chain, so an archive before and
 * after which all heads are the same is the table as it was at one moment; else it is made again.
 * @throws ArchiveError when there is nothing, when others go on writing, or when the file is there already
 */
export async function exportTenant(place: TenantTable, file: string, exportedAt: string): Promise<Tally> {
  for (let attempt = 1; ; attempt++) {
    const before = await headsOf(place);
    if (before === '') throw nothing(place.tenant);
    const tally = await writeArchive(file, { bienche: 'archive', format: 1, tenant: place.tenant, exportedAt }, itemsOfTenant(place));
    if ((await headsOf(place)) === before) return tally;
    await rm(file);
    if (attempt === TRIES) throw stillWritten();
  }
}

const nothing = (tenant: string) =>
  new ArchiveError('nothing-to-export', `Không có dữ liệu nào của ${tenant}.`, `There is nothing of ${tenant}.`);
const stillWritten = () =>
  new ArchiveError(
    'still-written',
    `Dữ liệu thay đổi trong cả ${TRIES} lần đọc. Hãy thử lại khi không có ai ghi.`,
    `The data changed during each of ${TRIES} readings. Try again when nobody writes.`,
  );
