import * as z from 'zod';
import { ROLES, isSubtreeRole } from '../../../shared/actor.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';

/**
 * Claims that a token must carry. `units` is a list; issuers and directories that cannot keep lists give one text with
 * commas, empty for roles that are bound to no unit.
 */
export const claimsSchema = z
  .object({
    sub: z.string().min(1).max(128),
    tenant: z.string().regex(/^[A-Z]\d{2}$/),
    role: z.enum(ROLES),
    units: z.preprocess(asList, z.array(unitCodeSchema).max(200)).default([]),
  })
  .refine(({ role, units }) => !isSubtreeRole(role) || units.length > 0);

function asList(units: unknown): unknown {
  if (typeof units !== 'string') return units;
  return units === '' ? [] : units.split(',').map((code) => code.trim());
}
