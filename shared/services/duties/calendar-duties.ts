import { type Duty, byDutyKey } from '../../domain/duties/duty.ts';
import { calendarDuties } from '../../law/duties/duties.ts';
import type { PlainDate } from '../../time.ts';

/** What the acts want next, in the order of the duties' keys. Whether it was done is recorded nowhere, so that none of it is ever called late. */
export const openCalendarDuties = (today: PlainDate): Duty[] =>
  calendarDuties(today)
    .map(
      ({ rule, title, due, who, penalty, basis }): Duty => ({
        kind: 'calendar',
        subject: rule,
        unit: null,
        name: null,
        title,
        due,
        late: false,
        who: [...who],
        reason: null,
        penalty,
        path: null,
        basis,
      }),
    )
    .sort(byDutyKey);
