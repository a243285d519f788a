import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { attendanceViewSchema, versionedAttendanceSchema, versionedEnrolmentSchema } from '../../../shared/domain/training/attendance.ts';
import { courseIdSchema, courseInputSchema, courseSchema } from '../../../shared/domain/training/course.ts';
import { staffIdSchema } from '../../../shared/domain/staff.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { courseClassSchema } from '../../../shared/law/training.ts';
import { cancelCourse, reinstateCourse } from '../../../shared/services/training/cancel-course.ts';
import { correctCourse } from '../../../shared/services/training/correct-course.ts';
import { enrolStaff } from '../../../shared/services/training/enrol-staff.ts';
import { openCourse } from '../../../shared/services/training/open-course.ts';
import { attendanceHistory, listAttendances, listTrainingOf } from '../../../shared/services/training/read-attendances.ts';
import { courseHistory, getCourse, listCourses } from '../../../shared/services/training/read-courses.ts';
import { recordAttendance } from '../../../shared/services/training/record-attendance.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery } from '../http/bulk.ts';
import {
  answer,
  answerOne,
  answerPage,
  conditionalHeaders,
  etag,
  expectedOf,
  json,
  jsonBody,
  logPageSchema,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['training'];
const params = z.strictObject({ id: courseIdSchema });
const reason = impersonalText(500);
const page = pageOfSchema('CoursePage', courseSchema);
const attendancePage = pageOfSchema('AttendancePage', attendanceViewSchema);
const standingBody = z.strictObject({ reason }).meta({ id: 'CourseStanding' });

const open = createRoute({
  method: 'post',
  path: '/v1/training/courses',
  tags,
  summary: 'Record a course that a unit of one’s own runs',
  request: { headers: storingHeaders, body: jsonBody(courseInputSchema) },
  responses: { 201: json('Recorded', courseSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/training/courses',
  tags,
  summary: 'Courses that begin in a year',
  request: {
    query: z.strictObject({
      year: yearQuery,
      class: courseClassSchema.optional(),
      under: unitCodeSchema.optional().meta({ description: 'Run by this unit or one below it' }),
      from: plainDateSchema.optional().meta({ description: 'Begins on this day or later' }),
      to: plainDateSchema.optional().meta({ description: 'Begins on this day or earlier' }),
      status: z.enum(['held', 'cancelled', 'all']).default('held'),
      q: z.string().max(100).optional().meta({ description: 'Words of title and provider, without diacritics' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json('In the order of recording', page), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/training/courses/{id}',
  tags,
  summary: 'A course as it stands',
  request: { params },
  responses: { 200: json('The course', courseSchema), ...refusals },
});
const correct = createRoute({
  method: 'put',
  path: '/v1/training/courses/{id}',
  tags,
  summary: 'Correct a course, with a reason',
  request: { params, headers: conditionalHeaders, body: jsonBody(courseInputSchema.extend({ reason }).meta({ id: 'CourseCorrection' })) },
  responses: { 200: json('Corrected', courseSchema), ...refusals },
});
const standing = {
  method: 'post',
  tags,
  request: { params, headers: storingHeaders.extend(conditionalHeaders.shape), body: jsonBody(standingBody) },
  responses: { 200: json('The course', courseSchema), ...refusals },
} as const;
const cancel = createRoute({ ...standing, path: '/v1/training/courses/{id}/cancel', summary: 'Cancel a course: it counts no more' });
const reinstate = createRoute({ ...standing, path: '/v1/training/courses/{id}/reinstate', summary: 'Take a cancellation back' });
const history = createRoute({
  method: 'get',
  path: '/v1/training/courses/{id}/history',
  tags,
  summary: 'Who changed what of a course itself, newest first',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('Log entries', logPageSchema), ...refusals },
});
const attendances = createRoute({
  method: 'get',
  path: '/v1/training/courses/{id}/attendances',
  tags,
  summary: 'Who is on the list of a course: all of it for its host, the own people for others',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('By staff id', attendancePage), ...refusals },
});
const attendanceLog = createRoute({
  method: 'get',
  path: '/v1/training/courses/{id}/attendances/{staff}/history',
  tags,
  summary: 'Who changed what of one person at a course, newest first',
  request: { params: params.extend({ staff: staffIdSchema }), query: z.strictObject(pageQuery) },
  responses: { 200: json('Log entries', logPageSchema), ...refusals },
});
const enrol = createRoute({
  method: 'post',
  path: '/v1/training/courses/{id}/enrolments',
  tags,
  summary: 'Enrol one’s own people in a course, whoever hosts it, or withdraw them',
  request: {
    params,
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('EnrolmentBulk', versionedEnrolmentSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});
const record = createRoute({
  method: 'post',
  path: '/v1/training/courses/{id}/attendances',
  tags,
  summary: 'Record, as host, who completed a course; correct it with a reason',
  request: {
    params,
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('AttendanceBulk', versionedAttendanceSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});
const ofPerson = createRoute({
  method: 'get',
  path: '/v1/training/staff/{id}/attendances',
  tags,
  summary: 'What is recorded of one person in a year',
  request: { params: z.strictObject({ id: staffIdSchema }), query: z.strictObject({ year: yearQuery, ...pageQuery }) },
  responses: { 200: json('By course', attendancePage), ...refusals },
});

export const training = new OpenAPIHono<Env>({ defaultHook })
  .openapi(open, async (c) => {
    const course = await openCourse(await storing(c), c.req.valid('json'));
    return c.json(answer(courseSchema, course), 201, { location: `/v1/training/courses/${course.id}`, ...etag(course.version) });
  })
  .openapi(list, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    const found = await listCourses(c.var.ctx, filters, { limit, cursor });
    return answerPage(c, page, found);
  })
  .openapi(get, async (c) => {
    const course = await getCourse(c.var.ctx, c.req.valid('param').id);
    return answerOne(c, courseSchema, course);
  })
  .openapi(correct, async (c) => {
    const { reason: why, ...input } = c.req.valid('json');
    const course = await correctCourse(c.var.ctx, { id: c.req.valid('param').id, input, expected: expectedOf(c), reason: why });
    return answerOne(c, courseSchema, course);
  })
  .openapi(cancel, async (c) => {
    const ask = { id: c.req.valid('param').id, expected: expectedOf(c), reason: c.req.valid('json').reason };
    const course = await cancelCourse(await storing(c), ask);
    return answerOne(c, courseSchema, course);
  })
  .openapi(reinstate, async (c) => {
    const ask = { id: c.req.valid('param').id, expected: expectedOf(c), reason: c.req.valid('json').reason };
    const course = await reinstateCourse(await storing(c), ask);
    return answerOne(c, courseSchema, course);
  })
  .openapi(history, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const found = await courseHistory(c.var.ctx, c.req.valid('param').id, { limit, cursor });
    return answerPage(c, logPageSchema, found);
  })
  .openapi(attendances, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const found = await listAttendances(c.var.ctx, c.req.valid('param').id, { limit, cursor });
    return answerPage(c, attendancePage, found);
  })
  .openapi(attendanceLog, async (c) => {
    const { id, staff } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const found = await attendanceHistory(c.var.ctx, id, staff, { limit, cursor });
    return answerPage(c, logPageSchema, found);
  })
  .openapi(enrol, async (c) => {
    const { rows, reason: why } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const results = await enrolStaff(await storing(c), { course: c.req.valid('param').id, rows, reason: why ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(record, async (c) => {
    const { rows, reason: why } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const results = await recordAttendance(await storing(c), { course: c.req.valid('param').id, rows, reason: why ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(ofPerson, async (c) => {
    const { year, limit, cursor } = c.req.valid('query');
    const found = await listTrainingOf(c.var.ctx, c.req.valid('param').id, year, { limit, cursor });
    return answerPage(c, attendancePage, found);
  });
