import { beforeAll, describe, expect, it } from 'vitest';
import { allocationAnswerSchema, allocationInputSchema, MAX_ALLOCATION_UNITS } from '../../shared/domain/allocation/input.ts';
import { attainmentProbabilityAnswerSchema, attainmentProbabilityInputSchema } from '../../shared/domain/probability/input.ts';
import { type Api, freshApi, problemOf } from '../support/api.ts';

const ALLOCATION = '/v1/planning/allocation';
const PROBABILITY = '/v1/planning/attainment-probability';

describe('the planning calculators', () => {
  let api: Api;
  const ask = (path: string, body: unknown, language = 'en') => api.call('POST', path, { body, headers: { 'accept-language': language } });

  beforeAll(async () => {
    api = await freshApi();
  });

  it('answer their examples, with the basis', async () => {
    const allocated = await ask(ALLOCATION, allocationInputSchema.meta()?.example);
    expect(allocated).toMatchObject({ status: 200, body: allocationAnswerSchema.meta()?.example });
    const { basis, ...example } = attainmentProbabilityAnswerSchema.parse(attainmentProbabilityAnswerSchema.meta()?.example);
    const found = await ask(PROBABILITY, attainmentProbabilityInputSchema.meta()?.example);
    expect(found.body).toEqual({
      basis,
      method: example.method,
      probability: expect.closeTo(example.probability, 9),
      mean: expect.closeTo(example.mean, 6),
      standardDeviation: expect.closeTo(example.standardDeviation, 6),
    });
    for (const { rule } of [...allocationAnswerSchema.parse(allocated.body).basis, ...basis])
      expect((await api.call('GET', `/v1/law/rules/${rule}`)).status).toBe(200);
  });

  it('say in both languages why no allocation exists, with the numbers', async () => {
    const body = { total: 10, method: 'least-disruption', units: [{ id: 'A', weight: 1, cap: 8, credit: 2 }] };
    expect(problemOf(await ask(ALLOCATION, body))).toMatchObject({
      status: 422,
      code: 'total-above-caps',
      detail: 'The total is 10 posts, but the units can be given at most 6 (caps less credits).',
      data: { total: 10, most: 6 },
      errors: [{ field: 'total', code: 'total-above-caps' }],
    });
    expect(problemOf(await ask(ALLOCATION, body, 'vi')).detail).toContain('chỉ nhận được nhiều nhất 6');
  });

  it('name every unit at fault', async () => {
    const units = [
      { id: 'A', weight: 1, floor: 3, cap: 2 },
      { id: 'A', weight: 1 },
    ];
    const { status, errors } = problemOf(await ask(ALLOCATION, { total: 1, method: 'sainte-lague', units }));
    expect({ status, fields: errors?.map(({ field, code }) => [field, code]) }).toEqual({
      status: 422,
      fields: [
        ['units.0.cap', 'cap-below-floor'],
        ['units.1.id', 'duplicate-unit'],
      ],
    });
  });

  it('refuse numbers out of range by field', async () => {
    const unit = { id: 'A', weight: 1e-12 };
    expect(problemOf(await ask(ALLOCATION, { total: 1, method: 'sainte-lague', units: [unit] }, 'vi'))).toMatchObject({
      status: 400,
      errors: [{ field: 'units.0.weight', code: 'zero-or-billionth', message: 'Trọng số phải bằng 0 hoặc ít nhất là 0,000000001.' }],
    });
    const groups = [{ count: 1, annualHazard: 1.2 }];
    expect(problemOf(await ask(PROBABILITY, { required: 1, years: 1, certain: 0, groups }))).toMatchObject({
      status: 400,
      errors: [{ field: 'groups.0.annualHazard' }],
    });
    const many = [3_000_000, 1].map((count) => ({ count, annualHazard: 0.1 }));
    expect(problemOf(await ask(PROBABILITY, { required: 1, years: 1, certain: 0, groups: many }))).toMatchObject({
      status: 422,
      code: 'too-many-people',
    });
  });

  it('take the units of a whole nation in one body', async () => {
    const units = Array.from({ length: 46_000 }, (_, index) => ({ id: `${index}`, weight: 1 + (index % 90) }));
    expect(units.length).toBeLessThan(MAX_ALLOCATION_UNITS);
    const { status, body } = await ask(ALLOCATION, { total: 220_000, method: 'least-disruption', units });
    const { allocations } = allocationAnswerSchema.parse(body);
    expect([status, allocations.reduce((sum, { posts }) => sum + posts, 0)]).toEqual([200, 220_000]);
  });
});
