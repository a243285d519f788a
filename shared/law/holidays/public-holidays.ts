import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import type { DatedValue, Rule } from '../engine.ts';
import { bilingualSchema } from '../source.ts';

/** A stretch of days, both included, on which offices are closed; or a Saturday on which they work instead. */
const stretchSchema = z.strictObject({ from: plainDateSchema, to: plainDateSchema, name: bilingualSchema });

/** One year of the office calendar of bodies that work Monday to Friday. */
export const officeYearSchema = z
  .strictObject({
    closed: z.array(stretchSchema).meta({ description: 'Holidays, days off in lieu of one that falls on a weekend, and days exchanged' }),
    worked: z.array(plainDateSchema).meta({ description: 'Saturdays worked in exchange' }),
    announced: z.boolean().meta({ description: 'False while the stretches of Tết and National Day have not been announced' }),
  })
  .meta({ id: 'OfficeYear', description: 'Days on which offices are closed in a year' });
export type OfficeYear = z.infer<typeof officeYearSchema>;

const NAMES = {
  newYear: { vi: 'Tết Dương lịch', en: 'New Year' },
  tet: { vi: 'Tết Nguyên đán', en: 'Tết' },
  kings: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings' },
  victory: { vi: 'Ngày Chiến thắng và Quốc tế lao động', en: 'Victory Day and Labour Day' },
  kingsAndVictory: { vi: 'Giỗ Tổ, Ngày Chiến thắng và Quốc tế lao động', en: 'Hùng Kings, Victory Day and Labour Day' },
  national: { vi: 'Quốc khánh', en: 'National Day' },
} as const;

type Stretch = readonly [name: keyof typeof NAMES, from: string, to: string];
type Year = { year: number; closed: readonly Stretch[]; worked?: readonly string[]; announced?: boolean };

const ANNOUNCED = 'Ngày nghỉ Tết, Quốc khánh, nghỉ bù và hoán đổi theo thông báo hằng năm; nhớ lại, chưa đối chiếu với thông báo.';
const EXPECTED = 'Tết và Quốc khánh năm này là dự kiến theo cách bố trí các năm trước, chưa đối chiếu với thông báo.';
const CULTURE_DAY = ' Ngày Văn hóa Việt Nam 24/11 (Nghị quyết 80-NQ/TW) chưa tính: chưa đọc được văn bản của Quốc hội sửa Điều 112.';
const FIRST_CULTURE_DAY = 2026;

const officeYear = ({ year, closed, worked = [], announced = true }: Year): DatedValue<OfficeYear> => ({
  from: `${year}-01-01`,
  until: `${year + 1}-01-01`,
  value: { closed: closed.map(([name, from, to]) => ({ from, to, name: NAMES[name] })), worked: [...worked], announced },
  source: {
    act: 'Bộ luật Lao động 45/2019/QH14',
    article: 'Điều 111 khoản 3, Điều 112',
    publishedOn: '2019-11-20',
    status: 'enacted',
    sourceStatus: 'recalled',
    note: `${announced ? ANNOUNCED : EXPECTED}${year < FIRST_CULTURE_DAY ? '' : CULTURE_DAY}`,
  },
  lastChecked: null,
});

const YEARS: readonly Year[] = [
  {
    year: 2021,
    closed: [
      ['newYear', '2021-01-01', '2021-01-01'],
      ['tet', '2021-02-10', '2021-02-16'],
      ['kings', '2021-04-21', '2021-04-21'],
      ['victory', '2021-04-30', '2021-05-03'],
      ['national', '2021-09-02', '2021-09-03'],
    ],
  },
  {
    year: 2022,
    closed: [
      ['newYear', '2022-01-01', '2022-01-03'],
      ['tet', '2022-01-31', '2022-02-04'],
      ['kings', '2022-04-10', '2022-04-11'],
      ['victory', '2022-04-30', '2022-05-03'],
      ['national', '2022-09-01', '2022-09-02'],
    ],
  },
  {
    year: 2023,
    closed: [
      ['newYear', '2023-01-01', '2023-01-02'],
      ['tet', '2023-01-20', '2023-01-26'],
      ['kingsAndVictory', '2023-04-29', '2023-05-03'],
      ['national', '2023-09-01', '2023-09-04'],
    ],
  },
  {
    year: 2024,
    closed: [
      ['newYear', '2024-01-01', '2024-01-01'],
      ['tet', '2024-02-08', '2024-02-14'],
      ['kings', '2024-04-18', '2024-04-18'],
      ['victory', '2024-04-29', '2024-05-01'],
      ['national', '2024-09-02', '2024-09-03'],
    ],
    worked: ['2024-05-04'],
  },
  {
    year: 2025,
    closed: [
      ['newYear', '2025-01-01', '2025-01-01'],
      ['tet', '2025-01-27', '2025-01-31'],
      ['kings', '2025-04-07', '2025-04-07'],
      ['victory', '2025-04-30', '2025-05-02'],
      ['national', '2025-09-01', '2025-09-02'],
    ],
    worked: ['2025-04-26'],
  },
  {
    year: 2026,
    closed: [
      ['newYear', '2026-01-01', '2026-01-02'],
      ['tet', '2026-02-16', '2026-02-20'],
      ['kings', '2026-04-26', '2026-04-27'],
      ['victory', '2026-04-30', '2026-05-01'],
      ['national', '2026-08-31', '2026-09-02'],
    ],
    worked: ['2026-01-10', '2026-08-22'],
  },
  {
    year: 2027,
    closed: [
      ['newYear', '2027-01-01', '2027-01-01'],
      ['tet', '2027-02-04', '2027-02-10'],
      ['kings', '2027-04-16', '2027-04-16'],
      ['victory', '2027-04-30', '2027-05-03'],
      ['national', '2027-09-02', '2027-09-03'],
    ],
    announced: false,
  },
];

/**
 * When offices are closed, year by year. No formula gives these days: the stretches of Tết and National Day, and the
 * days that are exchanged, are decided each year. A year that is not entered has no law: nothing is counted in it.
 */
export const publicHolidays: Rule<OfficeYear> = {
  id: 'public-holidays',
  title: { vi: 'Ngày nghỉ lễ, tết của công chức, viên chức', en: 'Public holidays of offices' },
  unit: 'calendar',
  description: {
    vi: 'Ngày làm việc là ngày từ thứ Hai đến thứ Sáu không phải ngày nghỉ, và thứ Bảy làm bù.',
    en: 'Working days are Monday to Friday other than holidays, and the Saturdays worked in exchange.',
  },
  values: YEARS.map(officeYear),
};
