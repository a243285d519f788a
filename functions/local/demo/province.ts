import type { UnitFacts } from '../../../shared/domain/unit.ts';
import type { AutonomyBand, Decision, Sector } from '../../../shared/domain/vocabulary.ts';
import type { PlainDate } from '../../../shared/time.ts';
import { synthetic } from './decisions.ts';
import { type Role, profileOf } from './roles.ts';

/** A unit as the generator knows it: its registration and what the register does not say but its numbers follow from. */
export type DemoUnit = {
  key: string;
  role: Role;
  facts: UnitFacts;
  from: PlainDate;
  decision: Decision;
  /** "district/commune" of 2021 in which it works; null for the province's own bodies. */
  place: string | null;
  /** Posts that the generator would give it in 2021, before the totals are calibrated. */
  staff: number;
  band: AutonomyBand | null;
  /** Year from which it is in group 2, when that happens after 2021. */
  selfFinancingFrom: number | null;
};

export const isSelfFinancingIn = (unit: DemoUnit, year: number): boolean =>
  unit.band === '1' || unit.band === '2' || (unit.selfFinancingFrom !== null && unit.selfFinancingFrom <= year);

export type Describe = { role: Role; code: string; name: string; parent: string | null; sector?: Sector } & Partial<
  Pick<DemoUnit, 'place' | 'staff' | 'band' | 'selfFinancingFrom'>
>;

const FOUNDED = synthetic('0001/QĐ-UBND', '2015-12-25');

export function unitOf({ role, code, name, parent, sector, place, staff, band, selfFinancingFrom }: Describe): DemoUnit {
  const profile = profileOf(role);
  return {
    key: code,
    role,
    facts: { code, name, kind: profile.kind, level: profile.level, sector: sector ?? profile.sector, parent, sites: [] },
    from: '2016-01-01',
    decision: FOUNDED,
    place: place ?? null,
    staff: staff ?? 0,
    band: band ?? (profile.kind === 'public-service' ? '4' : null),
    selfFinancingFrom: selfFinancingFrom ?? null,
  };
}

export const twoDigits = (number: number): string => String(number).padStart(2, '0');
