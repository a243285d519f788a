import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import {
  staffChangeRequestSchema,
  staffChangeRowSchema,
  staffCorrectionSchema,
  staffEntrySchema,
  staffReasonSchema,
} from '../../../shared/domain/staff-change-input.ts';
import { ABSENCES, positionCodeSchema, staffIdSchema } from '../../../shared/domain/staff.ts';
import { reconciliationSchema, staffGlimpseSchema, staffRowSchema, staffViewSchema } from '../../../shared/domain/staff-view.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { categorySchema } from '../../../shared/domain/vocabulary.ts';
import { changeStaff, changeStaffBulk } from '../../../shared/services/staff/change-staff.ts';
import { correctStaff } from '../../../shared/services/staff/correct-staff.ts';
import { createStaff, createStaffBulk } from '../../../shared/services/staff/create-staff.ts';
import { listStaff } from '../../../shared/services/staff/list-staff.ts';
import { getStaff } from '../../../shared/services/staff/read-staff.ts';
import { reconcileStaff } from '../../../shared/services/staff/reconcile-staff.ts';
import { staffHistory, staffHistoryEntrySchema } from '../../../shared/services/staff/staff-history.ts';
import { plainDateSchema, plainMonthSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkQuery, bulkBody } from '../http/bulk.ts';
import {
  answer,
  conditionalHeaders,
  etag,
  expectedOf,
  json,
  jsonBody,
  linkNext,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['staff'];
const params = z.strictObject({ id: staffIdSchema });
const asOf = plainDateSchema.optional().meta({ description: 'Date that the answer is about; today when absent' });
const versioned = storingHeaders.extend({ 'if-match': conditionalHeaders.shape['if-match'] });
const shownSchema = z.union([staffViewSchema, staffGlimpseSchema]);
const page = pageOfSchema('StaffPage', z.union([staffRowSchema, staffGlimpseSchema]));
const historyPage = pageOfSchema('StaffHistoryPage', staffHistoryEntrySchema);
const reconciliationPage = pageOfSchema('StaffReconciliationPage', reconciliationSchema);

const list = createRoute({
  method: 'get',
  path: '/v1/staff',
  tags,
  summary: 'People in service on a date, by unit; training coordinators are shown id, unit and category',
  request: {
    query: z.strictObject({
      asOf,
      under: unitCodeSchema.optional().meta({ description: 'The unit and everything below it on the date' }),
      unit: unitCodeSchema.optional(),
      category: categorySchema.optional(),
      position: positionCodeSchema.optional(),
      absence: z.enum([...ABSENCES, 'any', 'none']).optional(),
      retiresFrom: plainMonthSchema.optional().meta({ description: 'First month from which the post is free by the statutory date' }),
      retiresTo: plainMonthSchema.optional().meta({ description: 'Last such month' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json('Those whom the reader may see', page), ...refusals },
});

const create = createRoute({
  method: 'post',
  path: '/v1/staff',
  tags,
  summary: 'Record a pseudonymous person',
  request: {
    headers: storingHeaders,
    body: jsonBody(staffEntrySchema.extend({ reason: staffReasonSchema.optional() }).meta({ id: 'StaffEntryRequest' })),
  },
  responses: { 201: json('Recorded', staffViewSchema), ...refusals },
});

const createMany = createRoute({
  method: 'post',
  path: '/v1/staff/bulk',
  tags,
  summary: 'Record many people',
  request: { headers: storingHeaders, query: bulkQuery, body: jsonBody(bulkBody('StaffBulk', staffEntrySchema)) },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

const changeMany = createRoute({
  method: 'post',
  path: '/v1/staff/changes/bulk',
  tags,
  summary: 'Changes of many people, as after a merger',
  request: { headers: storingHeaders, query: bulkQuery, body: jsonBody(bulkBody('StaffChangesBulk', staffChangeRowSchema)) },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

const reconcile = createRoute({
  method: 'get',
  path: '/v1/staff/reconciliation',
  tags,
  summary: 'Where reported headcounts and staff records differ on the last day of a month, unit by unit',
  request: {
    query: z.strictObject({
      month: plainMonthSchema,
      under: unitCodeSchema.optional(),
      show: z.enum(['differences', 'all']).default('differences'),
      ...pageQuery,
    }),
  },
  responses: { 200: json('By unit', reconciliationPage), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/staff/{id}',
  tags,
  summary: 'A person as of a date, as recorded now or as known at the end of a day',
  request: {
    params,
    query: z.strictObject({
      asOf,
      knownAt: plainDateSchema.optional().meta({ description: 'As the record stood at the end of that day' }),
    }),
  },
  responses: { 200: json('The person', shownSchema), ...refusals },
});

const history = createRoute({
  method: 'get',
  path: '/v1/staff/{id}/history',
  tags,
  summary: 'Who changed or corrected what of a person, newest first',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('Changes', historyPage), ...refusals },
});

const change = createRoute({
  method: 'post',
  path: '/v1/staff/{id}/changes',
  tags,
  summary: 'Transfer, category, position, absence, leaving or return: a new period from a day on',
  request: { params, headers: versioned, body: jsonBody(staffChangeRequestSchema) },
  responses: { 200: json('The person as of today', staffViewSchema), ...refusals },
});

const correct = createRoute({
  method: 'post',
  path: '/v1/staff/{id}/corrections',
  tags,
  summary: 'Rewrite what was recorded by mistake, with the reason',
  request: { params, headers: versioned, body: jsonBody(staffCorrectionSchema) },
  responses: { 200: json('The person as of today', staffViewSchema), ...refusals },
});

export const staff = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    const found = await listStaff(c.var.ctx, filters, { limit, cursor });
    return c.json(answer(page, found), 200, linkNext(c, found));
  })
  .openapi(create, async (c) => {
    const { reason, ...entry } = c.req.valid('json');
    const person = await createStaff(await storing(c), entry, reason ?? null);
    const body = answer(staffViewSchema, person);
    return c.json(body, 201, { location: `/v1/staff/${person.id}`, ...etag(person.version) });
  })
  .openapi(createMany, async (c) => {
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const results = await createStaffBulk(await storing(c), { rows, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(changeMany, async (c) => {
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const results = await changeStaffBulk(await storing(c), { rows, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(reconcile, async (c) => {
    const { limit, cursor, ...ask } = c.req.valid('query');
    const found = await reconcileStaff(c.var.ctx, ask, { limit, cursor });
    return c.json(answer(reconciliationPage, found), 200, linkNext(c, found));
  })
  .openapi(get, async (c) => {
    const person = await getStaff(c.var.ctx, c.req.valid('param').id, c.req.valid('query'));
    return c.json(answer(shownSchema, person), 200, 'version' in person ? etag(person.version) : {});
  })
  .openapi(history, async (c) => {
    const found = await staffHistory(c.var.ctx, c.req.valid('param').id, c.req.valid('query'));
    return c.json(answer(historyPage, found), 200, linkNext(c, found));
  })
  .openapi(change, async (c) => {
    const { reason, ...stated } = c.req.valid('json');
    const person = await changeStaff(await storing(c), c.req.valid('param').id, stated, expectedOf(c), reason ?? null);
    return c.json(answer(staffViewSchema, person), 200, etag(person.version));
  })
  .openapi(correct, async (c) => {
    const person = await correctStaff(await storing(c), c.req.valid('param').id, c.req.valid('json'), expectedOf(c));
    return c.json(answer(staffViewSchema, person), 200, etag(person.version));
  });
