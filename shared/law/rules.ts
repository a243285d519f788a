import * as z from 'zod';
import { fractionSchema, orNull } from '../domain/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { plainDateSchema } from '../time.ts';
import { ageSchema } from './age.ts';
import { autonomyBands, autonomyRoutes, bandSchema, routeSchema } from './autonomy-bands.ts';
import { autonomyItems, itemRuleSchema } from './autonomy-items.ts';
import { AUTONOMY_DUTIES, periodRuleSchema } from './autonomy-period.ts';
import { cutAtLeast, cutCompounding, cutRounding } from './cut-rules.ts';
import { DUTY_RULES } from './duties/duties.ts';
import { dutyTermsSchema } from './duties/terms.ts';
import { RULE_UNITS } from './engine.ts';
import { officeYearSchema, publicHolidays } from './holidays/public-holidays.ts';
import { HISTORY_RULES } from './history-rules.ts';
import { NORM_RULES, contractCeiling, normRounding } from './norms/norms.ts';
import { contractCeilingTermsSchema, normTermsSchema } from './norms/terms.ts';
import { PLANNING_RULES } from './planning-rules.ts';
import { gradeCapSchema, gradeRatios } from './positions/grade-ratios.ts';
import { civilServantPositions, publicEmployeePositions, regimeTermsSchema } from './positions/regimes.ts';
import { civilServantReview, publicEmployeeReview, reviewTermSchema } from './positions/review-steps.ts';
import { resolutionValidity } from './resolution.ts';
import { staffRetention } from './retention.ts';
import { incompleteBirth, retirementAgeMen, retirementAgeWomen, retirementMoment } from './retirement-schedule.ts';
import { bilingualSchema, sourceSchema } from './source.ts';
import { targetTermsSchema } from './target-schema.ts';
import { MILESTONE_RULES, TARGET_RULES } from './targets.ts';
import { TRAINING_RULES, competenceGroupsSchema, longLeaveSchema, trainingClassesSchema } from './training.ts';

/** What a rule may say, by its unit. */
const ruleValueSchema = z.union([
  ageSchema,
  z.array(bandSchema),
  z.array(routeSchema),
  z.array(itemRuleSchema),
  periodRuleSchema,
  fractionSchema,
  targetTermsSchema,
  dutyTermsSchema,
  officeYearSchema,
  regimeTermsSchema,
  z.array(reviewTermSchema),
  z.array(gradeCapSchema),
  normTermsSchema,
  contractCeilingTermsSchema,
  competenceGroupsSchema,
  trainingClassesSchema,
  longLeaveSchema,
  z.int(),
  z.string(),
]);

/** A rule with all its dated values, as the API shows it. */
export const ruleSchema = z
  .strictObject({
    id: z.string(),
    title: bilingualSchema,
    unit: z.enum(RULE_UNITS),
    description: bilingualSchema,
    values: z
      .array(
        z.strictObject({
          from: plainDateSchema,
          until: plainDateSchema.optional().meta({ description: 'First day on which it no longer holds; absent: until the next value' }),
          value: ruleValueSchema,
          source: sourceSchema,
          lastChecked: orNull(plainDateSchema).meta({ description: 'When the source was last compared; null: recalled, not checked' }),
        }),
      )
      .min(1),
  })
  .meta({ id: 'Rule', description: 'A legal rule with its dated values and sources' });
export type RuleRecord = z.infer<typeof ruleSchema>;

/**
 * Every rule that any answer applies, as plain JSON data in a fixed order: the input of the rules hash in a receipt.
 * Parsed once, so that a rule which does not fit its schema stops the program and not an answer.
 */
export const RULES: readonly RuleRecord[] = z
  .array(ruleSchema)
  .parse([
    resolutionValidity,
    ...TARGET_RULES,
    ...MILESTONE_RULES,
    cutAtLeast,
    cutRounding,
    cutCompounding,
    retirementAgeMen,
    retirementAgeWomen,
    retirementMoment,
    incompleteBirth,
    autonomyBands,
    autonomyRoutes,
    autonomyItems,
    ...AUTONOMY_DUTIES,
    ...PLANNING_RULES,
    ...HISTORY_RULES,
    publicHolidays,
    civilServantPositions,
    publicEmployeePositions,
    civilServantReview,
    publicEmployeeReview,
    gradeRatios,
    ...DUTY_RULES,
    ...TRAINING_RULES,
    ...NORM_RULES,
    contractCeiling,
    normRounding,
    staffRetention,
  ]);

/** One rule by id. @throws Refusal `not-found` for an unknown id */
export function ruleById(id: string): RuleRecord {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Refusal('not-found', { what: id });
  return rule;
}
