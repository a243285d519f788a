import type { Spread } from './statistics.ts';

/** Numbers as the pages write them. */
export const number = (value: number, places = 0): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
export const verdict = (met: boolean): string => (met ? 'met' : '**missed**');
/** A median with the middle half of the rounds in brackets. */
export const spread = ({ median, p25, p75 }: Spread, places: number): string =>
  `${number(median, places)} (${number(p25, places)} – ${number(p75, places)})`;
export const megabytes = (bytes: number): string => `${number(bytes / 1e6, 1)} MB`;
export const aimRow = (what: string, measured: string, aim: string, met: boolean): string =>
  `| ${what} | ${measured} | ${aim} | ${verdict(met)} |`;
