import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const preflight = join(import.meta.dirname, '../../functions/local/preflight.mjs');
const posingAs = (version: string) =>
  spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`, preflight],
    {
      encoding: 'utf8',
    },
  );

describe('the preflight of every npm script', () => {
  it('stops on Node 23 and says in both languages what to install', () => {
    const { status, stdout, stderr } = posingAs('23.11.0');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/Hãy cài Node\.js 24[\s\S]*Install Node\.js 24/);
  });

  it('is silent on Node 24', () => {
    expect(posingAs('24.0.0')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
