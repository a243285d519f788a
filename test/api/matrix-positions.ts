import type { UnitFacts } from '../../shared/domain/unit.ts';
import type { Api } from '../support/api.ts';
import { framework } from '../support/positions.ts';
import { DECISION } from '../support/province.ts';

/** Schools of each root, each with a framework at the state that one operation starts from. */
export const SCHOOL_OF = { draft: 'V1', change: 'V2', submit: 'V3', advance: 'V4', return: 'V5', approve: 'V6', read: 'V7' } as const;
const SUBMITTED: readonly string[] = [SCHOOL_OF.advance, SCHOOL_OF.return, SCHOOL_OF.approve];

export const addedPosition = (code: string) => ({
  regime: 'decree-232-2026',
  code,
  name: `Vị trí ${code}`,
  group: 'professional',
  grades: null,
  from: '2026-07-01',
  decision: DECISION,
});

/** Schools that began after every other record of the matrix, their frameworks, and an added position for each root. */
export async function preparePositions({ must }: Api, roots: Readonly<Record<string, string>>): Promise<void> {
  for (const [place, root] of Object.entries(roots)) {
    const facts: Omit<UnitFacts, 'code' | 'name'> = {
      kind: 'public-service',
      level: 'commune',
      sector: 'education',
      parent: root,
      sites: [],
    };
    const codes = Object.values(SCHOOL_OF).map((end) => `${root}.${end}`);
    const rows = codes.map((code) => ({ ...facts, code, name: `Trường ${code}`, from: '2026-01-01', decision: DECISION }));
    await must('POST', '/v1/units/bulk', { body: { rows } });
    for (const code of codes.filter((one) => !one.endsWith(SCHOOL_OF.draft))) {
      await must('POST', `/v1/units/${code}/position-frameworks`, { body: framework() });
      if (SUBMITTED.some((end) => code.endsWith(end)))
        await must('POST', `/v1/units/${code}/position-frameworks/1/submit`, { body: {}, headers: { 'if-match': '"1"' } });
    }
    await must('POST', '/v1/position-catalogue', { body: addedPosition(place.toUpperCase()) });
  }
}
