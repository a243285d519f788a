import type { PlainDate } from '../../time.ts';
import type { Source, SourceStatus } from '../source.ts';

const act =
  (name: string, publishedOn: PlainDate | null, sourceStatus: SourceStatus) =>
  (article: string, note?: string): Source => ({
    act: name,
    article,
    publishedOn,
    status: 'enacted',
    sourceStatus,
    ...(note === undefined ? {} : { note }),
  });

/** Job positions of civil servants, until the decree of 2025. */
export const decree62of2020 = act('62/2020/NĐ-CP', '2020-06-01', 'recalled');
/** Job positions of public employees, until the decree of 2026. */
export const decree106of2020 = act('106/2020/NĐ-CP', '2020-09-10', 'recalled');
/** Job positions of civil servants. */
export const decree361of2025 = act('361/2025/NĐ-CP', null, 'recalled');
/** Job positions of public employees. */
export const decree232of2026 = act('232/2026/NĐ-CP', null, 'read');
