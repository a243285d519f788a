import { demonstrationProvince } from '../../functions/local/demo/index.ts';
import type { DemoStaff } from '../../functions/local/demo/people/records.ts';
import type { LaterStep } from '../../functions/local/demo/steps.ts';
import { loadStep } from '../../functions/local/load-demo.ts';
import { loadLaterStep } from '../../functions/local/load-later.ts';
import type { Context } from '../../shared/services/context.ts';
import type { Role } from '../../shared/actor.ts';
import type { Place } from '../place.ts';

export type CourseStep = Extract<LaterStep, { kind: 'course' }>;
export type Registers = { staff: DemoStaff[]; courses: CourseStep[] };

/** What of the first registers staff and courses stand on: the tree with its reorganisations, which move posts. */
const GROUND = ['units', 'posts', 'reorganisations'];

/** Loads the demonstration province's tree, staff and courses through the services; answers the people and the courses. */
export async function loadRegisters({ contextOf }: Place): Promise<Registers> {
  const as = (role: Role, key: string, bodyHash: string): Context => contextOf(role, { key, bodyHash });
  const { steps, behind } = demonstrationProvince();
  for (const [number, step] of steps.entries()) if (GROUND.includes(step.kind)) await loadStep(as, number, step);
  const later = behind().filter(({ kind }) => kind === 'staff' || kind === 'course');
  for (const [number, step] of later.entries()) await loadLaterStep(as, number, step);
  return {
    staff: later.flatMap((step) => (step.kind === 'staff' ? step.rows : [])),
    courses: later.filter((step) => step.kind === 'course'),
  };
}
