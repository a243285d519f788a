import type { PlainDate } from '../time.ts';
import type { Source, SourceStatus } from './source.ts';

/** The day on which the sources marked `read` were last compared with the values here. */
export const CHECKED: PlainDate = '2026-11-23';

const act =
  (name: string, publishedOn: PlainDate, sourceStatus: SourceStatus) =>
  (article: string, note?: string): Source => ({
    act: name,
    article,
    publishedOn,
    status: 'enacted',
    sourceStatus,
    ...(note === undefined ? {} : { note }),
  });

/** Resolution of the people's council of Quảng Ninh: the eleven targets. */
export const resolution124 = act('124/NQ-HĐND', '2022-11-04', 'read');
/** Retirement age. */
export const decree135 = act('135/2020/NĐ-CP', '2020-11-18', 'read');
/** Financial autonomy of public service units. */
export const decree60 = act('60/2021/NĐ-CP', '2021-06-21', 'read');
/** Government programme that restates −10 % by 2021 and a further −10 % by 2025 as whole units and posts. */
export const resolution08 = act('08/NQ-CP', '2018-01-24', 'recalled');
/** Labour codes of 2012 and 1994 and the first social insurance charter: men 60, women 55. */
export const labourCode2012 = act('Bộ luật Lao động 10/2012/QH13', '2012-06-18', 'recalled');
export const labourCode1994 = act('Bộ luật Lao động 1994', '1994-06-23', 'recalled');
export const charter218 = act('218-CP', '1961-12-27', 'recalled');
/** National database of cadres, civil servants and public employees; Điều 19 was read in an excerpt. */
export const decree27of2026 = act('27/2026/NĐ-CP', '2026-01-19', 'read');

/** Said of every value of decree 60: its amendment has not been compared yet. */
export const UNREAD_AMENDMENT = 'Nghị định 111/2025/NĐ-CP sửa đổi, bổ sung; chưa đọc toàn văn.';
