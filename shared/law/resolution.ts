import { CHECKED, resolution124 } from './acts.ts';
import type { Rule } from './engine.ts';

/** First day of resolution 124/NQ-HĐND, and the first day on which it no longer holds (it runs to the end of 31 December 2030). */
export const RESOLUTION_FROM = '2022-11-04';
export const RESOLUTION_UNTIL = '2031-01-01';

/** How long the resolution is carried out. */
export const resolutionValidity: Rule<string> = {
  id: 'resolution-124-validity',
  title: { vi: 'Thời gian thực hiện Nghị quyết 124/NQ-HĐND', en: 'Period of resolution 124/NQ-HĐND' },
  unit: 'text',
  description: {
    vi: 'Từ ngày Nghị quyết có hiệu lực (04/11/2022) đến hết ngày 31 tháng 12 năm 2030.',
    en: 'From the day it took effect (4 November 2022) to the end of 31 December 2030.',
  },
  values: [
    {
      from: RESOLUTION_FROM,
      until: RESOLUTION_UNTIL,
      value: '2022-11-04 to 2030-12-31',
      source: resolution124('Điều 2 khoản 1'),
      lastChecked: CHECKED,
    },
  ],
};
