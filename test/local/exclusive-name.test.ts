import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdName } from '../../functions/local/engine/exclusive-name.ts';

const source = join(import.meta.dirname, '../../functions/local/engine/exclusive-name.ts');
const holder = (name: string, platform: string) => `
  const { holdName } = await import(${JSON.stringify(source)});
  console.log((await holdName(${JSON.stringify(name)}, ${JSON.stringify(platform)})) !== undefined);
  setInterval(() => {}, 1e6);`;

// Socket names on Linux, socket files on macOS: both kinds of name work on the machine that runs the tests.
describe.for(['linux', 'darwin'] as const)('a name held as on %s', (platform) => {
  it('is held by one at a time and can be had again after its release', async () => {
    const name = randomUUID();
    const release = await holdName(name, platform);
    expect(await holdName(name, platform)).toBeUndefined();
    const other = await holdName(randomUUID(), platform);
    expect(other).toBeDefined();
    await release?.();
    const again = await holdName(name, platform);
    expect(again).toBeDefined();
    await Promise.all([again?.(), other?.()]);
  });

  it('is free as soon as the process that held it is killed', async () => {
    const name = randomUUID();
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder(name, platform)]);
    const [said] = await once(child.stdout, 'data');
    expect(String(said)).toBe('true\n');
    expect(await holdName(name, platform)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const release = await holdName(name, platform);
    expect(release).toBeDefined();
    await release?.();
  });
});
