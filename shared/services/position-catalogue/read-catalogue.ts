import * as z from 'zod';
import { catalogueOn, groupCounts } from '../../domain/positions/catalogue.ts';
import { orNull } from '../../domain/vocabulary.ts';
import type { CatalogueEntry } from '../../law/positions/catalogue.ts';
import { POSITION_REGIMES, type PositionGroup, type PositionRegime, regimeOf, regimeTermsSchema } from '../../law/positions/regimes.ts';
import { sourceSchema } from '../../law/source.ts';
import { loadCatalogueEntries } from '../../store/position-frameworks.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { plain } from '../units/read-units.ts';

/** A regime with how much of its lists is in the catalogue. */
export const regimeViewSchema = regimeTermsSchema
  .extend({
    from: plainDateSchema,
    until: orNull(plainDateSchema).meta({ description: 'First day on which no framework begins under it any more' }),
    groups: z.array(
      regimeTermsSchema.shape.groups.element.extend({
        listed: z.int().meta({ description: 'Positions in the catalogue' }),
        complete: z.boolean().meta({ description: 'As many as the act says it lists' }),
      }),
    ),
    source: sourceSchema,
  })
  .meta({ id: 'PositionRegimeView', description: 'A regime of job positions and how complete its lists are here' });
export type RegimeView = z.infer<typeof regimeViewSchema>;

/** Every regime, with the declared totals of its lists beside what is entered as of a date. */
export async function listRegimes(ctx: Context, asOf: PlainDate): Promise<RegimeView[]> {
  permit(ctx, 'read', 'position-catalogue');
  const added = await loadCatalogueEntries(ctx.store);
  return POSITION_REGIMES.map((regime) => {
    const { terms, from, until, dated } = regimeOf(regime);
    // A regime that has not begun, or that no new framework uses any more, shows its list all the same.
    const counts = groupCounts(regime, catalogueOn(added, regime, asOf < from ? from : asOf).values());
    const groups = terms.groups.map((group, index) => ({
      ...group,
      listed: counts[index]?.listed ?? 0,
      complete: counts[index]?.complete ?? false,
    }));
    return { ...terms, from, until, groups, source: dated.source };
  });
}

export type CatalogueFilters = { regime?: PositionRegime | undefined; group?: PositionGroup | undefined; q?: string | undefined };

/** The catalogue as of a date, by regime and code; `q` searches code and name without diacritics. */
export async function listCatalogue(
  ctx: Context,
  asOf: PlainDate,
  filters: CatalogueFilters,
  page: PageAsk,
): Promise<Page<CatalogueEntry>> {
  permit(ctx, 'read', 'position-catalogue');
  const added = await loadCatalogueEntries(ctx.store);
  const { regime, group, q } = filters;
  const words = q === undefined ? [] : plain(q).split(/\s+/).filter(Boolean);
  const rows = POSITION_REGIMES.filter((each) => regime === undefined || each === regime)
    .flatMap((each) => [...catalogueOn(added, each, asOf).values()])
    .filter((entry) => group === undefined || entry.group === group)
    .filter((entry) => {
      const text = plain(`${entry.code} ${entry.name}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return pageOf(ctx, { ...page, list: 'position-catalogue', filters: { asOf, ...filters } }, rows, placeOf);
}

const placeOf = ({ regime, code }: CatalogueEntry): string => `${regime}#${code}`;
