import type { Decision } from '../../../../shared/domain/vocabulary.ts';
import { ORGANISATION_COMMISSION, PEOPLES_COMMITTEE, PEOPLES_COUNCIL, synthetic } from '../decisions.ts';

export type Decisions = Readonly<Record<'assign' | 'assignSecond' | 'recall' | 'autonomy' | 'teachers' | 'correction', Decision>>;

/** The decisions on a year's posts: all made up, each with its own number. */
export const decisionsOf = (year: number): Decisions => ({
  assign: synthetic(`${year - 1988}/NQ-HĐND`, `${year - 1}-12-09`, PEOPLES_COUNCIL),
  assignSecond: synthetic(`${year - 1900}-QĐ/BTCTW`, `${year - 1}-12-20`, ORGANISATION_COMMISSION),
  recall: synthetic(`${year - 1700}/QĐ-UBND`, `${year - 1}-12-25`, PEOPLES_COMMITTEE),
  autonomy: synthetic(`${year - 1600}/QĐ-UBND`, `${year - 1}-12-28`, PEOPLES_COMMITTEE),
  teachers: synthetic(`${year - 1960}-QĐ/BTCTW`, `${year}-08-10`, ORGANISATION_COMMISSION),
  correction: synthetic(`${year - 1500}/QĐ-UBND`, `${year}-03-10`, PEOPLES_COMMITTEE),
});
