import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './examples.ts';

const document = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
const named = [...document.matchAll(/\[([^\]]+)\]\((test\/[^)]+\.test\.ts)\)/g)].map(([, name = '', file = '']) => ({ name, file }));
const rows = document.split('\n').filter((line) => /^\| (?!what is tried|risk|---)/.test(line) && !line.startsWith('|---'));

describe('SECURITY.md', () => {
  it.each(named.filter(({ name }) => name !== 'a test'))('names a test that there is: $name', ({ name, file }) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`'${name}'`);
  });

  it('shows each of its claims by a test, and answers all ten risks of OWASP', () => {
    expect(rows.filter((row) => !row.includes('.test.ts)'))).toEqual([]);
    const risks = rows.flatMap((row) => /^\| (API\d+) /.exec(row)?.[1] ?? []);
    expect(risks).toEqual(Array.from({ length: 10 }, (_, index) => `API${index + 1}`));
    expect(rows.length).toBeGreaterThan(30);
  });
});
