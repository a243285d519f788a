import type { ProblemRow } from './row.ts';

/** Refusals: the yearly inputs of norms. */
export const normsProblems = {
  'no-norm-for-unit': {
    status: 422,
    article: 'Thông tư 20/2023/TT-BGDĐT, Thông tư 03/2023/TT-BYT',
    vi: (d) => `Đơn vị ${d.unit} (${d.kind}, lĩnh vực ${d.sector}) không có định mức số người làm việc.`,
    en: (d) => `Unit ${d.unit} (${d.kind}, sector ${d.sector}) has no norm of people.`,
  },
  'unknown-site': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} không có điểm nào tên "${d.site}" trong năm đó.`,
    en: (d) => `Unit ${d.unit} has no site called “${d.site}” in that year.`,
  },
  'site-twice': {
    status: 422,
    vi: (d) => `Điểm "${d.site}" của ${d.unit} được nêu hai lần.`,
    en: (d) => `Site “${d.site}” of ${d.unit} stands twice.`,
  },
  'measure-of-other-sector': {
    status: 422,
    article: 'Thông tư 20/2023/TT-BGDĐT, Thông tư 03/2023/TT-BYT',
    vi: (d) => `${d.unit} thuộc lĩnh vực ${d.sector}: không tính định mức theo ${d.measure}.`,
    en: (d) => `${d.unit} is of the sector ${d.sector}: no norm of it counts a ${d.measure}.`,
  },
  'staff-without-counts': {
    status: 422,
    vi: (d) => `Nêu số người theo định mức của ${d.unit} thì phải nêu số lớp hoặc số trạm ở điểm đó.`,
    en: (d) => `Staff of ${d.unit} for a norm needs the classes or stations of the same site.`,
  },
} as const satisfies Record<string, ProblemRow>;
