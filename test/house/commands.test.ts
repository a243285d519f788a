import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

describe('the house', () => {
  it('has one test command: .ci/run runs the line that the README gives', () => {
    const command = read('.ci/run')
      .split('\n')
      .find((line) => line.startsWith('npm ci'));
    expect(command).toContain('npm test');
    expect(read('README.md').split('\n')).toContain(command);
  });

  it('locks versions and hashes but no download address, so that any registry serves', () => {
    const lock = read('package-lock.json');
    expect(lock).not.toContain('"resolved"');
    expect(lock.match(/"integrity"/g)?.length).toBeGreaterThan(50);
  });

  it('runs on the Node that the project pins', () => {
    expect(process.versions.node.split('.')[0]).toBe('24');
  });
});
