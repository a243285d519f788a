import { type PlainDate, lastDay, yearOf } from '../time.ts';
import { type Rule, basisOf, inForce } from './engine.ts';
import type { Basis } from './source.ts';

/** Years for which the records of a cadre, civil servant or public employee are kept after the end of service. */
export const staffRetention: Rule<number> = {
  id: 'staff-record-retention',
  title: { vi: 'Thời hạn lưu trữ hồ sơ cán bộ, công chức, viên chức', en: 'Retention of staff records' },
  unit: 'years',
  description: {
    vi: 'Số năm lưu giữ hồ sơ, tính từ ngày thôi làm việc.',
    en: 'Years for which a record is kept from the end of service on.',
  },
  values: [
    {
      from: '2023-02-15',
      value: 70,
      source: {
        act: '10/2022/TT-BNV',
        article: 'Phụ lục',
        publishedOn: '2022-12-19',
        status: 'enacted',
        sourceStatus: 'recalled',
        note: 'Số năm, mốc tính và ngày hiệu lực cần đối chiếu; Luật Lưu trữ 33/2024/QH15 chưa đọc.',
      },
      lastChecked: null,
    },
  ],
};

/** Day from which a record need no longer be kept, by the rule in force on a date: 29 February becomes 28 February. */
export function keptUntil(left: PlainDate, date: PlainDate): { until: PlainDate; years: number; basis: Basis } {
  const dated = inForce(staffRetention, date);
  const year = yearOf(left) + dated.value;
  const last = lastDay(`${year}${left.slice(4, 7)}`);
  const sameDay = `${year}${left.slice(4)}`;
  const until = sameDay < last ? sameDay : last;
  return { until, years: dated.value, basis: basisOf(staffRetention, dated, `left ${left}, kept until ${until}`) };
}
