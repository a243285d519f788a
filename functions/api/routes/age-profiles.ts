import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { ageProfileInputSchema, ageProfileSchema } from '../../../shared/domain/age-profile.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { ageProfileRegister } from '../../../shared/services/age-profiles/age-profile-register.ts';
import { getAgeProfile, getLatestAgeProfile } from '../../../shared/services/age-profiles/read-age-profile.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answerOne, answerSaved, json, knownAtQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { MONTHLY, answerRows, monthCell, putReport, rowsOf, unitRegisterContracts } from '../http/unit-register-routes.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['age profiles'];

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/age-profile/{month}', many: '/v1/age-profiles/{month}' },
  params: MONTHLY,
  query: z.strictObject({
    knownAt: knownAtQuery.knownAt.meta({
      description: 'Day at whose end this had been reported; what follows from staff records has no history of its own',
    }),
  }),
  body: ageProfileInputSchema.extend({ reason: impersonalText(500).optional() }).meta({ id: 'AgeProfileReport' }),
  rows: rowsOf('AgeProfile', ageProfileInputSchema),
  saved: ageProfileSchema,
  record: ageProfileSchema,
  summaries: {
    put: 'Record the cohorts of a unit’s staff at the end of a month',
    get: 'Cohorts of a unit’s staff at the end of a month',
    many: 'Record many units’ age profiles',
  },
  says: { record: 'The profile' },
});

const latest = createRoute({
  method: 'get',
  path: '/v1/units/{code}/age-profile',
  tags,
  summary: 'The last recorded cohorts of a unit’s staff as of a date',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ asOf: plainDateSchema.optional() }) },
  responses: { 200: json('The profile; its month says how old it is', ageProfileSchema), ...refusals },
});

export const ageProfiles = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) =>
    answerSaved(c, ageProfileSchema, await putReport(c, ageProfileRegister, monthCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(get, async (c) => {
    const { code, month } = c.req.valid('param');
    return answerOne(c, ageProfileSchema, await getAgeProfile(c.var.ctx, code, month, c.req.valid('query').knownAt));
  })
  .openapi(latest, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return answerOne(c, ageProfileSchema, await getLatestAgeProfile(c.var.ctx, c.req.valid('param').code, date));
  })
  .openapi(many, (c) => answerRows(c, ageProfileRegister, c.req.valid('param').month, c.req.valid('json'), c.req.valid('query')));
