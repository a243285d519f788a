import type { PlainDate } from '../../time.ts';
import type { Rule } from '../engine.ts';
import type { Bilingual, Source } from '../source.ts';
import type { DutyTerms, YearlyTerms } from './terms.ts';

/** An act whose date is known but whose article was not looked up: a lawyer has to add it. */
const recalled = (act: string, publishedOn: PlainDate | null, note: string): Source => ({
  act,
  article: 'chưa xác định',
  publishedOn,
  status: 'enacted',
  sourceStatus: 'recalled',
  note,
});

type Yearly = {
  id: string;
  title: Bilingual;
  wording: Bilingual;
  from: PlainDate;
  act: string;
  publishedOn: PlainDate | null;
  note?: string;
  terms: Omit<YearlyTerms, 'every'>;
};

const yearly = ({ id, title, wording, from, act, publishedOn, note, terms }: Yearly): Rule<DutyTerms> => ({
  id,
  title,
  unit: 'duty',
  description: wording,
  values: [
    {
      from,
      value: { every: 'year', ...terms },
      source: recalled(act, publishedOn, note ?? 'Hạn nộp ghi theo mô tả nghiệp vụ; điều khoản cần đối chiếu.'),
      lastChecked: null,
    },
  ],
});

const DECREE_106 = { act: '106/2020/NĐ-CP', publishedOn: '2020-09-10', from: '2020-10-15' } as const;
const before = (vi: string, en: string): Bilingual => ({ vi: `Trước ngày ${vi} hằng năm.`, en: `Before ${en} each year.` });

/** Duties that an act ties to a day of the year. "Before 1 May" has 30 April as its last day. */
export const YEARLY_DUTY_RULES: readonly Rule<DutyTerms>[] = [
  yearly({
    id: 'duty-posts-report',
    title: { vi: 'Báo cáo số lượng người làm việc năm trước', en: 'Report on the posts of the year before' },
    wording: before('31 tháng 01', '31 January'),
    ...DECREE_106,
    terms: { lastDay: { month: 1, day: 30 }, who: ['hr-officer', 'home-affairs'] },
  }),
  yearly({
    id: 'duty-training-report',
    title: { vi: 'Báo cáo đào tạo, bồi dưỡng công chức năm trước', en: 'Report on the training of civil servants of the year before' },
    wording: before('31 tháng 01', '31 January'),
    from: '2025-07-01',
    act: '171/2025/NĐ-CP',
    publishedOn: '2025-06-30',
    terms: { lastDay: { month: 1, day: 30 }, who: ['hr-officer', 'home-affairs', 'training-coordinator'] },
  }),
  yearly({
    id: 'duty-streamlining-report',
    title: {
      vi: 'Báo cáo kết quả tinh giản biên chế năm trước: số người và kinh phí theo từng trường hợp',
      en: 'Report on leaving under a policy in the year before: people and money per case',
    },
    wording: before('15 tháng 02', '15 February'),
    from: '2025-06-16',
    act: '154/2025/NĐ-CP',
    publishedOn: '2025-06-15',
    terms: { lastDay: { month: 2, day: 14 }, who: ['hr-officer', 'home-affairs'] },
  }),
  yearly({
    id: 'duty-posts-plan',
    title: { vi: 'Kế hoạch số lượng người làm việc năm sau', en: 'Plan of posts for the next year' },
    wording: before('01 tháng 5', '1 May'),
    ...DECREE_106,
    terms: {
      lastDay: { month: 4, day: 30 },
      who: ['hr-officer', 'home-affairs'],
      penalty: {
        vi: 'Nộp chậm: tỷ lệ cắt giảm của năm kế hoạch tăng thêm 1 điểm phần trăm.',
        en: 'Late: the rate of the cut of the planned year is 1 percentage point higher.',
      },
    },
  }),
  yearly({
    id: 'duty-civil-servant-plan',
    title: { vi: 'Kế hoạch biên chế công chức năm sau', en: 'Plan of civil-servant posts for the next year' },
    wording: { vi: 'Chậm nhất ngày 15 tháng 6 hằng năm.', en: 'By 15 June each year.' },
    from: '2020-07-20',
    act: '62/2020/NĐ-CP',
    publishedOn: '2020-06-01',
    note: 'Ngày 15 tháng 6 ghi theo trí nhớ, chưa đối chiếu.',
    terms: { lastDay: { month: 6, day: 15 }, who: ['home-affairs'] },
  }),
  yearly({
    id: 'duty-posts-appraisal',
    title: { vi: 'Thẩm định kế hoạch số lượng người làm việc năm sau', en: 'Appraisal of the plan of posts for the next year' },
    wording: before('01 tháng 7', '1 July'),
    ...DECREE_106,
    terms: { lastDay: { month: 6, day: 30 }, who: ['home-affairs'] },
  }),
  yearly({
    id: 'duty-network-data',
    title: { vi: 'Số liệu mạng lưới đơn vị sự nghiệp công lập', en: 'Data on the network of public service units' },
    wording: before('20 tháng 12', '20 December'),
    from: '2020-10-15',
    act: 'chưa xác định',
    publishedOn: null,
    note: 'Văn bản quy định hạn này chưa xác định.',
    terms: { lastDay: { month: 12, day: 19 }, who: ['hr-officer', 'home-affairs'] },
  }),
];
