import type { Decision } from '../domain/vocabulary.ts';
import { type ReportGround, groundSchema } from '../domain/reports/ground.ts';
import { type Report, reportSchema } from '../domain/reports/report.ts';
import { yearOf } from '../time.ts';
import { bare } from './item.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

export const parseReport = (item: Item): Report => reportSchema.parse(bare(item));

export async function loadReport(store: Store, id: string): Promise<Report | undefined> {
  const item = await store.get(store.keys.report(id));
  return item && parseReport(item);
}

/** The filed bytes, as text. */
export async function loadReportText(store: Store, { parts }: Report): Promise<string> {
  const text = await loadParts(store, parts);
  if (typeof text !== 'string') throw new Error(`${parts.owner} holds no text`);
  return text;
}

export async function loadReportGround(store: Store, { ground }: Report): Promise<ReportGround> {
  return groundSchema.parse(await loadParts(store, ground));
}

export function putReport(store: Store, report: Report): Action {
  return store.put(store.keys.report(report.id), report, report.version === 1 ? null : report.version - 1);
}

type Document = Pick<Decision, 'number' | 'date'>;
const documentKey = (store: Store, { number, date }: Document) => store.keys.reportOfDocument(yearOf(date), number);

/** The report that went out under a document: numbers begin anew each year. */
export async function loadReportOfDocument(store: Store, document: Document): Promise<string | undefined> {
  return (await store.get(documentKey(store, document)))?.['report'] as string | undefined;
}

export function putReportOfDocument(store: Store, { id, document }: Report): Action {
  return store.put(documentKey(store, document), { report: id, version: 1 }, null);
}
