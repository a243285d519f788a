import { parseArgs } from 'node:util';
import * as z from 'zod';
import { isSubtreeRole, ROLES } from '../../../shared/actor.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import type { DevelopmentClaims } from './issuer.ts';

export const USAGE = `npm run --silent token -- --role ROLE [--tenant H49] [--units CODE,CODE] [--subject hr-01] [--minutes 480]
ROLE: ${ROLES.join(', ')}`;

const MINUTES = '--minutes: a whole number from 1 to 525600';

const argumentsSchema = z
  .object({
    role: z.enum(ROLES, { error: `--role: one of ${ROLES.join(', ')}` }),
    tenant: z.string().regex(/^[A-Z]\d{2}$/, { error: '--tenant: a province code such as H49' }),
    units: z.array(
      z
        .string()
        .refine((code) => unitCodeSchema.safeParse(code).success, { error: '--units: unit codes such as H49.13, separated by commas' }),
    ),
    subject: z.string().regex(/^[\w.@-]{1,64}$/, { error: '--subject: 1 to 64 letters, digits or . _ @ -' }),
    minutes: z.coerce.number({ error: MINUTES }).int({ error: MINUTES }).min(1, { error: MINUTES }).max(525_600, { error: MINUTES }),
  })
  .refine(({ role, units }) => !isSubtreeRole(role) || units.length > 0, {
    error: '--units: this role acts inside unit subtrees, so name at least one',
  })
  .refine(({ role, units }) => isSubtreeRole(role) || units.length === 0, {
    error: '--units: this role is not bound to units, so name none',
  });

export type TokenArguments = { readonly claims: DevelopmentClaims; readonly minutes: number };

/** Reads the command line; throws an Error whose message is for the person at the terminal. */
export function parseTokenArguments(args: string[]): TokenArguments {
  const { values } = parseArgs({
    args,
    options: {
      role: { type: 'string' },
      tenant: { type: 'string', default: 'H49' },
      units: { type: 'string', default: '' },
      subject: { type: 'string' },
      minutes: { type: 'string', default: '480' },
    },
  });
  const result = argumentsSchema.safeParse({
    ...values,
    units: values.units === '' ? [] : values.units.split(',').map((code) => code.trim()),
    subject: values.subject ?? `${values.role}-01`,
  });
  if (!result.success) throw new Error(result.error.issues.map((issue) => issue.message).join('\n'));
  const { minutes, ...claims } = result.data;
  return { claims, minutes };
}
