/** What the province's posts come to in 2021 (units without the reserve) and what later years do to them. */
export const IN_2021 = { cadre: 1790, 'civil-servant': 3655, 'employee-budget': 26_235 } as const;
export const RESERVE_2021 = { 'civil-servant': 55, 'employee-budget': 265 } as const;

export type YearPlan = {
  /** Posts taken back on 1 January. */
  recall: { cadre: number; 'civil-servant': number; 'employee-budget': number };
  /** Kindergartens and primary schools that get one or two teachers outside the base on 1 September. */
  teacherUnits: number;
  /** Units whose assignment differs from the year before by one without a reason. */
  unexplained: number;
  /** Units with a correction of one post in March. */
  corrections: number;
  /** On 1 June the posts of non-specialised commune workers end. */
  endsNonSpecialised?: boolean;
};

export const YEARS: Readonly<Record<number, YearPlan>> = {
  2022: { recall: { cadre: 6, 'civil-servant': 42, 'employee-budget': 280 }, teacherUnits: 60, unexplained: 6, corrections: 3 },
  2023: { recall: { cadre: 6, 'civil-servant': 38, 'employee-budget': 290 }, teacherUnits: 45, unexplained: 5, corrections: 2 },
  2024: { recall: { cadre: 4, 'civil-servant': 44, 'employee-budget': 300 }, teacherUnits: 40, unexplained: 7, corrections: 3 },
  2025: { recall: { cadre: 4, 'civil-servant': 52, 'employee-budget': 306 }, teacherUnits: 0, unexplained: 4, corrections: 2 },
  2026: {
    recall: { cadre: 0, 'civil-servant': 52, 'employee-budget': 240 },
    teacherUnits: 0,
    unexplained: 3,
    corrections: 1,
    endsNonSpecialised: true,
  },
};
