import { serviceOn } from '../../../shared/domain/staff.ts';
import type { CourseInput } from '../../../shared/domain/training/course.ts';
import type { AttendanceRow } from '../../../shared/domain/training/attendance.ts';
import { type PlainDate, firstDay, lastDay } from '../../../shared/time.ts';
import { synthetic } from './decisions.ts';
import type { DemoStaff } from './people/records.ts';
import type { Random } from './random.ts';

export type DemoCourse = { course: CourseInput; attendances: AttendanceRow[] };

/** Who runs the courses: the province's training school and its administrative service centre both lived from 2024 on. */
const HOST = 'H49.73';
const PROVIDER = 'Trường Đào tạo cán bộ Nguyễn Văn Cừ';

type Programme = Pick<CourseInput, 'class' | 'title' | 'competences' | 'periods' | 'mode'> & {
  /** Courses a year, and of 1,000 people how many take part in 2024, 2025 and 2026. */
  courses: number;
  takePart: Readonly<Record<number, number>>;
};
const PROGRAMMES: readonly Programme[] = [
  {
    class: 'digital-transformation',
    title: 'Nhận thức chung về chuyển đổi số',
    competences: ['a'],
    periods: 16,
    mode: 'online',
    courses: 8,
    takePart: { 2024: 360, 2025: 470, 2026: 330 },
  },
  {
    class: 'digital-skills',
    title: 'Kỹ năng số trong giải quyết công việc',
    competences: ['b', 'c', 'd', 'f'],
    periods: 24,
    mode: 'blended',
    courses: 12,
    takePart: { 2024: 250, 2025: 360, 2026: 270 },
  },
  {
    class: 'data-analysis',
    title: 'Phân tích dữ liệu bằng công cụ số',
    competences: ['c', 'g'],
    periods: 32,
    mode: 'blended',
    courses: 6,
    takePart: { 2024: 110, 2025: 240, 2026: 190 },
  },
  {
    class: 'other',
    title: 'Bồi dưỡng kiến thức quản lý nhà nước',
    competences: [],
    periods: 40,
    mode: 'in-person',
    courses: 3,
    takePart: { 2024: 20, 2025: 25, 2026: 20 },
  },
];
const YEARS = [2024, 2025, 2026] as const;
/** The last month with courses of a year. */
const LAST_MONTH: Readonly<Record<number, number>> = { 2024: 11, 2025: 11, 2026: 10 };

/** Three years of courses and who completed them; a few of each 1,000 did not complete. */
export function trainingOf(staff: readonly DemoStaff[], random: Random): DemoCourse[] {
  return YEARS.flatMap((year) => PROGRAMMES.flatMap((programme) => coursesOf(programme, year, staff, random)));
}

const NOT_COMPLETED = 12;

function coursesOf(
  { courses, takePart, ...programme }: Programme,
  year: number,
  staff: readonly DemoStaff[],
  random: Random,
): DemoCourse[] {
  const held = Array.from({ length: courses }, (_, index): DemoCourse => {
    const month = 2 + Math.floor((index * ((LAST_MONTH[year] ?? 12) - 1)) / courses);
    const start = `${year}-${String(month).padStart(2, '0')}-05`;
    const decision = synthetic(`${(year - 2000) * 40 + index}/QĐ-SNV`, firstDay(start.slice(0, 7)), 'Sở Nội vụ tỉnh Quảng Ninh');
    const title = `${programme.title}, khóa ${index + 1} năm ${year}`;
    const end: PlainDate = lastDay(start.slice(0, 7));
    return { course: { ...programme, title, provider: PROVIDER, host: HOST, start, end, decision }, attendances: [] };
  });
  for (const person of staff) {
    if (!random.chance(takePart[year] ?? 0)) continue;
    const { course, attendances } = random.pick(held);
    const service = serviceOn(person, course.end);
    if (service === undefined || service.absence !== null || service.category === 'contract' || service.category === 'non-specialised')
      continue;
    const completed = !random.chance(NOT_COMPLETED);
    attendances.push({
      staff: person.id,
      state: completed ? 'completed' : 'not-completed',
      completedOn: completed ? course.end : null,
      certificate: completed ? `CC-${year}/${String(attendances.length + 1).padStart(4, '0')}` : null,
    });
  }
  return held;
}
