import { describe, expect, it } from 'vitest';
import { allocationInputSchema } from '../../../shared/domain/allocation/input.ts';

describe('the body of an allocation', () => {
  const unit = { id: 'A', weight: 1 };
  const parse = (fault: object, body: object = {}) =>
    allocationInputSchema.safeParse({ total: 1, method: 'sainte-lague', units: [{ ...unit, ...fault }], ...body });

  it.each([
    [{ weight: 0 }],
    [{ weight: 1e-9 }],
    [{ weight: 1e12 }],
    [{ id: 'x'.repeat(64) }],
    [{ id: 'Trường số 1' }],
    [{ floor: 0, cap: 0, credit: 0, attrition: 0.25, exempt: true }],
  ])('accepts %j', (edge) => {
    expect(parse(edge).success).toBe(true);
  });

  it.each([
    [{ weight: -1 }, 'units.0.weight'],
    [{ weight: 1e-10 }, 'units.0.weight'],
    [{ weight: 2e12 }, 'units.0.weight'],
    [{ id: '' }, 'units.0.id'],
    [{ id: 'x'.repeat(65) }, 'units.0.id'],
    [{ floor: -1 }, 'units.0.floor'],
    [{ cap: 1.5 }, 'units.0.cap'],
    [{ credit: -1 }, 'units.0.credit'],
    [{ attrition: -0.1 }, 'units.0.attrition'],
    [{ exempt: 1 }, 'units.0.exempt'],
    [{ extra: 1 }, 'units.0'],
  ])('refuses %j at %s', (fault, path) => {
    expect(parse(fault).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it.each([
    [{ total: -1 }, 'total'],
    [{ total: 0.5 }, 'total'],
    [{ method: 'hamilton' }, 'method'],
    [{ units: Array.from({ length: 50_001 }, () => unit) }, 'units'],
  ])('refuses the body %#', (body, path) => {
    expect(parse({}, body).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
