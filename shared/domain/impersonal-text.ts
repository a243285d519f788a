import { textSchema } from './vocabulary.ts';

/** One character before the @ says as much as all of them, and is found in one pass over a text of any length. */
const E_MAIL = /[^\s@<>]@[^\s@<>]+\.[^\s@<>]/u;
/** Twelve digits, however they are grouped: the number of the identity card and of the electronic personnel record. */
const PERSONAL_NUMBER = /(?<![\d.,/-])\d(?:[ .-]?\d){11}(?![\d/-])/u;

const SURNAMES =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Trương|Lâm|Tạ|Chu|Lương|Cao|Hà|Tô|Vương|Lưu|Phùng|Triệu|Quách|Chìu|Phùn|Nình|Hứa';
const withoutDiacritics = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D');
/** A surname and at least two more capitalised syllables, as personal names are written. */
const NAME = new RegExp(`(?<![\\p{L}])(?:${SURNAMES}|${withoutDiacritics(SURNAMES)})(?: \\p{Lu}\\p{Ll}+){2,3}(?![\\p{L}])`, 'gu');
/** Schools, streets and places are named after people, too: the word before tells. */
const NAMED_AFTER =
  /(?:trường|trường chính trị|trường đào tạo cán bộ|tiểu học|thcs|thpt|cơ sở|phổ thông|mầm non|mẫu giáo|trung tâm|bệnh viện|học viện|đại học|cao đẳng|quốc gia|tp\.?|thành phố|tỉnh|đường|phố|phường|xã|khu|thôn|đảo|quỹ|giải|giải thưởng|tư tưởng|đoàn thanh niên cộng sản|đoàn tncs) $/iu;
const NOT_A_PERSON_HERE = /^(?:Hồ Chí Minh|Ho Chi Minh)$/u;

export const PERSONAL_DATA = ['e-mail', 'personal-number', 'name'] as const;
export type PersonalData = (typeof PERSONAL_DATA)[number];

/**
 * The kind of personal data that a free text seems to carry, or undefined. Names are recognised by their form: a common
 * surname and two or three more capitalised syllables, unless a school, street or place is named that way. Source: Law
 * 91/2025/QH15 (only data that are needed); staff are held under pseudonymous ids.
 */
export function personalDataIn(written: string): PersonalData | undefined {
  // Wide, hard and invisible spaces are no disguise.
  const text = written
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ');
  if (E_MAIL.test(text)) return 'e-mail';
  if (PERSONAL_NUMBER.test(text)) return 'personal-number';
  for (const match of text.matchAll(NAME))
    if (!NOT_A_PERSON_HERE.test(match[0]) && !NAMED_AFTER.test(text.slice(0, match.index))) return 'name';
  return undefined;
}

/** Free text about people's affairs that must not say who: names, e-mail addresses and personal numbers are refused. */
export const impersonalText = (max: number) =>
  textSchema(max).refine((text) => personalDataIn(text) === undefined, { params: { rule: 'no-personal-data' } });
