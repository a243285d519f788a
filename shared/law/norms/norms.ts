import type { NormMeasure } from '../../domain/norms/input.ts';
import type { FractionValue, Sector } from '../../domain/vocabulary.ts';
import type { PlainDate } from '../../time.ts';
import { type DatedValue, type Rule, valueOn } from '../engine.ts';
import type { Bilingual, Source } from '../source.ts';
import type { ContractCeilingTerms, NormTerms } from './terms.ts';

/** Known, but the text was not read again: a lawyer has to compare value, article and first day. */
const recalled = (act: string, article: string, publishedOn: PlainDate | null, note: string): Source => ({
  act,
  article,
  publishedOn,
  status: 'enacted',
  sourceStatus: 'recalled',
  note,
});
const TEACHERS = recalled('20/2023/TT-BGDĐT', 'chưa xác định', '2023-10-30', 'Định mức tối đa; điều khoản và ngày hiệu lực cần đối chiếu.');
const STATIONS = recalled(
  '03/2023/TT-BYT',
  'chưa xác định',
  '2023-02-17',
  'Định mức tối thiểu; điều khoản và ngày hiệu lực cần đối chiếu.',
);

const parts = (numerator: number, denominator: number): FractionValue => ({ numerator, denominator });

const norm = (
  measure: NormMeasure,
  sector: Sector,
  title: Bilingual,
  description: Bilingual,
  terms: Pick<NormTerms, 'kind' | 'least' | 'most'>,
  from: PlainDate,
  source: Source,
): Rule<NormTerms> => ({
  id: `norm-${measure}`,
  title,
  unit: 'norm',
  description,
  values: [{ from, value: { measure, sector, ...terms }, source, lastChecked: null }],
});

/** Teachers per class are maxima: a school below one breaks no rule by it. */
const teachers = (measure: NormMeasure, most: FractionValue, said: Bilingual): Rule<NormTerms> =>
  norm(
    measure,
    'education',
    { vi: `Định mức giáo viên: ${said.vi}`, en: `Teachers per ${said.en}` },
    { vi: `Số giáo viên tối đa trên một đơn vị tính: ${said.vi}.`, en: `The most teachers per ${said.en}.` },
    { kind: 'max', least: null, most },
    '2023-12-16',
    TEACHERS,
  );

export const NORM_RULES: readonly Rule<NormTerms>[] = [
  teachers('creche-group', parts(5, 2), { vi: 'nhóm trẻ', en: 'crèche group' }),
  teachers('kindergarten-class', parts(11, 5), { vi: 'lớp mẫu giáo', en: 'kindergarten class' }),
  teachers('primary-one-session', parts(6, 5), { vi: 'lớp tiểu học dạy 1 buổi/ngày', en: 'primary class with one session a day' }),
  teachers('primary-two-session', parts(3, 2), { vi: 'lớp tiểu học dạy 2 buổi/ngày', en: 'primary class with two sessions a day' }),
  teachers('lower-secondary', parts(19, 10), { vi: 'lớp trung học cơ sở', en: 'lower secondary class' }),
  teachers('upper-secondary', parts(9, 4), { vi: 'lớp trung học phổ thông', en: 'upper secondary class' }),
  norm(
    'commune-health-station',
    'health',
    { vi: 'Định mức nhân lực trạm y tế xã', en: 'Staff of a commune health station' },
    { vi: 'Số người làm việc tối thiểu của một trạm y tế.', en: 'The fewest people of one health station.' },
    { kind: 'min', least: parts(5, 1), most: null },
    '2023-04-05',
    STATIONS,
  ),
];

/** Contracts of group-4 education and health units. */
export const contractCeiling: Rule<ContractCeilingTerms> = {
  id: 'contract-ceiling',
  title: {
    vi: 'Trần hợp đồng lao động ở đơn vị giáo dục, y tế nhóm 4',
    en: 'Ceiling of contracts of group-4 education and health units',
  },
  unit: 'contract-ceiling',
  description: {
    vi: 'Không quá 70% số người còn thiếu: định mức trừ số được giao.',
    en: 'At most 70 % of what is missing: norm less assigned posts.',
  },
  values: [
    {
      from: '2026-07-01',
      value: { share: parts(7, 10), bands: ['4'], sectors: ['education', 'health'] },
      source: recalled('235/2026/NĐ-CP', 'Điều 6', null, 'Ngày ban hành và ngày hiệu lực cần đối chiếu.'),
      lastChecked: null,
    },
  ],
};

/** How a norm becomes whole people. */
export const normRounding: Rule<string> = {
  id: 'norm-rounding',
  title: { vi: 'Cách làm tròn định mức', en: 'Rounding of norms' },
  unit: 'text',
  description: {
    vi: 'Tính bằng phân số, không làm tròn giữa chừng: mức tối đa của đơn vị và trần hợp đồng làm tròn xuống, mức tối thiểu của từng điểm làm tròn lên.',
    en: 'Computed in fractions, never rounded on the way: a unit’s maximum and its ceiling of contracts down, the minimum of each site up.',
  },
  values: [
    {
      from: '2023-04-05',
      value: 'maximum of a unit and its ceiling of contracts: floor; minimum of a site: ceiling; computed in fractions',
      source: recalled('chưa xác định', 'chưa xác định', null, 'Văn bản đã biết không nêu cách làm tròn.'),
      lastChecked: null,
    },
  ],
};

/** The sectors in which any unit has a norm. */
export const NORM_SECTORS: ReadonlySet<Sector> = new Set(NORM_RULES.flatMap(({ values }) => values.map(({ value }) => value.sector)));

export type NormInForce = { rule: Rule<NormTerms>; dated: DatedValue<NormTerms> };

/** The norms of a sector that are in force on a date, by measure; a measure without one is left out. */
export const normsOn = (sector: Sector, date: PlainDate): Map<NormMeasure, NormInForce> =>
  new Map(
    NORM_RULES.flatMap((rule) => {
      const dated = valueOn(rule, date);
      return dated?.value.sector === sector ? [[dated.value.measure, { rule, dated }] as const] : [];
    }),
  );

/** Whether a measure belongs to a sector at all, whatever the date. */
export const isOfSector = (measure: NormMeasure, sector: Sector): boolean =>
  NORM_RULES.some(({ values }) => values.some(({ value }) => value.measure === measure && value.sector === sector));
