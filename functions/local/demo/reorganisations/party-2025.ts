import { FRONT, MASS_ORGANISATIONS, PARTY } from '../data/agencies.ts';
import { synthetic } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import { unitOf } from '../province.ts';
import { act, all, created, share, transfer } from './shape.ts';

const PROVINCE_PARTY = 'Ban Thường vụ Tỉnh ủy Quảng Ninh';

/** 2025: propaganda and mass mobilisation become one commission; two new party committees replace the two blocs. */
export function partyBodies(fold: Fold): void {
  const when = { effectiveFrom: '2025-03-01', decision: synthetic('0912-QĐ/TU', '2025-02-20', PROVINCE_PARTY) };
  const [propaganda, mobilisation, agencies, enterprises] = ['04', '05', '07', '08'].map((number) => `${PARTY.code}.${number}`) as [
    string,
    string,
    string,
    string,
  ];
  const body = (number: string, name: string) => unitOf({ role: 'party', code: `${PARTY.code}.${number}`, name, parent: PARTY.code });
  const commission = body('11', 'Ban Tuyên giáo và Dân vận Tỉnh ủy');
  fold.record(
    act(when, {
      type: 'merge',
      sources: [propaganda, mobilisation],
      targets: [commission.key],
      creates: [created(commission)],
      shares: [all(propaganda, commission.key), all(mobilisation, commission.key)],
    }),
    [commission],
  );
  const ofParty = body('12', 'Đảng ủy các cơ quan Đảng tỉnh');
  const ofCommittee = body('13', 'Đảng ủy UBND tỉnh');
  fold.record(
    act(when, {
      type: 'merge',
      sources: [agencies, enterprises],
      targets: [ofParty.key, ofCommittee.key],
      creates: [created(ofParty), created(ofCommittee)],
      shares: [agencies, enterprises].flatMap((source) => [share(source, ofParty.key, 1, 2), share(source, ofCommittee.key, 1, 2)]),
    }),
    [ofParty, ofCommittee],
  );
}

/** 1 July 2025: the mass organisations work below the Fatherland Front. */
export function massOrganisations(fold: Fold): void {
  const when = { effectiveFrom: '2025-07-01', decision: synthetic('1105-QĐ/TU', '2025-06-20', PROVINCE_PARTY) };
  transfer(
    fold,
    when,
    MASS_ORGANISATIONS.map(([number]) => ({ unit: `H49.${number}`, parent: FRONT.code, code: `${FRONT.code}.${number}` })),
  );
}
