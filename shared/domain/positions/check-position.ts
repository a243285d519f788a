import type { CatalogueEntry } from '../../law/positions/catalogue.ts';
import { type Regime, leads } from '../../law/positions/regimes.ts';
import type { Grade } from '../staff.ts';
import { type GroupCount, sameName } from './catalogue.ts';
import type { Finding } from './check.ts';
import type { Position } from './position.ts';

/** What a position is judged by. */
export type PositionGround = {
  regime: Regime;
  entry: CatalogueEntry | undefined;
  counts: readonly GroupCount[];
  /** Groups of the framework's positions by code, for what a manager is tied to. */
  groups: ReadonlyMap<string, Position['group']>;
};

/** Values of each scale: hạng I–IV, bậc 1–5, five ngạch. */
const LAST: Record<Grade['scale'], number> = { hang: 4, bac: 5, ngach: 5 };

type Find = (check: Finding['check'], field: string, force: Finding['force'], data?: Record<string, unknown>) => Finding;

/**
 * What of one position does not hold: against the list of its regime, the scale of grades, the competency framework, and
 * the ties of managers. Source: Decree 232/2026, Điều 8; under the older decrees most of it is noted only.
 * @param index place in the framework, for the field paths
 */
export function checkPosition(position: Position, index: number, ground: PositionGround): Finding[] {
  const { dated } = ground.regime;
  const find: Find = (check, field, force, data = {}) => ({
    check,
    position: position.code,
    field: `positions.${index}${field === '' ? '' : `.${field}`}`,
    force,
    data: { position: position.code, ...data },
    ground: dated,
  });
  return [
    ...againstList(position, ground, find),
    ...againstScale(position, ground, find),
    ...competencies(position, ground, find),
    ...completeness(position, ground, find),
  ];
}

function againstList(position: Position, { regime, entry, counts }: PositionGround, find: Find): Finding[] {
  const { terms } = regime;
  const count = counts.find(({ group }) => group === position.group);
  if (count === undefined) return [find('group-not-of-regime', 'group', 'block', { given: position.group })];
  if (entry === undefined) {
    // A list that is not complete here proves nothing about the act's own.
    const force = terms.closed ? (count.complete ? 'block' : 'excusable') : 'note';
    return [find('position-not-listed', 'code', force, { listed: count.listed, total: count.total })];
  }
  const firm = terms.closed ? 'block' : 'note';
  const permitted = entry.grades;
  return [
    ...(sameName(entry.name, position.name)
      ? []
      : [find('position-name-differs', 'name', firm, { given: position.name, name: entry.name })]),
    ...(entry.group === position.group
      ? []
      : [find('position-group-differs', 'group', firm, { given: position.group, listed: entry.group })]),
    ...position.grades.flatMap((grade, at) =>
      permitted === null || permitted.includes(grade)
        ? []
        : [find('grade-not-permitted', `grades.${at}`, 'excusable', { grade, scale: terms.scale, permitted: permitted.join(', ') })],
    ),
  ];
}

const againstScale = ({ grades }: Position, { regime: { terms } }: PositionGround, find: Find): Finding[] =>
  grades.flatMap((grade, at) =>
    grade <= LAST[terms.scale]
      ? []
      : [find('grade-not-on-scale', `grades.${at}`, 'block', { grade, scale: terms.scale, last: LAST[terms.scale] })],
  );

function competencies({ code: _code, group, grades, competencies: held }: Position, ground: PositionGround, find: Find): Finding[] {
  const { generalCompetencies, competencyLevels } = ground.regime.terms;
  const highest = Math.max(0, ...grades);
  const below =
    competencyLevels === null
      ? []
      : held.professional.flatMap(({ name, grade, level }, at) => {
          const due = grade ?? highest;
          return level >= due
            ? []
            : [find('competency-below-grade', `competencies.professional.${at}.level`, 'block', { competency: name, level, grade: due })];
        });
  const general = held.general.length;
  return [
    ...below,
    ...(generalCompetencies === null || general === generalCompetencies
      ? []
      : [find('general-competencies-count', 'competencies.general', 'block', { due: generalCompetencies, given: general })]),
    ...(leads(group) || held.management.length === 0 ? [] : [find('management-competency-of-staff', 'competencies.management', 'block')]),
  ];
}

const PARTS = {
  objective: { vi: 'mục tiêu', en: 'objective' },
  work: { vi: 'bảng công việc', en: 'work table' },
  professional: { vi: 'năng lực chuyên môn', en: 'professional competencies' },
  management: { vi: 'năng lực quản lý', en: 'management competencies' },
  relations: { vi: 'quan hệ công việc', en: 'working relations' },
  authority: { vi: 'quyền hạn', en: 'authority' },
  qualifications: { vi: 'yêu cầu trình độ', en: 'qualifications' },
};

/** What a description must say before it can be approved; only the newest decree is known to ask for all of it. */
function completeness(position: Position, { regime: { terms }, groups }: PositionGround, find: Find): Finding[] {
  const { objective, work, authority, qualifications, relations, competencies: held, tiedTo, group } = position;
  const absent: Record<keyof typeof PARTS, boolean> = {
    objective: objective === null,
    work: work.length === 0,
    professional: held.professional.length === 0 && group !== 'support',
    management: held.management.length === 0 && leads(group),
    relations: relations.inside === null && relations.outside === null,
    authority: authority.length === 0,
    qualifications: Object.values(qualifications).every((one) => one === null),
  };
  const missing = Object.entries(PARTS).flatMap(([part, word]) => (absent[part as keyof typeof PARTS] ? [word] : []));
  const tied = tiedTo === null ? undefined : groups.get(tiedTo);
  const tie = leads(group) ? tied !== undefined && !leads(tied) && tied !== 'support' : tiedTo === null;
  return [
    ...(missing.length === 0
      ? []
      : [
          find('position-incomplete', '', terms.managersTied ? 'block' : 'note', {
            missing: { vi: missing.map(({ vi }) => vi).join(', '), en: missing.map(({ en }) => en).join(', ') },
          }),
        ]),
    ...(terms.managersTied && !tie ? [find('manager-not-tied', 'tiedTo', 'block')] : []),
  ];
}
