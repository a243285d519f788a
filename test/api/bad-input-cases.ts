import { accountsOf } from '../support/accounts.ts';
import { DECISION } from '../support/province.ts';

export const SCHOOL = 'H49.02.01';
export const ENDED = 'H49.31.90';
export const MANY = Array.from({ length: 17 }, (_, n) => `H49.31.M${n}`);
const ONE = { numerator: 1, denominator: 1 };
const half = { numerator: 1, denominator: 2 };

export const facts = (code: string, more: object = {}) => ({
  code,
  name: `Trường ${code}`,
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  parent: 'H49.31',
  sites: [],
  from: '2021-01-01',
  decision: DECISION,
  ...more,
});
const row = (more: object = {}) => ({ category: 'employee-budget', opening: 40, increases: {}, decreases: {}, closing: 40, ...more });
export const people = (more: object = {}) => ({ categories: [row(more)] });
export const entry = (more: object = {}) => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity: 40,
  reason: 'assign',
  effectiveFrom: '2022-01-01',
  decision: DECISION,
  ...more,
});
const merge = (more: object = {}) => ({
  type: 'merge',
  effectiveFrom: '2024-07-01',
  decision: DECISION,
  sources: ['H49.31.11'],
  targets: ['H49.31.12'],
  ...more,
});
export const dissolve = (code: string, more: object = {}) =>
  merge({ type: 'dissolve', sources: [code], targets: [], shares: [{ source: code, to: 'surrendered', share: ONE }], ...more });
const transfer = (more: object = {}) => ({
  ...entry({ quantity: 1, reason: 'điều chuyển' }),
  from: SCHOOL,
  to: '~RESERVE',
  ...more,
});

/** What is asked and how it must be refused: status, rule and field. */
export type Case = [
  what: string,
  ask: [method: string, path: string, body?: unknown, headers?: Record<string, string>],
  due: [status: number, code: string, field: string],
];
export const register = (body: unknown): Case[1] => ['POST', '/v1/units', body];
export const report = (body: unknown, month = '2022-01', unit = SCHOOL): Case[1] => ['PUT', `/v1/units/${unit}/headcount/${month}`, body];
const enter = (body: object, unit = SCHOOL, year = 2022): Case[1] => [
  'POST',
  `/v1/units/${unit}/posts/${year}`,
  { entries: [entry(body)] },
];
const reorganise = (body: unknown): Case[1] => ['POST', '/v1/reorganisations', body];

const current = ([method, path, body]: Case[1]): Case[1] => [method, path, body, { 'if-match': '"1"' }];

export const UNKNOWN: Case[] = [
  ['a report', ['PUT', '/v1/units/H49.99/self-financing/2022', accountsOf(1, 1)], [422, 'unknown-unit', 'unit']],
  ['posts', enter({}, 'H49.99'), [422, 'unknown-unit', 'unit']],
  ['a transfer', ['POST', '/v1/post-transfers', transfer({ to: 'H49.99' })], [422, 'unknown-unit', 'to']],
  ['a parent', register(facts('H49.99.1', { parent: 'H49.99' })), [422, 'unknown-unit', 'parent']],
  ['a source of a merger', reorganise(merge({ sources: ['H49.31.11', 'H49.99'] })), [422, 'unknown-unit', 'sources.1']],
  ['a target of a merger', reorganise(merge({ targets: ['H49.99'] })), [422, 'unknown-unit', 'targets.0']],
];
export const DISSOLVED: Case[] = [
  ['a report of a later month', report(people(), '2023-01', ENDED), [422, 'unit-dissolved', 'unit']],
  ['posts of a later year', enter({ effectiveFrom: '2024-01-01' }, ENDED, 2024), [422, 'unit-dissolved', 'entries.0.effectiveFrom']],
  ['a child', register(facts(`${ENDED}.1`, { parent: ENDED, from: '2024-01-01' })), [422, 'unit-dissolved', 'parent']],
  ['a source of a merger', reorganise(merge({ sources: [ENDED] })), [422, 'unit-dissolved', 'sources.0']],
  ['a second dissolution', reorganise(dissolve(ENDED)), [422, 'unit-dissolved', 'sources.0']],
  ['its code for a new unit', register(facts(ENDED, { from: '2024-01-01' })), [409, 'code-taken', 'code']],
  [
    'a new name',
    ['PATCH', `/v1/units/${ENDED}`, { name: 'x', from: '2024-01-01', decision: DECISION }, { 'if-match': '"2"' }],
    [422, 'unit-dissolved', 'from'],
  ],
];
export const TREE: Case[] = [
  [
    'a cycle in the tree',
    reorganise(merge({ type: 'transfer', sources: ['H49.31'], targets: [], changes: [{ unit: 'H49.31', parent: 'H49.31.01' }] })),
    [422, 'tree-cycle', 'changes.0.parent'],
  ],
  [
    'a unit as its own parent',
    reorganise(merge({ type: 'transfer', sources: ['H49.31'], targets: [], changes: [{ unit: 'H49.31', parent: 'H49.31' }] })),
    [422, 'tree-cycle', 'changes.0.parent'],
  ],
  ['dissolving a unit with living children', reorganise(dissolve('H49.31')), [422, 'living-children', 'sources.0']],
  ['a second province', register(facts('H50', { parent: null })), [422, 'root-is-the-province', 'parent']],
  ['a merger of 17 units', reorganise(merge({ sources: MANY })), [422, 'reorganisation-too-large', 'sources']],
  [
    'a split into 17 units',
    reorganise(merge({ type: 'split', sources: ['H49.31.11'], targets: MANY, shares: [] })),
    [422, 'reorganisation-too-large', 'targets'],
  ],
  [
    'a merger on a day before a unit existed',
    reorganise(merge({ effectiveFrom: '2019-12-31' })),
    [422, 'unit-not-yet-established', 'sources.0'],
  ],
  ['a report of a month before the unit existed', report(people(), '2019-12'), [422, 'unit-not-yet-established', 'unit']],
];
export const SHARES: Case[] = [
  ...[
    [half],
    [half, { numerator: 1, denominator: 3 }],
    [half, { numerator: 2, denominator: 3 }],
    [ONE, { numerator: 1, denominator: 1_000_000_000 }],
    [{ numerator: 0, denominator: 5 }],
  ].map((shares): Case => {
    const rows = shares.map((share, index) => ({ source: 'H49.31.11', to: ['H49.31.12', 'reserve'][index], share }));
    return [
      `shares ${shares.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join(' + ')}`,
      reorganise(merge({ shares: rows })),
      [422, 'shares-not-one', 'shares.0'],
    ];
  }),
  [
    'a share of 1/0',
    reorganise(merge({ shares: [{ source: 'H49.31.11', to: 'reserve', share: { numerator: 1, denominator: 0 } }] })),
    [400, 'too-small', 'shares.0.share.denominator'],
  ],
  [
    'a share of −1/2',
    reorganise(merge({ shares: [{ source: 'H49.31.11', to: 'reserve', share: { numerator: -1, denominator: 2 } }] })),
    [400, 'too-small', 'shares.0.share.numerator'],
  ],
  [
    'a share of 0.5',
    reorganise(merge({ shares: [{ source: 'H49.31.11', to: 'reserve', share: 0.5 }] })),
    [400, 'invalid-type', 'shares.0.share'],
  ],
  ['a name in the reason', reorganise(merge({ reason: 'Điều động ông Nguyễn Văn An' })), [400, 'no-personal-data', 'reason']],
];
export const POSTS: Case[] = [
  [
    'negative posts',
    current(enter({ quantity: -41, effectiveFrom: '2021-06-01', reason: 'recall' }, SCHOOL, 2021)),
    [422, 'posts-below-zero', 'entries.0.quantity'],
  ],
  [
    'posts below zero on a day in between',
    enter({ quantity: -1, effectiveFrom: '2022-01-01', reason: 'recall' }),
    [422, 'posts-below-zero', 'entries.0.quantity'],
  ],
  ['fractional posts', enter({ quantity: 0.5 }), [400, 'invalid-type', 'entries.0.quantity']],
  ['a name in the note of an entry', enter({ note: 'Cho bà Trần Thị Hoa' }), [400, 'no-personal-data', 'entries.0.note']],
  ['no posts', enter({ quantity: 0 }), [400, 'not-zero', 'entries.0.quantity']],
  ['posts in a text', enter({ quantity: '40' }), [400, 'invalid-type', 'entries.0.quantity']],
  ['posts beyond any province', enter({ quantity: 1_000_001 }), [400, 'too-big', 'entries.0.quantity']],
  ['posts of another year', enter({ effectiveFrom: '2023-01-01' }), [422, 'effective-outside-year', 'entries.0.effectiveFrom']],
  ['a negative transfer', ['POST', '/v1/post-transfers', transfer({ quantity: -1 })], [400, 'too-small', 'quantity']],
  [
    'a transfer of more than there is',
    ['POST', '/v1/post-transfers', transfer({ quantity: 41, effectiveFrom: '2021-06-01' })],
    [422, 'posts-below-zero', 'quantity'],
  ],
  ['a transfer to itself', ['POST', '/v1/post-transfers', transfer({ to: SCHOOL })], [422, 'same-place', 'to']],
  ['fractional people', report(people({ opening: 40.5, closing: 40.5 })), [400, 'invalid-type', 'categories.0.opening']],
  ['negative people', report(people({ opening: -1, closing: -1 })), [400, 'too-small', 'categories.0.opening']],
  [
    'negative movements',
    report(people({ increases: { received: -1 }, closing: 39 })),
    [400, 'too-small', 'categories.0.increases.received'],
  ],
];
export const MONTHS: Case[] = ['2025-13', '2025-00', '2025-1', '25-01', '2025-01-01', '2025', '١٢٣٤-٠١', '2025-01%0a'].map((month) => [
  `month ${month}`,
  report(people(), month),
  [400, 'calendar-month', 'month'],
]);
export const DAYS: Case[] = [
  ...[
    '2023-02-29',
    '2100-02-29',
    '2023-02-30',
    '2023-04-31',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '01/01/2023',
    '',
    '2023-01-01T00:00:00Z',
  ].map((from): Case => [`day "${from}" of a registration`, register(facts('H49.31.F', { from })), [400, 'calendar-day', 'from']]),
  [
    '29 February in a decision',
    register(facts('H49.31.F', { decision: { ...DECISION, date: '2023-02-29' } })),
    [400, 'calendar-day', 'decision.date'],
  ],
  ['29 February as a date of reading', ['GET', '/v1/units?asOf=2023-02-29'], [400, 'calendar-day', 'asOf']],
  ['29 February in posts', enter({ effectiveFrom: '2022-02-29' }), [400, 'calendar-day', 'entries.0.effectiveFrom']],
  ['29 February as a birthday', ['POST', '/v1/law/retirement-date', { sex: 'male', birth: '1965-02-29' }], [400, 'calendar-day', 'birth']],
];
export const CODES: Case[] = [
  ...[
    'h49.31.f',
    'H49.31.f',
    `H49.31.${'A'.repeat(29)}`,
    'H49..F',
    'H49.31.',
    '.H49',
    'H4.31',
    'HH9.31',
    'H49 .31',
    'H49.31.Đ',
    'H49.31.F#',
    'H49.31-F',
    ' H49.31.F',
    'H49.31.F\n',
  ].map((code): Case => [`code ${JSON.stringify(code)}`, register(facts(code)), [400, 'unit-code', 'code']]),
  ['code that does not extend its parent', register(facts('H49.32.F')), [422, 'code-does-not-extend-parent', 'code']],
  ['code whose parent is only a prefix of letters', register(facts('H49.311')), [422, 'code-does-not-extend-parent', 'code']],
  ['code in use', register(facts(SCHOOL)), [409, 'code-taken', 'code']],
  [
    'new code that does not extend its parent',
    ['PATCH', '/v1/units/H49.31.11', { code: 'H49.02.11', from: '2024-01-01', decision: DECISION }, { 'if-match': '"1"' }],
    [422, 'code-does-not-extend-parent', 'code'],
  ],
];
const stale = ([method, path, body]: Case[1]): Case[1] => [method, path, body, { 'if-match': '"9"' }];
export const STALE: Case[] = [
  ['a report', stale(report(people(), '2021-12')), [412, 'stale-version', 'If-Match']],
  [
    'a unit',
    ['PATCH', '/v1/units/H49.31', { name: 'x', from: '2024-01-01', decision: DECISION }, { 'if-match': '"9"' }],
    [412, 'stale-version', 'If-Match'],
  ],
  ['posts', stale(enter({ effectiveFrom: '2021-06-01' }, SCHOOL, 2021)), [412, 'stale-version', 'If-Match']],
];
export const ELSEWHERE: Case[] = [
  ['an empty body', register({}), [400, 'required', 'decision']],
  ['a list without a month', ['GET', '/v1/headcount'], [400, 'required', 'month']],
  ['a parent that is no code', register(facts('H49.31.F', { parent: 'h49.31' })), [400, 'unit-code', 'parent']],
  ['a parent that is no text', register(facts('H49.31.F', { parent: 5 })), [400, 'invalid-type', 'parent']],
  ['a holder of posts that is no code', ['POST', '/v1/post-transfers', transfer({ to: '~reserve' })], [400, 'unit-code', 'to']],
  [
    'a destination that is no code',
    reorganise(merge({ shares: [{ source: 'H49.31.11', to: 'nowhere', share: ONE }] })),
    [400, 'unit-code', 'shares.0.to'],
  ],
  [
    'a start of a projection',
    ['POST', '/v1/projections', { start: { baseline: '2021' }, horizon: 2030 }],
    [400, 'invalid-type', 'start.baseline'],
  ],
  [
    'a version in a text',
    ['POST', '/v1/headcount/2022-01', { rows: [{ unit: SCHOOL, version: '1', ...people() }] }],
    [400, 'invalid-type', 'rows.0.version'],
  ],
];
export const GARBAGE: Case[] = [
  ['a NUL', register(facts('H49.31.F', { name: 'Trường\u0000' })), [400, 'plain-text', 'name']],
  ['a line break', register(facts('H49.31.F', { name: 'Trường\nTiểu học' })), [400, 'plain-text', 'name']],
  ['an escape sequence', register(facts('H49.31.F', { reason: '\u001b[31m' })), [400, 'plain-text', 'reason']],
  ['a text that turns its reading direction', register(facts('H49.31.F', { name: 'Trường \u202egnờưrT' })), [400, 'plain-text', 'name']],
  ['a name of spaces', register(facts('H49.31.F', { name: ' \u00a0 ' })), [400, 'too-small', 'name']],
  ['a name of 251 letters', register(facts('H49.31.F', { name: 'đ'.repeat(251) })), [400, 'too-big', 'name']],
  [
    '201 sites',
    register(facts('H49.31.F', { sites: Array.from({ length: 201 }, () => ({ name: 'x', kind: 'other' })) })),
    [400, 'too-big', 'sites'],
  ],
  [
    'an integer that no double holds',
    report('{"categories":[{"category":"cadre","opening":9007199254740993,"closing":9007199254740993}]}'),
    [400, 'too-big', 'categories.0.opening'],
  ],
  [
    'an integer beyond all numbers',
    report('{"categories":[{"category":"cadre","opening":1e999,"closing":0}]}'),
    [400, 'invalid-type', 'categories.0.opening'],
  ],
  ['dong beyond 2^53', ['POST', '/v1/law/self-financing-band', { revenue: 2 ** 53, expenditure: 1 }], [400, 'too-big', 'revenue']],
  ['a key __proto__', report('{"__proto__":{"categories":[]},"categories":[]}'), [400, 'unrecognized-keys', '__proto__']],
  ['only a key __proto__', report('{"__proto__":{"categories":[]}}'), [400, 'required', 'categories']],
  ['a key constructor', report({ ...people(), constructor: { prototype: {} } }), [400, 'unrecognized-keys', 'constructor']],
  ['a movement toString', report(people({ increases: { toString: 1 } })), [400, 'unrecognized-keys', 'categories.0.increases.toString']],
  ['a category of the prototype', report(people({ category: 'constructor' })), [400, 'invalid-value', 'categories.0.category']],
  ['a category twice', report({ categories: [row(), row()] }, '2022-02'), [422, 'duplicate-category', 'categories.1.category']],
  [
    'a hundred thousand brackets',
    report(`{"categories":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    [400, 'invalid-type', 'categories.0'],
  ],
  ['a hash in an address', ['GET', '/v1/units/H49%23UNITS'], [400, 'unit-code', 'code']],
  ['a NUL in an address', ['GET', '/v1/units/H49%00'], [400, 'unit-code', 'code']],
  ['half a letter in an address', ['GET', '/v1/units/%E0%A4%A'], [400, 'unit-code', 'code']],
  ['the reserve as a unit', ['GET', '/v1/units/~RESERVE'], [400, 'unit-code', 'code']],
  ['a prototype in the query', ['GET', '/v1/units?__proto__=1&constructor=2'], [400, 'unrecognized-keys', 'constructor']],
];
