import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { limitSchema } from '../environment.ts';
import type { Limits } from '../api/http/limits.ts';
import { ENGINES, type EngineName } from './engine/find-engine.ts';

/** Where local data live unless told otherwise: a folder of the checkout that git ignores. */
export const DATA_FOLDER = fileURLToPath(new URL('../../.bienche/data', import.meta.url));
const DEFAULT_PORT = 8787;

export type Options = {
  port: number;
  dataDir: string | undefined;
  empty: boolean;
  log: boolean;
  engine: EngineName | undefined;
  limits: Limits;
};

export class OptionsError extends Error {}

export const USAGE = `npm start -- [--port ${DEFAULT_PORT}] [--data DIR | --memory] [--empty] [--engine ${ENGINES.join('|')}] [--log]
Environment: BIENCHE_PORT, BIENCHE_DATA, BIENCHE_MEMORY=1, BIENCHE_EMPTY=1, BIENCHE_ENGINE, BIENCHE_LOG=1,
  BIENCHE_LIMIT_ALL=off, BIENCHE_LIMIT_HEAVY=1000/6000 (requests of one token at once/a minute)`;

/** Flags first, then the environment, then the defaults. Throws {@link OptionsError} with a sentence for the person at the terminal. */
export function readOptions(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Options {
  const flags = parse(args);
  const port = Number(flags.port ?? environment['BIENCHE_PORT'] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new OptionsError('--port: 0 … 65535');
  const data = flags.data ?? environment['BIENCHE_DATA'];
  const memory = flags.memory ?? environment['BIENCHE_MEMORY'] === '1';
  if (memory && data !== undefined) throw new OptionsError('--data / --memory: chỉ chọn một; choose one');
  const engine = flags.engine ?? environment['BIENCHE_ENGINE'];
  const known = ENGINES.find((name) => name === engine);
  if (engine !== undefined && known === undefined) throw new OptionsError(`--engine: ${ENGINES.join(' | ')}`);
  return {
    port,
    dataDir: memory ? undefined : (data ?? DATA_FOLDER),
    empty: flags.empty ?? environment['BIENCHE_EMPTY'] === '1',
    log: flags.log ?? environment['BIENCHE_LOG'] === '1',
    engine: known,
    limits: {
      all: limitOf('BIENCHE_LIMIT_ALL', environment['BIENCHE_LIMIT_ALL'] ?? 'off'),
      heavy: limitOf('BIENCHE_LIMIT_HEAVY', environment['BIENCHE_LIMIT_HEAVY'] ?? '1000/6000'),
    },
  };
}

function limitOf(name: string, text: string) {
  const read = limitSchema.safeParse(text);
  if (!read.success) throw new OptionsError(`${name}: 30/120 | off`);
  return read.data;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        empty: { type: 'boolean' },
        engine: { type: 'string' },
        log: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new OptionsError((error as Error).message);
  }
}
