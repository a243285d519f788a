import { describe, expect, it } from 'vitest';
import { concernsYearsUpTo } from '../../../shared/domain/history/concerns-past.ts';
import type { StaffPeriod, StaffRecord } from '../../../shared/domain/staff.ts';
import { service } from '../../support/staff.ts';

const UNIT = 'H49.31.12';
const person = (...periods: StaffPeriod[]): StaffRecord => ({ id: 'NV-1', sex: 'male', birth: '1983-05', periods, version: 1 });
const left = (from: string): StaffPeriod => ({ from, state: 'left', reason: 'resigned', policy: null });
const change = (record: string, before: unknown = null, after: unknown = null) => ({ record, before, after });
const since = service(UNIT, '2020-01-01');

describe('what was worked out from the years up to 2025', () => {
  it.each([
    ['a ledger of 2025', change('posts/2025'), true],
    ['a ledger of 2026', change('posts/2026'), false],
    ['December 2025', change('headcount/2025-12'), true],
    ['January 2026', change('headcount/2026-01'), false],
    ['an age profile', change('age-profile/2025-12'), true],
    ['an age profile of 2026', change('age-profile/2026-01'), false],
    ['an assessment of 2025', change('self-financing/2025'), true],
    ['an assessment of 2026', change('self-financing/2026'), false],
    ['a unit', change('unit'), true],
    ['a reorganisation', change('reorganisation/2026-11-01-01JZ'), true],
    ['a kind that is not known', change('something/2026'), true],
    ['a person who was erased', change('erased-staff/NV-1'), true],
    ['a position framework', change('position-framework/2'), false],
    ['an attendance', change('attendance/NV-1'), false],
    ['a stored run', change('projection/01JZ'), false],
    ['somebody new in 2026', change('staff/NV-1', null, person(service(UNIT, '2026-01-01'))), false],
    ['somebody new on the last day', change('staff/NV-1', null, person(service(UNIT, '2025-12-31'))), true],
    ['leaving in 2026', change('staff/NV-1', person(since), person(since, left('2026-01-01'))), false],
    ['leaving on the last day', change('staff/NV-1', person(since), person(since, left('2025-12-31'))), true],
    ['another birth', change('staff/NV-1', person(since), { ...person(since), birth: '1984-05' }), true],
    ['a change taken out of the log', { ...change('staff/NV-1'), erased: true as const }, true],
    ['a record that no longer parses', change('staff/NV-1', { id: 1 }, person(since)), true],
  ])('is concerned by %s: or not', (_what, told, concerned) => {
    expect(concernsYearsUpTo(2025, told)).toBe(concerned);
  });
});
