import * as z from 'zod';
import { type Framework, frameworkSchema } from '../domain/positions/framework.ts';
import { checkSchema, type Check } from '../domain/positions/check.ts';
import { type FrameworkInput, frameworkInputSchema } from '../domain/positions/position.ts';
import { type CatalogueEntry, catalogueEntrySchema } from '../law/positions/catalogue.ts';
import { pack, unpack } from './item.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['positions', 'parts', 'authors', 'steps', 'approval'] as const;
const ENTRY_NESTED = ['grades', 'decision'] as const;

const parseFramework = (item: Item): Framework => frameworkSchema.parse(unpack(item, NESTED));
const parseEntry = (item: Item): CatalogueEntry => catalogueEntrySchema.parse(unpack(item, ENTRY_NESTED));

export async function loadFramework(store: Store, unit: string, number: number): Promise<Framework | undefined> {
  const item = await store.get(store.keys.framework(unit, number));
  return item && parseFramework(item);
}

/** Every version of a unit's frameworks, in the order of their numbers. */
export async function loadFrameworksOfUnit(store: Store, unit: string): Promise<Framework[]> {
  return (await store.all(store.keys.frameworks(), { from: `${unit}#`, to: `${unit}#~` })).map(parseFramework);
}

/** Every version of every unit, by unit and number. */
export async function loadFrameworks(store: Store): Promise<Framework[]> {
  return (await store.all(store.keys.frameworks())).map(parseFramework);
}

/** Ranges that are read one by one; beyond that one range over all of them is. */
const FEW_RANGES = 10;

/** Every version of some units (in the order of their keys), by unit and number. */
export async function loadFrameworksOfUnits(store: Store, units: readonly string[]): Promise<Framework[]> {
  const [first, last] = [units[0], units.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (units.length <= FEW_RANGES) return (await Promise.all(units.map((unit) => loadFrameworksOfUnit(store, unit)))).flat();
  const wanted = new Set(units);
  const items = await store.all(store.keys.frameworks(), { from: `${first}#`, to: `${last}#~` });
  return items.map(parseFramework).filter(({ unit }) => wanted.has(unit));
}

/** The whole document of a version. */
export async function loadFrameworkContent(store: Store, { parts }: Framework): Promise<FrameworkInput> {
  return frameworkInputSchema.parse(await loadParts(store, parts));
}

/** The checks as they stood when the version was approved. */
export async function loadApprovalChecks(store: Store, { checks }: NonNullable<Framework['approval']>): Promise<Check[]> {
  return z.array(checkSchema).parse(await loadParts(store, checks));
}

export function putFramework(store: Store, framework: Framework): Action {
  const { unit, number, version } = framework;
  return store.put(store.keys.framework(unit, number), pack(framework, NESTED), version === 1 ? null : version - 1);
}

/** What the province added to the catalogue. */
export async function loadCatalogueEntries(store: Store): Promise<CatalogueEntry[]> {
  return (await store.all(store.keys.catalogueEntries())).map(parseEntry);
}

export async function loadCatalogueEntry(store: Store, regime: string, code: string): Promise<CatalogueEntry | undefined> {
  const item = await store.get(store.keys.catalogueEntry(regime, code));
  return item && parseEntry(item);
}

export function putCatalogueEntry(store: Store, entry: CatalogueEntry): Action {
  const key = store.keys.catalogueEntry(entry.regime, entry.code);
  return store.put(key, pack(entry, ENTRY_NESTED), entry.version === 1 ? null : entry.version - 1);
}
