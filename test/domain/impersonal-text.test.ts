import { describe, expect, it } from 'vitest';
import { impersonalText, personalDataIn } from '../../shared/domain/impersonal-text.ts';

describe('free text about people’s affairs', () => {
  it.each([
    ['Ông Nguyễn Văn An xin thôi việc', 'name'],
    ['Le Thi Hong Gam nghi thai san', 'name'],
    ['Trần Thị Bích, nghỉ hưu', 'name'],
    ['Cán bộ Nguyễn Văn Cừ vắng mặt', 'name'],
    ['Nguyễn  Văn\u00a0An nghỉ', 'name'],
    ['Nguyễn \u200bVăn An nghỉ', 'name'],
    ['bà Chìu Thị Mai', 'name'],
    ['số 022\u00a0085\u00a0001\u00a0234', 'personal-number'],
    ['liên hệ hr.dam-ha@quangninh.gov.vn', 'e-mail'],
    ['CCCD 022085001234', 'personal-number'],
    ['số 022 085 001 234', 'personal-number'],
  ])('does not take %s', (text, kind) => {
    expect(personalDataIn(text)).toBe(kind);
    expect(impersonalText(200).safeParse(text).success).toBe(false);
  });

  it.each([
    'Chuyển về Trường THCS Nguyễn Văn Trỗi theo Quyết định 3168/QĐ-UBND',
    'Biệt phái tại UBND phường Hoàng Quế',
    'Bồi dưỡng tại Học viện Chính trị quốc gia Hồ Chí Minh, TP. Hồ Chí Minh',
    'Trường Đào tạo cán bộ Nguyễn Văn Cừ',
    'Nghỉ hưu từ 2026-05-01',
    'Nghị định 154/2025/NĐ-CP, Điều 8',
    'Chi 1.250.000.000.000 đồng',
    'Đoàn kiểm tra của Sở Nội vụ tỉnh Quảng Ninh',
    'Cao đẳng Y tế Quảng Ninh',
  ])('takes %s', (text) => {
    expect(personalDataIn(text)).toBeUndefined();
    expect(impersonalText(200).parse(text)).toBe(text);
  });
});
