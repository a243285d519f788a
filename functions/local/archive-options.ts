import { parseArgs } from 'node:util';
import { DEMO_TENANT } from './demo/label.ts';
import { DATA_FOLDER, OptionsError } from './options.ts';

/** Whose archive, which file, and which table: that of a data folder on this machine, or one by name at AWS or an endpoint. */
export type ArchiveOptions = {
  readonly tenant: string;
  readonly file: string;
  readonly place:
    | { readonly dataDir: string }
    | { readonly table: string; readonly endpoint: string | undefined; readonly region: string | undefined };
};

export const ARCHIVE_USAGE = `npm run export  -- --file FILE [--tenant ${DEMO_TENANT}] [--data DIR | --table NAME [--region REGION] [--endpoint URL]]
npm run restore -- --file FILE [--tenant ${DEMO_TENANT}] [--data DIR | --table NAME [--region REGION] [--endpoint URL]]`;

/** Throws {@link OptionsError} with a sentence for the person at the terminal. */
export function readArchiveOptions(args: readonly string[]): ArchiveOptions {
  const { tenant = DEMO_TENANT, file, data, table, endpoint, region } = parse(args);
  if (file === undefined || file === '') throw new OptionsError('--file: thiếu tên tệp; the name of the archive is missing');
  if (!/^[A-Z0-9.]{1,35}$/.test(tenant)) throw new OptionsError('--tenant: A–Z 0–9 .');
  if (data !== undefined && table !== undefined) throw new OptionsError('--data / --table: chỉ chọn một; choose one');
  if (table === undefined && (endpoint !== undefined || region !== undefined))
    throw new OptionsError('--endpoint, --region: chỉ cùng với --table; only with --table');
  return { tenant, file, place: table === undefined ? { dataDir: data ?? DATA_FOLDER } : { table, endpoint, region } };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { tenant: text, file: text, data: text, table: text, endpoint: text, region: text } })
      .values;
  } catch (error) {
    throw new OptionsError((error as Error).message);
  }
}
