import type { Case } from './bad-input-cases.ts';
import { staffEntry } from './matrix-staff.ts';

const person = { ...staffEntry('H49.31.11', 'NV-000317') };
const enter = (over: object): Case[1] => ['POST', '/v1/staff', { ...person, ...over }];
const change = (body: object): Case[1] => ['POST', '/v1/staff/NV-1/changes', { from: '2026-01-01', ...body }, { 'if-match': '"1"' }];
const leave = (over: object) => change({ type: 'leave', leavingReason: 'resigned', ...over });
const period = (over: object) => ({ periods: [{ ...person.periods[0], ...over }] });

/** Staff records that are refused, and what names the fault. */
export const STAFF: Case[] = [
  ['an id that is a personal number', enter({ id: '022185001234' }), [400, 'no-personal-data', 'id']],
  ['a personal number in groups', enter({ id: '022-185-001234' }), [400, 'no-personal-data', 'id']],
  ['a personal number behind letters', enter({ id: 'CC022185001234' }), [400, 'no-personal-data', 'id']],
  ['an id that is a sub-path', enter({ id: 'reconciliation' }), [400, 'staff-id', 'id']],
  ['a name in the reason', enter({ reason: 'Tiếp nhận Nguyễn Thị Hoa' }), [400, 'no-personal-data', 'reason']],
  ['an e-mail address in the reason of a change', leave({ reason: 'Xem hoa@quangninh.gov.vn' }), [400, 'no-personal-data', 'reason']],
  [
    'a personal number in the case of a policy',
    leave({ policy: { decree: '154/2025/NĐ-CP', case: 'Số 022185001234' } }),
    [400, 'no-personal-data', 'policy.case'],
  ],
  ['a name as a field of its own', enter({ name: 'Hoa' }), [400, 'unrecognized-keys', 'name']],
  ['a day of birth', enter({ birth: '1985-04-07' }), [400, 'calendar-month', 'birth']],
  ['a year of birth before 1910', enter({ birth: '1909' }), [400, 'birth-year', 'birth']],
  ['no period', enter({ periods: [] }), [400, 'too-small', 'periods']],
  ['a category that there is not', enter(period({ category: 'teacher' })), [400, 'invalid-value', 'periods.0.category']],
  ['29 February of a common year', enter(period({ from: '2025-02-29' })), [400, 'calendar-day', 'periods.0.from']],
  ['a unit that there is not', enter({ periods: staffEntry('H49.31.77', '').periods }), [404, 'not-found', 'periods.0.assignments.0.unit']],
  ['a change of no known kind', change({ type: 'promote' }), [400, 'invalid-union', 'type']],
  ['a leaving without its reason', change({ type: 'leave' }), [400, 'required', 'leavingReason']],
  [
    'a correction without its reason',
    ['POST', '/v1/staff/NV-1/corrections', { birth: '1980' }, { 'if-match': '"1"' }],
    [400, 'required', 'reason'],
  ],
  ['a month of retirement that there is not', ['GET', '/v1/staff?retiresFrom=2026-13'], [400, 'calendar-month', 'retiresFrom']],
];
