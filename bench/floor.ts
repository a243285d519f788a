import { TABLE } from '../shared/store/table.ts';
import type { Item, Meter } from '../shared/store/store.ts';
import { itemSize } from './item-size.ts';

const READ_BYTES = 4096;
const WRITE_BYTES = 1024;
const units = (bytes: number, unit: number): number => Math.max(1, Math.ceil(bytes / unit));
const sizeOf = (item: Item | undefined): number => (item ? itemSize(item) : 0);

/**
 * The least capacity for which the bytes that a verb needs can be read and written: of each item its size, rounded up, in the
 * mode in which it has to be read or written. What is read twice on purpose counts twice.
 */
export class Floor implements Meter {
  read = 0;
  write = 0;

  /** Items read one by one, strongly consistent: 1 for each 4 KB begun, and 1 for "there is none". */
  get(...items: (Item | undefined)[]): this {
    for (const item of items) this.read += units(sizeOf(item), READ_BYTES);
    return this;
  }

  /** Items read by one query, strongly consistent: their bytes together, 1 for each 4 KB begun. */
  query(items: readonly Item[], times = 1): this {
    const bytes = items.reduce((sum, item) => sum + itemSize(item), 0);
    this.read += times * units(bytes, READ_BYTES);
    return this;
  }

  /** An item put in a transaction: 2 for each KB begun of what is there or was there; and 1 for its entry in the index. */
  put(item: Item, before?: Item): this {
    this.write += 2 * units(Math.max(itemSize(item), sizeOf(before)), WRITE_BYTES);
    const { partitionKey, sortKey } = TABLE.index;
    if (item[partitionKey] !== undefined) {
      const names = [TABLE.partitionKey, TABLE.sortKey, partitionKey, sortKey];
      this.write += units(itemSize(Object.fromEntries(names.map((name) => [name, item[name]]))), WRITE_BYTES);
    }
    return this;
  }

  /** An item put outside any transaction, because nobody refers to it yet: 1 for each KB begun. */
  putAlone(item: Item): this {
    this.write += units(itemSize(item), WRITE_BYTES);
    return this;
  }
}
