import { MERGED_2024 } from '../data/communes-2025.ts';
import { RESOLUTION_1199, synthetic } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import { unitOf } from '../province.ts';
import { departmentCode } from '../data/agencies.ts';
import { absorb, act, all, created } from './shape.ts';

const AGRICULTURE = departmentCode('Sở Nông nghiệp và Phát triển nông thôn');
const HEALTH = departmentCode('Sở Y tế');
const CULTURE = departmentCode('Sở Văn hóa và Thể thao');

/** 2023: two research centres join the agricultural extension centre. */
export function agriculturalCentres(fold: Fold): void {
  const when = { effectiveFrom: '2023-07-01', decision: synthetic('0234/QĐ-UBND', '2023-06-12') };
  absorb(fold, when, `${AGRICULTURE}.S01`, [`${AGRICULTURE}.S02`, `${AGRICULTURE}.S03`]);
}

/** April 2024: two project boards become one. */
export function projectBoards(fold: Fold): void {
  const board = unitOf({
    role: 'service',
    code: 'H49.87',
    name: 'Ban QLDA đầu tư xây dựng công trình giao thông và nông nghiệp',
    parent: 'H49',
    band: '2',
  });
  const when = { effectiveFrom: '2024-04-01', decision: synthetic('0118/QĐ-UBND', '2024-03-15') };
  fold.record(
    act(when, {
      type: 'merge',
      sources: ['H49.78', 'H49.79'],
      targets: [board.key],
      creates: [created(board)],
      shares: [all('H49.78', board.key), all('H49.79', board.key)],
    }),
    [board],
  );
}

/** July 2024: two hospitals and two culture centres become one each. */
export function hospitalsAndCulture(fold: Fold): void {
  const when = { effectiveFrom: '2024-07-01', decision: synthetic('0305/QĐ-UBND', '2024-06-10') };
  absorb(
    fold,
    when,
    `${HEALTH}.S08`,
    [`${HEALTH}.S07`],
    [{ unit: `${HEALTH}.S08`, name: 'Bệnh viện Y dược cổ truyền và Phục hồi chức năng' }],
  );
  absorb(fold, when, `${CULTURE}.S06`, [`${CULTURE}.S05`], [{ unit: `${CULTURE}.S06`, name: 'Trung tâm Văn hóa và Nghệ thuật tỉnh' }]);
}

/** 1 November 2024: communes 177 → 171. */
export function communesOf2024(fold: Fold): void {
  const when = { effectiveFrom: '2024-11-01', decision: RESOLUTION_1199 };
  const places = new Map(fold.aliveOn('2024-10-31').flatMap(({ role, place, key }) => (role === 'commune' ? [[place, key] as const] : [])));
  const keyOf = (place: string): string => places.get(place) as string;
  for (const { into, newName, from } of MERGED_2024) {
    const sources = from.map(keyOf);
    if (newName === undefined) {
      absorb(fold, when, keyOf(into), sources);
      continue;
    }
    const parent = fold.known(sources[0] as string).facts.parent as string;
    const commune = unitOf({ role: 'commune', code: `${parent}.90`, name: `UBND xã ${newName}`, parent, place: into });
    fold.record(
      act(when, {
        type: 'merge',
        sources,
        targets: [commune.key],
        creates: [created(commune)],
        shares: sources.map((source) => all(source, commune.key)),
      }),
      [commune],
    );
  }
}
