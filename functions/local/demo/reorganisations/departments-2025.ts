import { departmentCode } from '../data/agencies.ts';
import { synthetic } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import { type DemoUnit, unitOf } from '../province.ts';
import { absorb, act, all, created, share, tail, transfer } from './shape.ts';

const WHEN = { effectiveFrom: '2025-03-01', decision: synthetic('0021/NQ-HĐND', '2025-02-19', 'HĐND tỉnh Quảng Ninh') };
const EVE = '2025-02-28';

const department = (code: string, name: string): DemoUnit => unitOf({ role: 'department', code, name, parent: 'H49' });
export const NEW_DEPARTMENTS = {
  finance: department('H49.81', 'Sở Tài chính'),
  construction: department('H49.82', 'Sở Xây dựng'),
  science: department('H49.83', 'Sở Khoa học và Công nghệ'),
  culture: department('H49.84', 'Sở Văn hóa, Thể thao và Du lịch'),
  homeAffairs: department('H49.85', 'Sở Nội vụ'),
  ethnicAndReligious: department('H49.86', 'Sở Dân tộc và Tôn giáo'),
};
const { finance, construction, science, culture, homeAffairs, ethnicAndReligious } = NEW_DEPARTMENTS;

/** Everything below a department moves below another and takes its code with it. */
function movedBelow(fold: Fold, from: string, to: string) {
  return fold.tree.childrenOn(from, EVE).map((unit) => ({ unit, parent: to, code: `${to}.${from.slice(4)}${tail(unit)}` }));
}

/** 1 March 2025: 20 departments become 14. */
export function departmentsOf2025(fold: Fold): void {
  const [planning, oldFinance] = [departmentCode('Sở Kế hoạch và Đầu tư'), departmentCode('Sở Tài chính')];
  fold.record(
    act(WHEN, {
      type: 'merge',
      sources: [planning, oldFinance],
      targets: [finance.key],
      creates: [created(finance)],
      shares: [all(planning, finance.key), all(oldFinance, finance.key)],
    }),
    [finance],
  );
  const [transport, oldConstruction] = [departmentCode('Sở Giao thông vận tải'), departmentCode('Sở Xây dựng')];
  fold.record(
    act(WHEN, {
      type: 'merge',
      sources: [transport, oldConstruction],
      targets: [construction.key],
      creates: [created(construction)],
      changes: [...movedBelow(fold, transport, construction.key), ...movedBelow(fold, oldConstruction, construction.key)],
      shares: [all(transport, construction.key), all(oldConstruction, construction.key)],
    }),
    [construction],
  );
  scienceAndCulture(fold);
  detoxificationCentre(fold);
  homeAffairsAndLabour(fold);
  agricultureAndEnvironment(fold);
}

/** Press and publishing go with culture, the rest of information and communications with science. */
function scienceAndCulture(fold: Fold): void {
  const information = departmentCode('Sở Thông tin và Truyền thông');
  const oldScience = departmentCode('Sở Khoa học và Công nghệ');
  const oldCulture = departmentCode('Sở Văn hóa và Thể thao');
  const tourism = departmentCode('Sở Du lịch');
  fold.record(
    act(WHEN, {
      type: 'merge',
      sources: [information, oldScience, oldCulture, tourism],
      targets: [science.key, culture.key],
      creates: [created(science), created(culture)],
      changes: [
        ...movedBelow(fold, information, science.key),
        ...movedBelow(fold, oldScience, science.key),
        ...movedBelow(fold, oldCulture, culture.key),
      ],
      shares: [
        share(information, science.key, 7, 8),
        share(information, culture.key, 1, 8),
        all(oldScience, science.key),
        all(oldCulture, culture.key),
        all(tourism, culture.key),
      ],
    }),
    [science, culture],
  );
}

/** Drug rehabilitation went to the police: posts and people leave the province's scope. */
function detoxificationCentre(fold: Fold): void {
  const centre = `${departmentCode('Sở Lao động - Thương binh và Xã hội')}.S03`;
  fold.record(act(WHEN, { type: 'dissolve', sources: [centre], shares: [all(centre, 'outside')] }));
}

/** Labour joins home affairs; vocational training goes to education, social protection to health, religion to ethnic affairs. */
function homeAffairsAndLabour(fold: Fold): void {
  const labour = departmentCode('Sở Lao động - Thương binh và Xã hội');
  const oldHome = departmentCode('Sở Nội vụ');
  const ethnic = departmentCode('Ban Dân tộc');
  const education = departmentCode('Sở Giáo dục và Đào tạo');
  const health = departmentCode('Sở Y tế');
  fold.record(
    act(WHEN, {
      type: 'merge',
      sources: [oldHome, labour, ethnic],
      targets: [homeAffairs.key, ethnicAndReligious.key, education, health],
      creates: [created(homeAffairs), created(ethnicAndReligious)],
      changes: [
        { unit: `${oldHome}.C01`, parent: homeAffairs.key, code: `${homeAffairs.key}.C01` },
        { unit: `${oldHome}.C02`, parent: ethnicAndReligious.key, code: `${ethnicAndReligious.key}.C01` },
        { unit: `${labour}.S01`, parent: homeAffairs.key, code: `${homeAffairs.key}.S01` },
        { unit: `${labour}.S02`, parent: health, code: `${health}.S14` },
      ],
      shares: [
        share(oldHome, homeAffairs.key, 9, 10),
        share(oldHome, ethnicAndReligious.key, 1, 10),
        share(labour, homeAffairs.key, 3, 5),
        share(labour, education, 1, 5),
        share(labour, health, 1, 5),
        all(ethnic, ethnicAndReligious.key),
      ],
    }),
    [homeAffairs, ethnicAndReligious],
  );
}

/** Agriculture keeps its identity, takes in environment and changes its name; the bodies below move first. */
function agricultureAndEnvironment(fold: Fold): void {
  const agriculture = departmentCode('Sở Nông nghiệp và Phát triển nông thôn');
  const environment = departmentCode('Sở Tài nguyên và Môi trường');
  transfer(fold, WHEN, movedBelow(fold, environment, agriculture));
  absorb(fold, WHEN, agriculture, [environment], [{ unit: agriculture, name: 'Sở Nông nghiệp và Môi trường' }]);
}

/** 1 July 2025: the one-stop centre becomes a state agency. */
export function oneStopCentre(fold: Fold): void {
  const unit = `${departmentCode('Văn phòng UBND tỉnh')}.S01`;
  const when = { effectiveFrom: '2025-07-01', decision: synthetic('0866/QĐ-UBND', '2025-06-24') };
  fold.record(act(when, { type: 'convert', sources: [unit], changes: [{ unit, kind: 'administrative', sector: 'administration' }] }));
}
