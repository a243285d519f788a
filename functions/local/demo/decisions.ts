import type { Decision } from '../../../shared/domain/vocabulary.ts';
import type { PlainDate } from '../../../shared/time.ts';

export const PEOPLES_COMMITTEE = 'UBND tỉnh Quảng Ninh';
export const PEOPLES_COUNCIL = 'HĐND tỉnh Quảng Ninh';
export const STANDING_COMMITTEE = 'Ủy ban Thường vụ Quốc hội';
export const ORGANISATION_COMMISSION = 'Ban Tổ chức Trung ương';

/** A made-up decision that says so in its number. */
export const synthetic = (number: string, date: PlainDate, issuedBy: string = PEOPLES_COMMITTEE): Decision => ({
  number: `${number} (số liệu mô phỏng)`,
  date,
  issuedBy,
});

/** Real: commune mergers in force from 1 November 2024. */
export const RESOLUTION_1199: Decision = { number: '1199/NQ-UBTVQH15', date: '2024-09-28', issuedBy: STANDING_COMMITTEE };
/** Real: the 54 communes, working from 1 July 2025. */
export const RESOLUTION_1679: Decision = { number: '1679/NQ-UBTVQH15', date: '2025-06-16', issuedBy: STANDING_COMMITTEE };
