import * as z from 'zod';
import { bilingualSchema } from '../../law/source.ts';
import { plainDateSchema } from '../../time.ts';
import { POST_REASONS } from '../posts.ts';
import { orNull } from '../vocabulary.ts';
import { FIGURES, MEASURES } from './figure.ts';

export const BECAUSE = ['correction', 'time'] as const;
export type Because = (typeof BECAUSE)[number];

/** What a change rests on. */
export const CAUSES = ['baseline', 'entry', 'opening', 'unit', 'assessment', 'spending', 'district-budget', 'people', 'rule'] as const;
export type Cause = (typeof CAUSES)[number];

const amountSchema = z
  .union([z.int(), z.string().regex(/^-?\d{1,30}$/)])
  .meta({ id: 'FigureAmount', description: 'Whole posts, units or persons; dong in digits' });
export type Amount = z.infer<typeof amountSchema>;

export const changeSchema = z
  .strictObject({
    figure: z.enum(FIGURES),
    because: z.enum(BECAUSE).meta({
      description: 'correction: what was recorded after filing about the day of the report or before; time: what happened since',
    }),
    cause: z.enum(CAUSES).meta({
      description:
        'entry: a posts entry; opening: the year’s assignments of a holder against what it held the year before; unit: a unit began, ended or changed its facts; assessment, spending: financial autonomy; people: staff, training or placements of a unit; rule: the law or the way of counting',
    }),
    unit: orNull(z.string()),
    name: orNull(z.string()),
    effect: amountSchema,
    record: z.string().meta({ example: 'posts/2026/H49.02.01' }),
    versionThen: orNull(z.int()).meta({
      description: 'Of the record, as filed (of a change by time: as known now); null when there was none or it is of a later year',
    }),
    versionNow: orNull(z.int()),
    decision: orNull(z.string()).meta({ description: 'Number, for /v1/decisions' }),
    reorganisation: orNull(z.string()),
    entry: orNull(z.strictObject({ reason: z.enum(POST_REASONS), quantity: z.int(), effectiveFrom: plainDateSchema })),
  })
  .meta({ id: 'ReportChange', description: 'One change that moved a figure' });
export type Change = z.infer<typeof changeSchema>;

const figureDifferenceSchema = z
  .strictObject({
    figure: z.enum(FIGURES),
    measure: z.enum(MEASURES),
    filed: amountSchema,
    now: amountSchema,
    change: amountSchema,
    corrections: amountSchema.meta({ description: 'Of the change: corrections of the past, recorded after filing' }),
    time: amountSchema.meta({ description: 'Of the change: because time went on' }),
    unexplained: amountSchema.meta({ description: 'change − corrections − time: 0 unless a part of the figure is not known' }),
    changes: z.int().meta({ description: 'How many changes move it; page by page under /difference/{target}' }),
    largest: z.array(changeSchema).meta({ description: 'The ten largest; those of people only for whoever may read staff' }),
  })
  .meta({ id: 'FigureDifference', description: 'A figure as filed and as it stands, and what lies between' });
export type FigureDifference = z.infer<typeof figureDifferenceSchema>;

const metSchema = orNull(z.boolean());
export const targetDifferenceSchema = z
  .strictObject({
    target: z.string(),
    title: bilingualSchema,
    measuredThen: orNull(plainDateSchema),
    measuredNow: orNull(plainDateSchema),
    met: z
      .strictObject({ filed: metSchema, now: metSchema })
      .meta({ description: 'Verdict under the declared rounding; null where there is none' }),
    figures: z.array(figureDifferenceSchema).meta({ description: 'Empty when the target was not measured then or is not now' }),
  })
  .meta({ id: 'TargetDifference', description: 'A target of a report against today' });
export type TargetDifference = z.infer<typeof targetDifferenceSchema>;

export const reportDifferenceSchema = z
  .strictObject({
    report: z.string(),
    filedAsOf: plainDateSchema,
    asOf: plainDateSchema,
    rulesChanged: z.boolean().meta({ description: 'The law that was applied then is not the law that is applied now' }),
    targets: z.array(targetDifferenceSchema),
  })
  .meta({ id: 'ReportDifference', description: 'A filed report against today, change by change' });
export type ReportDifference = z.infer<typeof reportDifferenceSchema>;
