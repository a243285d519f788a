import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import { parseTokenArguments } from '../../functions/local/issuer/token-arguments.ts';

const token = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../../functions/local/issuer/token.ts'), ...args], { encoding: 'utf8' });

describe('npm run token', () => {
  it("prints one bearer token of the checkout's issuer and nothing else", async () => {
    const { status, stdout, stderr } = token('--role', 'hr-officer', '--units', 'H49.13,H49.14');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { jwks } = await loadDevelopmentIssuer();
    const { payload } = await jwtVerify(stdout.trim(), createLocalJWKSet(jwks));
    expect(payload).toMatchObject({ sub: 'hr-officer-01', tenant: 'H49', role: 'hr-officer', units: ['H49.13', 'H49.14'] });
  });

  it('says on standard error what is wrong, prints nothing and exits 2', () => {
    const { status, stdout, stderr } = token('--role', 'minister');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--role: one of hr-officer, home-affairs');
  });

  it.for([
    [['--role', 'hr-officer'], /--units: .* name at least one/],
    [['--role', 'training-coordinator', '--units', ''], /--units: .* name at least one/],
    [['--role', 'auditor', '--units', 'H49.13'], /--units: .* name none/],
    [['--role', 'hr-officer', '--units', 'H49.13,h49'], /--units: unit codes/],
    [['--role', 'viewer', '--tenant', 'QN'], /--tenant/],
    [['--role', 'viewer', '--subject', 'a b'], /--subject/],
    [['--role', 'viewer', '--minutes', '0'], /--minutes/],
    [['--role', 'viewer', '--minutes', 'long'], /--minutes/],
    [['--roles', 'viewer'], /--roles/],
    [[], /--role: one of/],
  ] as const)('refuses %j', ([args, message]) => {
    expect(() => parseTokenArguments([...args])).toThrow(message);
  });
});
