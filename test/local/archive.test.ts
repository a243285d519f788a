import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArchiveOptions } from '../../functions/local/archive-options.ts';
import { startEngine } from '../../functions/local/engine/start-engine.ts';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { localContext } from '../../functions/local/local-context.ts';
import { TABLE_NAME } from '../../functions/local/table-name.ts';
import { realWorld } from '../../functions/api/world.ts';
import { createTable } from '../../shared/store/create-table.ts';
import { documentsOf } from '../../shared/store/store.ts';
import { settle } from '../support/province.ts';

const folder = mkdtempSync(join(tmpdir(), 'bienche-archive-cli-'));
const file = join(folder, 'H49.bienche');
const COMMAND = join(import.meta.dirname, '../../functions/local/archive.ts');
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [COMMAND, ...args]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );

beforeAll(async () => {
  const engine = await startEngine({ dataDir: join(folder, 'first') });
  const client = new DynamoDBClient(localClientConfig(engine.endpoint));
  await createTable(client, TABLE_NAME);
  const place = { documents: documentsOf(client), table: TABLE_NAME, world: realWorld() };
  await settle(localContext(place, 'H49')('home-affairs', { key: 'settle', bodyHash: 'settle' }));
  client.destroy();
  await engine.stop();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run export and npm run restore', () => {
  it('carry a province from one data folder to another and say by what it can be recognised', async () => {
    const exported = await run('export', '--file', file, '--data', join(folder, 'first'));
    expect(exported.said).toMatch(/^H49 {2}.*\n\d+ mục \/ items {2}[0-9a-f]{64}\n\d+ mục nhật ký \/ log entries, \d+ chuỗi/);
    const restored = await run('restore', '--file', file, '--data', join(folder, 'second'));
    expect(restored).toEqual(exported);
    const again = await run('export', '--file', `${file}.again`, '--data', join(folder, 'second'));
    expect(again.said.replace('.again', '')).toBe(exported.said);
    expect(await run('restore', '--file', file, '--data', join(folder, 'second'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('Chỉ khôi phục vào bảng trống'),
    });
  });

  it('say how they are used when called without a file', async () => {
    const { code, said } = await run('export');
    expect([code, said.includes('--file'), said.includes('npm run restore --')]).toEqual([2, true, true]);
  });

  it.each([
    [['--file', 'x', '--data', 'd', '--table', 't'], '--data / --table'],
    [['--file', 'x', '--region', 'ap-southeast-1'], 'only with --table'],
    [['--files', 'x'], '--files'],
    [['--file', 'x', '--tenant', 'h49#'], '--tenant'],
  ])('refuse %j', (args, sentence) => {
    expect(() => readArchiveOptions(args)).toThrow(sentence);
  });

  it('name a table at AWS in place of a folder here', () => {
    const { place } = readArchiveOptions(['--file', 'x', '--table', 'bienche-prod', '--region', 'ap-southeast-1']);
    expect(place).toEqual({ table: 'bienche-prod', region: 'ap-southeast-1', endpoint: undefined });
  });
});
