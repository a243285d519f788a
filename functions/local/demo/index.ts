import { DEMO_TENANT, SYNTHETIC } from './label.ts';
import type { DemoStep, LaterStep } from './steps.ts';
import { StepWriter } from './writer.ts';

export { DEMO_TENANT, SYNTHETIC } from './label.ts';
export type { DemoStep, LaterStep } from './steps.ts';

const DEFAULT_SEED = 490_2021;

export type DemoProvince = { tenant: typeof DEMO_TENANT; label: typeof SYNTHETIC; steps: DemoStep[]; behind: () => LaterStep[] };

/**
 * The demonstration province as lists of loads, the first in order of time and the registers of people behind it: plain data, the same for the same seed. What a year
 * starts from follows from what the loads before it leave in the register, computed with the register's own rules.
 */
export function demonstrationProvince(seed: number = DEFAULT_SEED): DemoProvince {
  const writer = new StepWriter(seed);
  writer.year2021();
  writer.year2022();
  writer.year2023();
  writer.year2024();
  writer.year2025();
  writer.year2026();
  return { tenant: DEMO_TENANT, label: SYNTHETIC, steps: writer.steps, behind: () => writer.behind() };
}
