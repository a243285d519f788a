import * as z from 'zod';
import { plainDateSchema, yearSchema } from '../time.ts';
import { byCode } from './largest-remainder.ts';

/** The six causes of a change; together they are the change (design, Semantics 1 and 2). */
export const PARTS = ['realCut', 'paySource', 'reorganisation', 'scope', 'adjustment', 'unexplained'] as const;
export type Part = (typeof PARTS)[number];

export const partsSchema = z
  .strictObject({
    realCut: z.int().meta({ description: 'Posts recalled and supplemented in the base' }),
    paySource: z.int().meta({ description: 'Posts whose pay source changed' }),
    reorganisation: z.int().meta({ description: 'Net of reorganisations: surrendered, to and from other populations' }),
    scope: z.int().meta({
      description:
        'Scope transfers, posts that reorganisations sent outside, posts outside the base, units that entered or left the population',
    }),
    adjustment: z.int().meta({ description: 'Corrections, transfers to and from other populations, difference to a frozen base' }),
    unexplained: z.int().meta({ description: 'What no reasoned entry covers' }),
  })
  .meta({ id: 'ChangeParts', description: 'Signed parts of a change; negative = fewer; they sum to the change' });
export type Parts = z.infer<typeof partsSchema>;

export const changeLineSchema = z
  .strictObject({
    part: z.enum(PARTS),
    reason: z.string().meta({ description: 'Reason of the entries, or conversion, opening, left-behind, baseline-difference' }),
    outsideBase: z.boolean(),
    year: yearSchema,
    quantity: z.int(),
    entries: z.int().meta({ description: 'Ledger entries below the line' }),
  })
  .meta({ id: 'ChangeLine', description: 'One reason of a change in one year' });
export type ChangeLine = z.infer<typeof changeLineSchema>;

export const unexplainedBySchema = z
  .strictObject({ unit: z.string(), year: yearSchema, quantity: z.int() })
  .meta({ id: 'UnexplainedBy', description: 'A holder’s opening against the closing that lineage hands it' });
export type UnexplainedBy = z.infer<typeof unexplainedBySchema>;

export const decompositionSchema = z
  .strictObject({
    measuredOn: plainDateSchema.meta({ description: 'The date asked for, or 31 December of the last recorded year before it' }),
    base: z.int(),
    current: z.int(),
    change: z.int().meta({ description: 'current − base' }),
    parts: partsSchema,
    lines: z.array(changeLineSchema),
    unexplainedBy: z.array(unexplainedBySchema).meta({ description: 'The largest causes of the unexplained part' }),
    unexplainedElsewhere: z.strictObject({ units: z.int(), quantity: z.int() }).meta({ description: 'The causes not listed' }),
  })
  .meta({ id: 'Decomposition', description: 'A change of posts by cause' });
export type Decomposition = z.infer<typeof decompositionSchema>;

type Note = Omit<ChangeLine, 'entries'> & { entries?: number };

/** Collects signed amounts by line, and the unexplained ones by holder. */
export class Book {
  readonly #lines = new Map<string, ChangeLine>();
  readonly #unexplained = new Map<string, UnexplainedBy>();

  note({ part, reason, outsideBase, year, quantity, entries = 0 }: Note, holder?: string): void {
    if (quantity === 0 && entries === 0) return;
    const key = `${year}|${part}|${reason}|${outsideBase}`;
    const line = this.#lines.get(key) ?? { part, reason, outsideBase, year, quantity: 0, entries: 0 };
    this.#lines.set(key, { ...line, quantity: line.quantity + quantity, entries: line.entries + entries });
    if (part !== 'unexplained' || holder === undefined) return;
    const cell = this.#unexplained.get(`${year}|${holder}`) ?? { unit: holder, year, quantity: 0 };
    this.#unexplained.set(`${year}|${holder}`, { ...cell, quantity: cell.quantity + quantity });
  }

  get lines(): ChangeLine[] {
    const all = [...this.#lines].sort(([a], [b]) => byCode(a, b)).map(([, line]) => line);
    return all.filter(({ quantity, entries }) => quantity !== 0 || entries > 0);
  }

  get parts(): Parts {
    const parts: Parts = { realCut: 0, paySource: 0, reorganisation: 0, scope: 0, adjustment: 0, unexplained: 0 };
    for (const { part, quantity } of this.#lines.values()) parts[part] += quantity;
    return parts;
  }

  /** The largest unexplained amounts, and what the others come to. */
  unexplained(top: number): Pick<Decomposition, 'unexplainedBy' | 'unexplainedElsewhere'> {
    const all = [...this.#unexplained.values()].filter(({ quantity }) => quantity !== 0);
    all.sort((a, b) => Math.abs(b.quantity) - Math.abs(a.quantity) || a.year - b.year || byCode(a.unit, b.unit));
    const others = all.slice(top);
    const units = new Set(others.map(({ unit }) => unit)).size;
    return {
      unexplainedBy: all.slice(0, top),
      unexplainedElsewhere: { units, quantity: others.reduce((sum, each) => sum + each.quantity, 0) },
    };
  }
}
