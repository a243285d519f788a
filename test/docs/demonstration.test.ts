import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYNTHETIC } from '../../functions/local/demo/label.ts';
import { counted, frozen, unitsOn } from './calibration.ts';
import { type DemonstrationServer, serveDemonstration } from './demonstration-server.ts';
import { examplesOf, masked, readDocument, rewrite } from './examples.ts';
import { runExamples } from './run-examples.ts';

/** Documents whose examples need the demonstration province, in the order in which they change it. */
const DOCUMENTS = [
  'README.md',
  'docs/api.md',
  'docs/day-hr-officer.md',
  'docs/day-home-affairs.md',
  'docs/day-training-coordinator.md',
  'docs/question-2030.md',
];
/** The day of the progress tables that the README shows. */
const TABLE_OF = '2026-11-24';
/** `BIENCHE_WRITE_ANSWERS=1 npx vitest run test/docs` puts the real answers into the documents. */
const WRITE = process.env['BIENCHE_WRITE_ANSWERS'] === '1';

let server: DemonstrationServer;
beforeAll(async () => {
  server = await serveDemonstration(TABLE_OF);
}, 600_000);
afterAll(() => server.stop());

const withoutPadding = (text: string) => text.replaceAll(/ +$/gm, '');

describe('what the start prints', () => {
  it('is what the README shows', () => {
    const { first, later } = server.printed;
    const table = (lines: readonly string[]) => withoutPadding(lines.join('\n')).trim();
    const readme = withoutPadding(readDocument('README.md'));
    expect(readme).toContain(`${SYNTHETIC.vi} ${SYNTHETIC.en}\n\n${table(first)}\n`);
    expect(readme).toContain(`\`\`\`text\n${table(later)}\n\`\`\`\n`);
  });
});

describe('the demonstration province, over the API', () => {
  it('is calibrated as docs/demonstration.md says', async () => {
    const on = async (date: string) => counted(await unitsOn(server, date));
    const in2021 = await on('2021-12-31');
    const in2025 = await on('2025-12-31');
    const dayBefore = await on('2025-06-30');
    const dayOf = await on('2025-07-01');
    const base2021 = await frozen(server, 2021);
    const base2025 = await frozen(server, 2025);
    const selfFinancing = base2021.units(['1', '2']);
    const percent = (100 * selfFinancing) / base2021.units();
    const posts = (number: number) => number.toLocaleString('en-GB');
    const rows = [
      ['units of every kind on 31 December 2021', `${in2021.nodes}`],
      ['public service units on 31 December 2021 and 2025', `${in2021.publicService}, ${in2025.publicService}`],
      ['departments on 28 February and 1 March 2025', `${(await on('2025-02-28')).departments}, ${(await on('2025-03-01')).departments}`],
      ['districts on 30 June and 1 July 2025', `${dayBefore.districts}, ${dayOf.districts}`],
      ['communes on 31 December 2021, 30 June and 1 July 2025', `${in2021.communes}, ${dayBefore.communes}, ${dayOf.communes}`],
      [
        'commune-level schools on 1 July, 23 and 24 October 2025',
        `${dayOf.schools}, ${(await on('2025-10-23')).schools}, ${(await on('2025-10-24')).schools}`,
      ],
      ['cadre and civil-servant posts at the end of 2021', posts(base2021.posts('cadre', 'civil-servant'))],
      ['budget-paid public-employee posts at the end of 2021', posts(base2021.posts('employee-budget'))],
      ['civil-servant posts at the end of 2025', posts(base2025.posts('civil-servant'))],
      ['budget-paid public-employee posts at the end of 2025', posts(base2025.posts('employee-budget'))],
      ['units of groups 1 and 2 at the end of 2021', `${selfFinancing} (${percent.toFixed(1)} %)`],
    ];
    const document = readDocument('docs/demonstration.md');
    const table = document
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(1);
    expect(table.map((line) => line.split('|').map((cell) => cell.trim())).map(([, what, , now]) => [what, now])).toEqual(rows);

    expect(in2021.nodes).toBeGreaterThan(950);
    expect(in2021).toMatchObject({ departments: 20, districts: 13, communes: 177, schools: 520 });
    expect(dayBefore).toMatchObject({ departments: 14, districts: 13, communes: 171, schools: 520 });
    expect(dayOf).toMatchObject({ departments: 14, districts: 0, communes: 54, schools: 520 });
    expect(in2025).toMatchObject({ departments: 14, districts: 0, communes: 54, schools: 255 });
    expect(Math.round(percent)).toBe(7);
  });

  it('has posts of every year, headcounts by quarter to 2025 and by month in 2026', async () => {
    const recorded = async (path: string) => ((await server.get(`${path}&limit=1`)) as { items: unknown[] }).items.length === 1;
    for (const year of [2021, 2022, 2023, 2024, 2025, 2026]) {
      expect(await recorded(`/v1/posts?year=${year}`)).toBe(true);
      const months: number[] = [];
      for (let month = 1; month <= 12; month++)
        if (await recorded(`/v1/headcount?month=${year}-${String(month).padStart(2, '0')}`)) months.push(month);
      expect(months).toEqual(year < 2026 ? [3, 6, 9, 12] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });

  it('has both baselines frozen, and restates that of 2021 on each side of 1 July 2025 without losing a post', async () => {
    const { items } = (await server.get('/v1/baselines')) as { items: { id: string }[] };
    expect(items.map(({ id }) => id)).toEqual(['2021-1', '2025-1']);
    for (const date of ['2025-06-30', '2025-07-01', '2025-12-31', '2026-10-31']) {
      const { restated } = (await server.get(`/v1/baselines/2021/restated?asOf=${date}`)) as {
        restated: {
          conserved: boolean;
          breaks: unknown[];
          totals: { frozen: number; restated: number; surrendered: number; outside: number }[];
        };
      };
      expect(restated).toMatchObject({ conserved: true, breaks: [] });
      for (const { frozen: all, ...parts } of restated.totals) expect(parts.restated + parts.surrendered + parts.outside).toBe(all);
    }
  });

  it('says of every decision but two real ones that it is made up', async () => {
    const decisions = new Set(
      [...(await unitsOn(server, '2024-12-31')), ...(await unitsOn(server, '2026-10-31'))].map(({ decision }) => decision.number),
    );
    const real = [...decisions].filter((number) => !number.endsWith('(số liệu mô phỏng)'));
    expect(real.sort()).toEqual(['1199/NQ-UBTVQH15', '1679/NQ-UBTVQH15']);
  });
});

describe.each(DOCUMENTS)('the examples of %s', (file) => {
  const examples = examplesOf(readDocument(file));
  let answers: string[] = [];
  beforeAll(async () => {
    answers = await runExamples(examples, server.url);
    if (WRITE) rewrite(file, examples, answers);
  }, 300_000);

  it.each(examples.map(({ command }, index) => [command.text.split('\n')[0], index] as const))('%s', (_, index) => {
    const shown = WRITE ? examplesOf(readDocument(file))[index] : examples[index];
    expect(masked(answers[index] ?? '')).toBe(masked(shown?.answer?.text ?? ''));
  });
});
