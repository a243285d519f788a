import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { changeSchema, reportDifferenceSchema } from '../../../shared/domain/reports/change.ts';
import { reportContentSchema, reportInputSchema, reportSchema } from '../../../shared/domain/reports/report.ts';
import { fileReport } from '../../../shared/services/reports/file-report.ts';
import { listChanges, readDifference } from '../../../shared/services/reports/read-difference.ts';
import { getReport, listReports, readReportContent } from '../../../shared/services/reports/read-reports.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import {
  answer,
  answerOne,
  answerPage,
  etag,
  json,
  jsonBody,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['progress'];
const id = z.string().regex(/^[0-9A-Z]{26}$/);
const params = z.strictObject({ id });
const asOf = plainDateSchema.optional().meta({ description: 'Not before the day of the report; today when absent' });
const page = pageOfSchema('ReportPage', reportSchema);
const changesPage = pageOfSchema('ReportChangePage', changeSchema);

const file = createRoute({
  method: 'post',
  path: '/v1/reports',
  tags,
  summary: 'File where every target stands, for a period: kept to the byte',
  request: { headers: storingHeaders, body: jsonBody(reportInputSchema) },
  responses: { 201: json('The report as filed', reportSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/reports',
  tags,
  summary: 'Filed reports, superseded ones included, newest first',
  request: { query: z.strictObject({ year: yearQuery.optional(), recipient: z.string().max(120).optional(), ...pageQuery }) },
  responses: { 200: json('Reports', page), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/reports/{id}',
  tags,
  summary: 'One report: period, document, hash, what it supersedes',
  request: { params },
  responses: { 200: json('The report', reportSchema), ...refusals },
});
const content = createRoute({
  method: 'get',
  path: '/v1/reports/{id}/content',
  tags,
  summary: 'The filed bytes; their SHA-256 is the ETag',
  request: { params },
  responses: { 200: json('As filed', reportContentSchema), ...refusals },
});
const difference = createRoute({
  method: 'get',
  path: '/v1/reports/{id}/difference',
  tags,
  summary: 'What lies between the report and another day: corrections of the past, and what happened since, to the last post',
  request: { params, query: z.strictObject({ asOf }) },
  responses: { 200: json('Target by target', reportDifferenceSchema), ...refusals },
});
const changes = createRoute({
  method: 'get',
  path: '/v1/reports/{id}/difference/{target}',
  tags,
  summary: 'Every change behind one target of a report',
  request: { params: z.strictObject({ id, target: z.string().min(1).max(60) }), query: z.strictObject({ asOf, ...pageQuery }) },
  responses: { 200: json('Corrections first, the largest first', changesPage), ...refusals },
});

export const reports = new OpenAPIHono<Env>({ defaultHook })
  .openapi(file, async (c) => {
    const filed = await fileReport(await storing(c), c.req.valid('json'));
    return c.json(answer(reportSchema, filed), 201, { location: `/v1/reports/${filed.id}`, ...etag(filed.version) });
  })
  .openapi(list, async (c) => {
    const { year, recipient, ...ask } = c.req.valid('query');
    return answerPage(c, page, await listReports(c.var.ctx, { year, recipient }, ask));
  })
  .openapi(get, async (c) => answerOne(c, reportSchema, await getReport(c.var.ctx, c.req.valid('param').id)))
  .openapi(content, async (c) => {
    const { report, text } = await readReportContent(c.var.ctx, c.req.valid('param').id);
    // The bytes themselves and not what would be written again from their content.
    return c.body(text, 200, { 'content-type': 'application/json', etag: `"${report.hash}"` }) as never;
  })
  .openapi(difference, async (c) => {
    const day = c.req.valid('query').asOf ?? c.var.ctx.today;
    return c.json(answer(reportDifferenceSchema, await readDifference(c.var.ctx, c.req.valid('param').id, day)), 200);
  })
  .openapi(changes, async (c) => {
    const { id: report, target } = c.req.valid('param');
    const { asOf: day = c.var.ctx.today, ...ask } = c.req.valid('query');
    return answerPage(c, changesPage, await listChanges(c.var.ctx, report, target, day, ask));
  });
