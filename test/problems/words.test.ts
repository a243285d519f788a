import { describe, expect, it } from 'vitest';
import { ACTIVITIES } from '../../shared/domain/self-financing.ts';
import { CATEGORIES, ISSUERS, SEXES, UNIT_KINDS } from '../../shared/domain/vocabulary.ts';
import type { ProblemCode } from '../../shared/errors.ts';
import { PROBLEMS, sentence } from '../../shared/problems/index.ts';
import { spoken } from '../../shared/problems/words.ts';

const BELOW = { unit: 'H49.01', outsideBase: false, date: '2025-03-01', before: 3, change: -5, after: -2 };
const said = (code: ProblemCode, data: Record<string, unknown>) => [sentence(code, data, 'vi'), sentence(code, data, 'en')];

describe('the sentence of a refusal', () => {
  it('names categories and issuers in the reader’s language', () => {
    expect(said('posts-below-zero', { ...BELOW, category: 'contract', issuer: 'provincial-council' })).toEqual([
      'Biên chế (hợp đồng) của H49.01 (Hội đồng nhân dân tỉnh giao) ngày 2025-03-01 là 3, thay đổi -5 thành -2: không được âm.',
      'Posts (contract workers) of H49.01 (assigned by the provincial council) on 2025-03-01 are 3; the change -5 makes them -2: below zero.',
    ]);
  });

  it('names the reserve, the other destinations and every category', () => {
    expect(said('share-row-twice', { source: 'H49.01', to: 'surrendered', category: '*' })).toEqual([
      'Phần của H49.01 (mọi đối tượng) chuyển cho phần cắt giảm được nêu hai lần.',
      'The share of H49.01 (every category) that goes to the surrendered posts is stated twice.',
    ]);
    expect(said('too-many-entries', { unit: '~RESERVE', year: 2025, limit: 1000, count: 1001 })[0]).toContain('(biên chế dự phòng)');
  });

  it('names a record by kind, unit and period, or by what was asked for', () => {
    expect(said('not-found', { record: 'baseline', id: '2023' })).toEqual([
      'Không tìm thấy số liệu gốc 2023.',
      'Not found: baseline 2023.',
    ]);
    expect(said('already-exists', { record: 'headcount', unit: 'H49.01', month: '2025-01' })).toEqual([
      'Đã có báo cáo số người có mặt của H49.01 tháng 2025-01.',
      'Already there: headcount of H49.01 for 2025-01.',
    ]);
    expect(said('stale-version', { record: 'posts', unit: '~RESERVE', year: 2025, current: 0, given: 4 })).toEqual([
      'Chưa có sổ biên chế của biên chế dự phòng năm 2025 để sửa; yêu cầu nêu phiên bản 4.',
      'There is no posts ledger of the reserve for 2025 to change; the request is for version 4.',
    ]);
    expect(said('not-found', { what: 'H49.99' })[0]).toBe('Không tìm thấy H49.99.');
  });

  it('says the title of a rule', () => {
    expect(said('no-law-in-force', { rule: 'targets', title: { vi: 'các chỉ tiêu', en: 'targets' }, date: '2031-01-01' })).toEqual([
      'Vào ngày 2031-01-01 không có quy định nào có hiệu lực về: các chỉ tiêu.',
      'No rule is in force on 2031-01-01 for: targets.',
    ]);
  });

  it('never shows null', () => {
    expect(said('code-does-not-extend-parent', { code: 'H50.1', parent: null })[0]).toContain('(không có)');
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const data = new Proxy(
        {},
        { ownKeys: () => FIELDS, getOwnPropertyDescriptor: () => ({ value: null, enumerable: true, configurable: true }) },
      );
      for (const text of said(code, data)) expect(text, code).not.toContain('null');
    }
  });

  it('holds a name in both languages for every code of the vocabulary', () => {
    const codes = { category: CATEGORIES, issuer: ISSUERS, kind: UNIT_KINDS, sex: SEXES, activity: ACTIVITIES };
    for (const [field, values] of Object.entries(codes))
      for (const value of values) expect(spoken({ [field]: value }, 'vi')[field], value).not.toBe(value);
  });

  it('leaves names that a person chose as they are', () => {
    expect(spoken({ plan: 'contract', unit: 'H49.01' }, 'vi')).toEqual({ plan: 'contract', unit: 'H49.01' });
  });
});

/** Every field that some sentence shows. */
const FIELDS = [
  ...new Set(
    Object.values(PROBLEMS).flatMap(({ vi, en }) =>
      [...(vi.toString() + en.toString()).matchAll(/\bd\.(\w+)/g)].map(([, field]) => field as string),
    ),
  ),
];
