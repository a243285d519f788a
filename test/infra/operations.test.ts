import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRICES } from '../../bench/aws/prices.ts';
import { SETTINGS } from '../../infra/stages.ts';
import packageJson from '../../package.json' with { type: 'json' };

const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');

describe('docs/operations.md', () => {
  it('shows the prices that stand as data, and says of each whether it was read', () => {
    const shown = Object.values(PRICES).map(
      ({ of, dollars, per, source, sourceStatus }) => `| ${of} | ${dollars} | ${per} | ${sourceStatus} ([price page](${source})) |`,
    );
    expect(page.split('\n').filter((line) => line.includes('[price page]'))).toEqual(shown);
  });

  it('names every setting, and only commands that there are', () => {
    for (const setting of SETTINGS) expect(page).toContain(`--${setting}`);
    const commands = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });
});
