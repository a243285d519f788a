import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as z from 'zod';

/** The configuration does not do; the message is one sentence for the person who deploys. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Sizes and limits of a stage: what differs between trying out and a nation at work. `limitAll` and `limitHeavy` are what
 * one token may ask of one instance, at once and a minute.
 */
const SIZES = {
  dev: {
    requestsPerSecond: 10,
    burst: 20,
    concurrency: 5,
    jobConcurrency: 2,
    memoryMegabytes: 1024,
    logDays: 14,
    budgetDollars: 20,
    limitAll: '200/3000',
    limitHeavy: '30/120',
  },
  staging: {
    requestsPerSecond: 50,
    burst: 100,
    concurrency: 20,
    jobConcurrency: 4,
    memoryMegabytes: 1769,
    logDays: 30,
    budgetDollars: 100,
    limitAll: '200/3000',
    limitHeavy: '30/120',
  },
  prod: {
    requestsPerSecond: 200,
    burst: 400,
    concurrency: 100,
    jobConcurrency: 10,
    memoryMegabytes: 1769,
    logDays: 365,
    budgetDollars: 600,
    limitAll: '200/3000',
    limitHeavy: '30/120',
  },
} as const;
export const STAGES = Object.keys(SIZES) as StageName[];
export type StageName = keyof typeof SIZES;

/** Where tokens come from: the user pool of our own stack, or an OIDC issuer that is there already. */
export type TokenIssuer = 'cognito' | { readonly issuer: string; readonly audience: string; readonly keySet: string };

export type Stage = (typeof SIZES)[StageName] & {
  readonly name: StageName;
  readonly region: string;
  readonly account: string | undefined;
  readonly issuer: TokenIssuer;
  /** The API's own name, with its certificate in the same region; null: the address that API Gateway gives. */
  readonly domain: { readonly name: string; readonly certificate: string } | null;
  /** Who is told of alarms and costs. */
  readonly alarmEmail: string | null;
  /** A table restored from a backup that the API works on in place of its own. */
  readonly restoredTable: string | null;
};

const REGIONS = new Set(RegionInfo.regions.map(({ name }) => name));
const https = (what: string) =>
  z.string().regex(/^https:\/\/[\w.-]+\.[a-z]+(:\d+)?(\/[^\s?#]*)?$/, { error: `${what} must be an https:// address` });

const settingsSchema = z.object({
  stage: z.enum(STAGES, { error: `stage must be one of ${STAGES.join(', ')}` }),
  region: z
    .string()
    .default('ap-southeast-1')
    .refine((name) => REGIONS.has(name), { error: 'region must be a region of AWS such as ap-southeast-1' }),
  account: z
    .string()
    .regex(/^\d{12}$/, { error: 'account must be 12 digits' })
    .optional(),
  issuer: https('issuer').optional(),
  audience: z.string().min(1, { error: 'audience must not be empty' }).optional(),
  keySet: https('keySet').optional(),
  domain: z
    .string()
    .regex(/^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,}$/, { error: 'domain must be a host name such as api.bienche.example' })
    .optional(),
  certificate: z
    .string()
    .regex(/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, { error: 'certificate must be the ARN of an ACM certificate' })
    .optional(),
  alarmEmail: z.email({ error: 'alarmEmail must be an e-mail address' }).optional(),
  restoredTable: z
    .string()
    .regex(/^[\w.-]{3,255}$/, { error: 'restoredTable must be the name of a table' })
    .optional(),
});

/** Names that `-c name=value` (or `context` in cdk.json) may set. */
export const SETTINGS = Object.keys(settingsSchema.shape) as (keyof typeof settingsSchema.shape)[];

/**
 * The stage that the settings name, with its sizes.
 * @throws ConfigurationError with one sentence: the first thing that is missing or wrong, and what it must be
 */
export function readStage(settings: Readonly<Record<string, unknown>>): Stage {
  const read = settingsSchema.safeParse(settings);
  if (!read.success) {
    const [issue] = read.error.issues;
    const given = settings[String(issue?.path[0])];
    throw new ConfigurationError(`${issue?.message}, ${given === undefined ? 'and is missing' : `not ${JSON.stringify(given)}`}.`);
  }
  const { stage, region, account, issuer, audience, keySet, domain, certificate, alarmEmail, restoredTable } = read.data;
  if ([issuer, audience, keySet].some(Boolean) && (!issuer || !audience || !keySet))
    throw new ConfigurationError('issuer, audience and keySet must be given together, or none of them for a Cognito user pool.');
  if ((domain === undefined) !== (certificate === undefined))
    throw new ConfigurationError('domain and certificate must be given together.');
  if (certificate !== undefined && !certificate.startsWith(`arn:aws:acm:${region}:`))
    throw new ConfigurationError(`certificate must be in the region of the stage, ${region}.`);
  return {
    ...SIZES[stage],
    name: stage,
    region,
    account,
    issuer: issuer && audience && keySet ? { issuer, audience, keySet } : 'cognito',
    domain: domain && certificate ? { name: domain, certificate } : null,
    alarmEmail: alarmEmail ?? null,
    restoredTable: restoredTable ?? null,
  };
}
