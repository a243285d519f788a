import * as z from 'zod';
import { ABSENCES } from '../domain/staff.ts';
import type { PlainDate } from '../time.ts';
import { CHECKED, resolution124 } from './acts.ts';
import { type Rule, basisOf, inForce } from './engine.ts';
import { RESOLUTION_FROM, RESOLUTION_UNTIL } from './resolution.ts';
import { type Basis, type Source, bilingualSchema } from './source.ts';

/** What a course teaches, as the targets distinguish it. */
export const COURSE_CLASSES = ['digital-transformation', 'digital-skills', 'data-analysis', 'other'] as const;
export const courseClassSchema = z
  .enum(COURSE_CLASSES)
  .meta({ id: 'CourseClass', description: 'What a course teaches', example: 'digital-skills' });
export type CourseClass = z.infer<typeof courseClassSchema>;

/** Known by its number and what it says, not compared with its text. */
const recalled = (act: string, publishedOn: PlainDate | null, article: string, note: string): Source => ({
  act,
  article,
  publishedOn,
  status: 'enacted',
  sourceStatus: 'recalled',
  note,
});

/** The seven groups in their order. The letters are ours: the decree’s own points would run a, b, c, d, đ, e, g. */
export const COMPETENCE_GROUPS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
export const competenceGroupSchema = z
  .enum(COMPETENCE_GROUPS)
  .meta({ id: 'CompetenceGroup', description: 'Digital competence group (Decree 224/2026/NĐ-CP, Điều 77)', example: 'c' });

export const competenceGroupsSchema = z.array(z.strictObject({ group: competenceGroupSchema, title: bilingualSchema }));
type CompetenceGroups = z.infer<typeof competenceGroupsSchema>;

/** The seven digital competence groups that a course may train. */
export const digitalCompetenceGroups: Rule<CompetenceGroups> = {
  id: 'digital-competence-groups',
  title: { vi: 'Nhóm năng lực số', en: 'Digital competence groups' },
  unit: 'competence-groups',
  description: { vi: 'Bảy nhóm năng lực số của cán bộ, công chức, viên chức.', en: 'The seven digital competence groups.' },
  values: [
    {
      from: '2026-07-01',
      value: [
        { group: 'a', title: { vi: 'Chuyển đổi số chung', en: 'General digital transformation' } },
        { group: 'b', title: { vi: 'Thiết bị, phần mềm, dịch vụ số', en: 'Devices, software and services' } },
        { group: 'c', title: { vi: 'Thông tin và dữ liệu', en: 'Information and data' } },
        { group: 'd', title: { vi: 'Giao tiếp trong môi trường số', en: 'Communication' } },
        { group: 'e', title: { vi: 'Sáng tạo nội dung số', en: 'Content creation' } },
        { group: 'f', title: { vi: 'An toàn số', en: 'Safety' } },
        { group: 'g', title: { vi: 'Giải quyết vấn đề', en: 'Problem solving' } },
      ],
      source: recalled('224/2026/NĐ-CP', null, 'Điều 77', 'Ngày hiệu lực và lời văn của từng nhóm cần đối chiếu.'),
      lastChecked: null,
    },
  ],
};

/** Periods of training that a civil servant needs in a calendar year. */
export const civilServantPeriods: Rule<number> = {
  id: 'training-periods-civil-servant',
  title: { vi: 'Thời gian bồi dưỡng tối thiểu hằng năm của công chức', en: 'Yearly minimum of training of a civil servant' },
  unit: 'periods',
  description: { vi: 'Số tiết bồi dưỡng tối thiểu trong một năm.', en: 'Least number of periods in a year.' },
  values: [
    {
      from: '2017-10-21',
      value: 40,
      source: recalled('101/2017/NĐ-CP', '2017-09-01', 'chưa xác định', 'Một tuần, mỗi tuần 5 ngày, mỗi ngày 8 tiết; cần đối chiếu.'),
      lastChecked: null,
    },
    {
      from: '2025-07-01',
      value: 40,
      source: recalled('171/2025/NĐ-CP', '2025-06-30', 'chưa xác định', 'Số tiết ghi theo mô tả nghiệp vụ; điều khoản cần đối chiếu.'),
      lastChecked: null,
    },
  ],
};

export const trainingClassesSchema = z.strictObject({
  digital: z.array(courseClassSchema).meta({ description: 'Classes that count as training in digital transformation or digital skills' }),
  data: z.array(courseClassSchema).meta({ description: 'Classes that count as training in data analysis' }),
});
export type TrainingClasses = z.infer<typeof trainingClassesSchema>;

/** Which courses reach which of the two training targets. */
export const trainingClasses: Rule<TrainingClasses> = {
  id: 'training-classes',
  title: { vi: 'Lớp học tính cho từng chỉ tiêu đào tạo', en: 'Courses that count for the training targets' },
  unit: 'training-classes',
  description: {
    vi: 'Chỉ tiêu 100%: lớp chuyển đổi số hoặc kỹ năng số. Chỉ tiêu 50%: lớp phân tích, xử lý dữ liệu bằng công cụ số. Cách tính coi lớp dữ liệu cũng là lớp kỹ năng số được nêu kèm theo.',
    en: 'The 100 %: courses in digital transformation or digital skills. The 50 %: courses in data analysis with digital tools. The reading by which a data course is a digital-skills course too is shown beside.',
  },
  values: [
    {
      from: RESOLUTION_FROM,
      until: RESOLUTION_UNTIL,
      value: { digital: ['digital-transformation', 'digital-skills'], data: ['data-analysis'] },
      source: resolution124('Điều 1 khoản 2 điểm a, chuyển đổi số (5)'),
      lastChecked: CHECKED,
    },
  ],
};

export const longLeaveSchema = z.array(z.enum(ABSENCES));

/** Absences whose holders are shown apart from those who could have been trained. */
export const trainingLongLeave: Rule<z.infer<typeof longLeaveSchema>> = {
  id: 'training-long-leave',
  title: { vi: 'Nghỉ dài ngày khi tính tỷ lệ đào tạo', en: 'Long leave in the share of those trained' },
  unit: 'absences',
  description: {
    vi: 'Nghị quyết không nói về người nghỉ dài ngày. Người nghỉ thai sản, đi học tập trung, nghỉ không hưởng lương tại thời điểm tính được nêu riêng; người bị đình chỉ công tác vẫn tính, vì đình chỉ không phải là nghỉ và chỉ kéo dài vài tuần.',
    en: 'The resolution does not speak of long leave. People on maternity leave, on full-time study or on unpaid leave on the day are shown apart; the suspended count, since a suspension is no leave and lasts weeks.',
  },
  values: [
    {
      from: RESOLUTION_FROM,
      until: RESOLUTION_UNTIL,
      value: ['maternity', 'study', 'unpaid'],
      source: recalled(
        '124/NQ-HĐND',
        '2022-11-04',
        'Điều 1 khoản 2 điểm a, chuyển đổi số (5)',
        'Văn bản không quy định; Sở Nội vụ cần xác nhận cách tính.',
      ),
      lastChecked: null,
    },
  ],
};

export const TRAINING_RULES = [digitalCompetenceGroups, civilServantPeriods, trainingClasses, trainingLongLeave] as const;

/** What a count of trained people applies: the classes of each target, and which absences are long leave. */
export type CoverageTerms = { classes: TrainingClasses; longLeave: readonly (typeof ABSENCES)[number][]; basis: Basis[] };

/**
 * The terms of coverage on a date, with their citations.
 * @throws Refusal `no-law-in-force` before 4 November 2022 and from 1 January 2031
 */
export function coverageTermsOn(date: PlainDate): CoverageTerms {
  const classes = inForce(trainingClasses, date);
  const longLeave = inForce(trainingLongLeave, date);
  const said = `digital: ${classes.value.digital.join(', ')}; data: ${classes.value.data.join(', ')}`;
  const basis = [basisOf(trainingClasses, classes, said), basisOf(trainingLongLeave, longLeave, longLeave.value.join(', '))];
  return { classes: classes.value, longLeave: longLeave.value, basis };
}

/**
 * Periods that a civil servant needs in the year of a date, with the citation.
 * @throws Refusal `no-law-in-force` before 21 October 2017
 */
export function periodsNeededOn(date: PlainDate): { periods: number; basis: Basis[] } {
  const dated = inForce(civilServantPeriods, date);
  return { periods: dated.value, basis: [basisOf(civilServantPeriods, dated, `${dated.value} periods`)] };
}
