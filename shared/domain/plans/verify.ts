import * as z from 'zod';
import { orNull } from '../vocabulary.ts';
import { certify } from './certify.ts';
import type { StoredPlan } from './plan.ts';
import { PlanBroken } from './plan-broken.ts';

export const verifiedPlanSchema = z
  .strictObject({
    holds: z.boolean(),
    checks: z.int().min(0).meta({ description: 'That held; as many as the certificate says when all do' }),
    fault: orNull(z.string()).meta({ description: 'The first that did not' }),
  })
  .meta({ id: 'VerifiedPlan', description: 'The certificate of a stored plan, computed again from the plan alone' });
export type VerifiedPlan = z.infer<typeof verifiedPlanSchema>;

/**
 * Computes the certificate of a stored plan again, from what is stored and nothing else: the posts asked for, the sums,
 * the limits of the request, the order of costs; and whether it says as many checks as the certificate.
 */
export function verifyPlan({ plan, allocations }: StoredPlan): VerifiedPlan {
  try {
    const { base, counted, required, made, mayRemain, net, fromReserve, units } = plan.required;
    if (mayRemain !== base - required || made !== base - counted || net !== Math.max(0, counted - mayRemain) || units !== net - fromReserve)
      throw new PlanBroken('the posts asked for do not follow from the base');
    const checks = certify({ ...plan, allocations }, plan.input);
    if (checks !== plan.certificate.checks) throw new PlanBroken(`${checks} checks, the certificate says ${plan.certificate.checks}`);
    return { holds: true, checks, fault: null };
  } catch (error) {
    if (!(error instanceof PlanBroken)) throw error;
    return { holds: false, checks: 0, fault: error.message };
  }
}
