import { COMMUNES_2025, type Commune2025, MERGED_2024 } from '../data/communes-2025.ts';
import { RESOLUTION_1679 } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import { type DemoUnit, unitOf } from '../province.ts';
import { act, created, share, transfer } from './shape.ts';

const WHEN = { effectiveFrom: '2025-07-01', decision: RESOLUTION_1679 };
const EVE = '2025-06-30';

type Part = { place: string; numerator: number; denominator: number };

/** "Trưng Vương 1/2" of a district → place and share. */
const partsOf = ({ of }: Commune2025): Part[] =>
  Object.entries(of).flatMap(([district, names]) =>
    names.split(', ').map((text) => {
      const [, name = '', numerator = '1', denominator = '1'] = /^(.*?)(?: (\d+)\/(\d+))?$/.exec(text) ?? [];
      return { place: `${district}/${name}`, numerator: +numerator, denominator: +denominator };
    }),
  );

/** One of the 54 communes: its unit and the communes of June 2025 that it is made of. */
export type Commune = { unit: DemoUnit; parts: Part[]; districts: string[] };

export const COMMUNES: readonly Commune[] = COMMUNES_2025.map((commune, index) => {
  const parts = partsOf(commune);
  const name = `UBND ${commune.form} ${commune.name}`;
  const unit = unitOf({ role: 'commune', code: `H49.${101 + index}`, name, parent: 'H49', place: parts[0]?.place ?? null });
  return { unit, parts, districts: Object.keys(commune.of) };
});

/** Whole communes that go on as they were, only without a district above. */
const unchanged = ({ parts }: Commune): boolean => parts.length === 1;

/** Key by which a commune of 2025 is known: its own, or that of the old commune that goes on. */
export function communeKeys(fold: Fold): Map<Commune, string> {
  const old = oldCommunes(fold);
  return new Map(
    COMMUNES.map((commune) => [commune, unchanged(commune) ? (old.get(commune.parts[0]?.place ?? '') as string) : commune.unit.key]),
  );
}

const oldCommunes = (fold: Fold): Map<string | null, string> =>
  new Map(fold.aliveOn(EVE).flatMap(({ role, place, key }) => (role === 'commune' ? [[place, key] as const] : [])));

/** Of each place of June 2025 the commune with the largest part of it. */
const LARGEST_PART = new Map<string, { commune: Commune; size: number }>();
for (const commune of COMMUNES)
  for (const { place, numerator, denominator } of commune.parts) {
    const size = numerator / denominator;
    if (size > (LARGEST_PART.get(place)?.size ?? 0)) LARGEST_PART.set(place, { commune, size });
  }

/** Which of the 54 communes a place of 2021 belongs to. */
export function communeOfPlace(place: string): Commune {
  const now = MERGED_2024.find(({ from }) => from.includes(place))?.into ?? place;
  const found = LARGEST_PART.get(now);
  if (!found) throw new Error(`no commune of 2025 has ${now}`);
  return found.commune;
}

/** 1 July 2025: communes 171 → 54. Communes that share a split one are made by one record. */
export function communesOf2025(fold: Fold): void {
  const keyOf = oldCommunes(fold);
  for (const commune of COMMUNES.filter(unchanged)) {
    const unit = keyOf.get(commune.parts[0]?.place ?? '') as string;
    transfer(fold, WHEN, [{ unit, parent: 'H49', code: commune.unit.key }]);
  }
  for (const group of connected(COMMUNES.filter((commune) => !unchanged(commune)))) {
    const cells = group.flatMap(({ unit, parts }) =>
      parts.map((part) => ({ ...part, source: keyOf.get(part.place) as string, to: unit.key })),
    );
    fold.record(
      act(WHEN, {
        type: 'merge',
        sources: [...new Set(cells.map(({ source }) => source))],
        targets: group.map(({ unit }) => unit.key),
        creates: group.map(({ unit }) => created(unit)),
        shares: cells.map(({ source, to, numerator, denominator }) => share(source, to, numerator, denominator)),
      }),
      group.map(({ unit }) => unit),
    );
  }
}

/** Groups of communes that have an old commune in common, directly or through others. */
function connected(communes: readonly Commune[]): Commune[][] {
  const groups: Commune[][] = [];
  for (const commune of communes) {
    const places = new Set(commune.parts.map(({ place }) => place));
    const touching = groups.filter((group) => group.some(({ parts }) => parts.some(({ place }) => places.has(place))));
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push([...touching.flat(), commune]);
  }
  return groups;
}
