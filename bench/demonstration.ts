/** What the measurements know of the demonstration province: its dates. */
export const DEMONSTRATION = {
  table: 'bienche',
  firstYear: 2021,
  asOf: '2026-10-31',
  lastMonth: '2026-10',
  monthBefore: '2026-09',
  nextMonth: '2026-11',
  /** The day on which the next month can be reported. */
  today: '2026-11-30',
  /** The last year of the districts. */
  lastDistrictBudget: 2025,
} as const;

/** The run that is measured: from the frozen baseline of 2025 to 2030, one recruit for two leavers. */
export const PROJECTION = {
  start: { baseline: 2025 },
  horizon: 2030,
  drivers: {
    replacement: [
      { category: 'civil-servant', recruits: 1, leavers: 2 },
      { category: 'employee-budget', recruits: 1, leavers: 2 },
    ],
  },
} as const;
