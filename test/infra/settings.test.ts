import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import cdk from '../../cdk.json' with { type: 'json' };
import { ConfigurationError, readStage } from '../../infra/stages.ts';

const CERTIFICATE = 'arn:aws:acm:ap-southeast-1:123456789012:certificate/1234';
const OIDC = { issuer: 'https://sso.example.vn/', audience: 'bienche', keySet: 'https://sso.example.vn/keys' };

describe('the settings of a stage', () => {
  it('need no more than its name', () => {
    expect(readStage({ stage: 'dev' })).toMatchObject({ name: 'dev', region: 'ap-southeast-1', issuer: 'cognito', domain: null });
  });

  it.each([
    ['stage must be one of dev, staging, prod, and is missing.', {}],
    ['stage must be one of dev, staging, prod, not "production".', { stage: 'production' }],
    ['stage must be one of dev, staging, prod, not "toString".', { stage: 'toString' }],
    ['region must be a region of AWS such as ap-southeast-1, not "hanoi-1".', { stage: 'dev', region: 'hanoi-1' }],
    ['account must be 12 digits, not "12".', { stage: 'dev', account: '12' }],
    ['issuer must be an https:// address, not "http://sso.example.vn".', { stage: 'dev', ...OIDC, issuer: 'http://sso.example.vn' }],
    ['keySet must be an https:// address, not "keys".', { stage: 'dev', ...OIDC, keySet: 'keys' }],
    ['issuer, audience and keySet must be given together, or none of them for a Cognito user pool.', { stage: 'dev', issuer: OIDC.issuer }],
    [
      'domain must be a host name such as api.bienche.example, not "https://api.vn".',
      { stage: 'dev', domain: 'https://api.vn', certificate: CERTIFICATE },
    ],
    ['domain and certificate must be given together.', { stage: 'dev', domain: 'api.example.vn' }],
    ['certificate must be the ARN of an ACM certificate, not "mine".', { stage: 'dev', domain: 'api.example.vn', certificate: 'mine' }],
    [
      'certificate must be in the region of the stage, ap-southeast-7.',
      { stage: 'dev', region: 'ap-southeast-7', domain: 'api.example.vn', certificate: CERTIFICATE },
    ],
    ['alarmEmail must be an e-mail address, not "ops".', { stage: 'dev', alarmEmail: 'ops' }],
  ])('that are wrong are refused: %s', (sentence, settings) => {
    expect(() => readStage(settings)).toThrow(new ConfigurationError(sentence));
  });
});

describe('the CDK application that cdk.json names', () => {
  const root = join(import.meta.dirname, '../..');
  const synthesise = async (settings: object) => {
    const out = mkdtempSync(join(tmpdir(), 'bienche-cdk-'));
    onTestFinished(() => rmSync(out, { recursive: true }));
    const env = { PATH: process.env['PATH'], CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify({ ...cdk.context, ...settings }) };
    const child = spawn(cdk.app, { shell: true, cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const [status] = (await once(child, 'close')) as [number];
    return { status, stderr, wrote: (file: string) => existsSync(join(out, file)) };
  };

  it('bundles the functions and writes every stack, with no account', async () => {
    const { status, stderr, wrote } = await synthesise({ stage: 'prod', alarmEmail: 'ops@province.example' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const part of ['data', 'identity', 'jobs', 'api', 'observability']) expect(wrote(`Bienche-prod-${part}.template.json`)).toBe(true);
  });

  it('ends with one sentence when stage, region, issuer or domain is missing or wrong', async () => {
    const wrong: [object, string][] = [
      [{}, 'stage must be one of dev, staging, prod, and is missing.'],
      [{ stage: 'dev', region: 'hanoi-1' }, 'region must be a region of AWS such as ap-southeast-1, not "hanoi-1".'],
      [{ stage: 'dev', audience: 'x' }, 'issuer, audience and keySet must be given together, or none of them for a Cognito user pool.'],
      [{ stage: 'dev', domain: 'https://api.vn' }, 'domain must be a host name such as api.bienche.example, not "https://api.vn".'],
    ];
    const answers = await Promise.all(wrong.map(([settings]) => synthesise(settings)));
    expect(answers.map(({ status, stderr }) => [status, stderr])).toEqual(wrong.map(([, sentence]) => [1, `${sentence}\n`]));
  });
});
