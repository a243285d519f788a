import { addDays } from '../../../shared/time.ts';
import { accountsOf } from '../accounts.ts';
import { framework } from '../positions.ts';
import { DECISION } from '../province.ts';
import type { Client } from './client.ts';
import type { Change, Effect } from './history.ts';
import { CLOSED_YEAR, MERGERS, OPEN_YEAR, PEOPLE, type ProveRole, REPORTERS, RESERVE, SCHOOLS, school } from './province.ts';

/** What the clients of a run share: the course of the setting, units that may be merged, the day of the next reorganisation. */
export type Ground = { readonly course: string; readonly pool: Set<string>; day: number };
export type Work = (client: Client, ground: Ground) => Promise<void>;

type Asked = { method?: 'POST' | 'PUT'; path: string; body: unknown; as: ProveRole; effects: readonly Effect[] } & Partial<
  Pick<Change, 'bulk' | 'adds'>
> & { version?: number | null; keyed?: boolean };

/** A change as it is sent: a POST under a key of its own, with the version that it changes where it states one. */
function change(client: Client, kind: string, { method = 'POST', version, keyed = method === 'POST', ...asked }: Asked): Change {
  const name = client.next();
  const stated: Record<string, string> =
    version === undefined ? {} : version === null || version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
  return { name, kind, method, ...asked, headers: { ...stated, ...(keyed ? { 'idempotency-key': name } : {}) }, attempts: [] };
}

const pick = <T>(client: Client, some: readonly T[]): T => some[client.random(some.length)] as T;
const from = (version: number): number | null => (version === 0 ? null : version);
const counted = (people: number) => [{ category: 'employee-budget', opening: people, increases: {}, decreases: {}, closing: people }];
const categoriesOf = (body: unknown) => ({
  categories: (body as { categories: unknown }).categories,
  state: (body as { state: string }).state,
});
const monthOf = (client: Client) => `2025-0${1 + client.random(4)}`;

const reportOf =
  (units: readonly string[], monthIn: (client: Client) => string): Work =>
  async (client) => {
    const [unit, month] = [pick(client, units), monthIn(client)];
    const record = `${unit}|headcount/${month}`;
    const path = `/v1/units/${unit}/headcount/${month}`;
    const found = await client.look(record, path, 'hr-officer', categoriesOf);
    if (!found) return;
    const categories = counted(client.random(90_000));
    const body = { categories, ...(found.version > 0 ? { reason: 'Rà soát lại' } : {}) };
    const effects = [{ record, from: from(found.version), says: { categories, state: 'recorded' } }];
    await client.carryOut(
      change(client, 'report-headcount', { method: 'PUT', path, body, as: 'hr-officer', effects, version: found.version }),
    );
  };

const reportHeadcount = reportOf(SCHOOLS, monthOf);

const STEPS = {
  recorded: ['submit', 'hr-officer', 'submitted'],
  returned: ['submit', 'hr-officer', 'submitted'],
  submitted: ['accept', 'home-affairs', 'accepted'],
  accepted: ['return', 'home-affairs', 'returned'],
} as const;

const reviewHeadcount: Work = async (client) => {
  const [unit, month] = [pick(client, SCHOOLS), monthOf(client)];
  const record = `${unit}|headcount/${month}`;
  const path = `/v1/units/${unit}/headcount/${month}`;
  const found = await client.look(record, path, 'hr-officer', categoriesOf);
  if (!found || found.version === 0) return;
  const state = (found.body as { state: keyof typeof STEPS }).state;
  const [step, as, becomes] =
    state === 'submitted' && client.random(3) === 0 ? (['return', 'home-affairs', 'returned'] as const) : STEPS[state];
  const effects = [{ record, from: found.version, says: { state: becomes } }];
  const asked = { path: `${path}/${step}`, body: { reason: 'Đã kiểm tra' }, as, effects, version: found.version };
  await client.carryOut(change(client, 'review-headcount', asked));
};

const bulkHeadcount: Work = async (client) => {
  const month = `2025-0${5 + client.random(3)}`;
  const path = `/v1/headcount?month=${month}&limit=200`;
  const found = await client.read(path, 'hr-officer');
  if (!found) return;
  const versions = new Map(
    (found.body as { items: { unit: string; version: number }[] }).items.map(({ unit, version }) => [unit, version]),
  );
  const units = [...SCHOOLS, ...REPORTERS];
  for (const unit of units)
    client.saw({ record: `${unit}|headcount/${month}`, version: versions.get(unit) ?? 0, sent: found.sent, done: found.done });
  const first = client.random(units.length / 2);
  const rows = units
    .slice(first, first + 5 + client.random(units.length))
    .map((unit) => ({ unit, version: versions.get(unit) ?? null, categories: counted(client.random(90_000)) }));
  const effects = rows.map(({ unit, version, categories }) => ({
    record: `${unit}|headcount/${month}`,
    from: version,
    says: { categories, state: 'recorded' },
  }));
  const asked = {
    path: `/v1/headcount/${month}`,
    body: { rows, reason: 'báo cáo tháng' },
    as: 'hr-officer' as const,
    effects,
    bulk: true as const,
  };
  await client.carryOut(change(client, 'bulk-headcount', asked));
};

const ENTRY = { issuer: 'provincial-council', category: 'employee-budget', decision: DECISION } as const;
type Ledger = { entries: { quantity: number }[] };
const sumOf = (body: unknown) => ({
  entries: (body as Ledger).entries.length,
  balance: (body as Ledger).entries.reduce((sum, { quantity }) => sum + quantity, 0),
});
const ledgerPath = (holder: string, year: number) =>
  holder === RESERVE ? `/v1/posts/${year}/reserve` : `/v1/units/${holder}/posts/${year}`;

const addPosts: Work = async (client, { pool }) => {
  const holder = pick(client, [...SCHOOLS, ...pool, RESERVE]);
  const record = `${holder}|posts/${OPEN_YEAR}`;
  const path = ledgerPath(holder, OPEN_YEAR);
  const found = await client.look(record, path, 'home-affairs', sumOf);
  if (!found) return;
  const quantity = client.random(2) === 0 ? 1 + client.random(5) : -1 - client.random(5);
  const entry = { ...ENTRY, quantity, reason: quantity > 0 ? 'supplement' : 'recall', effectiveFrom: `${OPEN_YEAR}-12-31` };
  const effects = [{ record, from: from(found.version), says: { added: [{ quantity, reason: entry.reason }] } }];
  const asked = {
    path,
    body: { entries: [entry] },
    as: 'home-affairs' as const,
    effects,
    version: found.version,
    adds: { [OPEN_YEAR]: quantity },
  };
  await client.carryOut(change(client, 'add-posts', asked));
};

const transferPosts: Work = (client, { pool }) =>
  client.random(2) === 0
    ? transfer(client, CLOSED_YEAR, [...SCHOOLS, ...MERGERS, RESERVE])
    : transfer(client, OPEN_YEAR, [...SCHOOLS, ...pool, RESERVE]);

async function transfer(client: Client, year: number, holders: readonly string[]): Promise<void> {
  const [giver, taker] = [pick(client, holders), pick(client, holders)];
  const quantity = 1 + client.random(6);
  const body = { ...ENTRY, from: giver, to: taker, quantity, effectiveFrom: `${year}-12-31`, reason: 'điều chuyển' };
  const side = (holder: string, sign: number, counterpart: string) => ({
    record: `${holder}|posts/${year}`,
    says: { added: [{ quantity: sign * quantity, reason: 'transfer', counterpart }] },
  });
  const effects = [side(giver, -1, taker), side(taker, 1, giver)];
  await client.carryOut(change(client, 'transfer-posts', { path: '/v1/post-transfers', body, as: 'home-affairs', effects }));
}

/** The last day of effect that is not in the future of any run. */
const LAST_DAY = 480;

const reorganise: Work = async (client, ground) => {
  if (ground.day > LAST_DAY) return;
  ground.day += 1;
  const effectiveFrom = addDays('2025-04-01', ground.day);
  const source = pick(client, [...ground.pool]);
  const isMerge = ground.pool.size > 4 && client.random(2) === 0;
  const targets = isMerge ? [pick(client, [...ground.pool])] : ['A', 'B'].map((side) => `H49.31.X${ground.day}${side}`);
  if (targets.includes(source)) return;
  const creates = isMerge ? [] : targets.map((code) => newUnit(code));
  const half = { numerator: 1, denominator: 2 };
  const body = {
    type: isMerge ? 'merge' : 'split',
    effectiveFrom,
    decision: DECISION,
    sources: [source],
    targets,
    creates,
    shares: isMerge ? [] : targets.map((to) => ({ source, to, share: half })),
  };
  const effects: Effect[] = [
    { record: `${source}|reorganisation/*`, from: null, says: { sources: [source], targets } },
    ...[source, ...(isMerge ? [] : targets)].map((unit) => ({ record: `${unit}|unit`, says: {}, maybe: true as const })),
    ...[source, ...targets].map((unit) => ({ record: `${unit}|posts/*`, says: {}, maybe: true as const })),
  ];
  // Whoever lost its answer may still have ended the unit: it is asked for no more either way.
  ground.pool.delete(source);
  const done = await client.carryOut(change(client, 'reorganise', { path: '/v1/reorganisations', body, as: 'home-affairs', effects }));
  if (done) for (const code of targets) ground.pool.add(code);
  else if (client.history.changes.at(-1)?.attempts.every(({ reply }) => reply !== null && reply.status < 500)) ground.pool.add(source);
};

function newUnit(code: string) {
  const { from: _from, decision: _decision, ...unit } = school(code);
  return unit;
}

type Person = { version: number; periods: { from: string; state: string; assignments?: { kind: string; unit: string }[] }[] };
const periodsOf = (body: unknown) => ({ periods: (body as Person).periods });

const moveStaff: Work = async (client) => {
  const id = pick(client, PEOPLE);
  const record = `staff/${id}`;
  const found = await client.look(record, `/v1/staff/${id}`, 'hr-officer', periodsOf);
  if (!found) return;
  const { periods } = found.body as Person;
  const last = periods.at(-1) as Person['periods'][number];
  const unit = pick(client, SCHOOLS);
  const begins = addDays(last.from, 1);
  const assignments = [{ kind: 'main', unit, position: null, titleStandard: null }];
  const body =
    last.state === 'left'
      ? { type: 'return', from: begins, event: 'received', category: 'employee-budget', assignments }
      : client.random(5) === 0
        ? { type: 'leave', from: begins, leavingReason: 'resigned' }
        : { type: 'transfer', from: begins, unit };
  const begun =
    body.type === 'leave' ? { from: begins, state: 'left' } : { from: begins, state: 'in-service', assignments: [{ kind: 'main', unit }] };
  const effects = [{ record, from: found.version, says: { periods: [...periods.map(({ from: since }) => ({ from: since })), begun] } }];
  const asked = { path: `/v1/staff/${id}/changes`, body, as: 'hr-officer' as const, effects, version: found.version };
  await client.carryOut(change(client, 'move-staff', asked));
};

const attend: Work = async (client, { course }) => {
  const found = await client.read(`/v1/training/courses/${course}/attendances?limit=200`, 'training-coordinator');
  if (!found) return;
  const versions = new Map(
    (found.body as { items: { staff: string; version: number }[] }).items.map(({ staff, version }) => [staff, version]),
  );
  const place = (staff: string) => `~COURSE.${course}|attendance/${staff}`;
  for (const staff of PEOPLE) client.saw({ record: place(staff), version: versions.get(staff) ?? 0, sent: found.sent, done: found.done });
  const start = client.random(PEOPLE.length / 2);
  const states = ['completed', 'not-completed', 'void'] as const;
  const rows = PEOPLE.slice(start, start + 5 + client.random(PEOPLE.length / 2)).map((staff) => {
    const state = pick(client, states);
    const completed = state === 'completed';
    return {
      staff,
      version: versions.get(staff) ?? null,
      state,
      completedOn: completed ? '2025-03-10' : null,
      certificate: completed ? `CC-${client.random(9999)}` : null,
    };
  });
  const effects = rows.map(({ staff, version, state, certificate }) => ({
    record: place(staff),
    from: version,
    says: { state, certificate },
  }));
  const path = `/v1/training/courses/${course}/attendances`;
  const body = { rows, reason: 'Rà soát lại' };
  await client.carryOut(change(client, 'bulk-attendance', { path, body, as: 'training-coordinator', effects, bulk: true }));
};

const decideAutonomy: Work = async (client) => {
  const unit = pick(client, SCHOOLS);
  const record = `${unit}|self-financing/2024`;
  const path = `/v1/units/${unit}/self-financing/2024`;
  const found = await client.look(record, path, 'finance-officer');
  if (!found) return;
  const accounts = accountsOf(1 + client.random(1_000_000), 1 + client.random(1_000_000));
  const body = { ...accounts, ...(found.version > 0 ? { reason: 'Rà soát lại' } : {}) };
  const effects = [{ record, from: from(found.version), says: { parts: accounts.parts.map(({ items }) => ({ items })) } }];
  const asked = { method: 'PUT' as const, path, body, as: 'finance-officer' as const, effects, version: found.version };
  await client.carryOut(change(client, 'decide-autonomy', asked));
};

const freeze: Work = async (client) => {
  const found = await client.read('/v1/baselines', 'home-affairs');
  if (!found) return;
  const current = (found.body as { items: { id: string }[] }).items.at(-1)?.id;
  const effects = [{ record: `~BASELINES|baseline/${CLOSED_YEAR}-*`, from: null, says: { supersedes: current ?? null } }];
  const body = { year: CLOSED_YEAR, decision: DECISION, ...(current === undefined ? {} : { supersedes: current }) };
  await client.carryOut(change(client, 'freeze-baseline', { path: '/v1/baselines', body, as: 'home-affairs', effects }));
};

type Framework = { number: number; status: string; version: number };

const approveFramework: Work = async (client) => {
  const unit = SCHOOLS[client.random(4)] as string;
  const path = `/v1/units/${unit}/position-frameworks`;
  const found = await client.read(path, 'hr-officer');
  if (!found) return;
  const last = (found.body as { items: Framework[] }).items.at(-1);
  const settled = last === undefined || ['approved', 'superseded'].includes(last.status);
  if (settled || last.version === 0) {
    const document = framework(undefined, { effectiveFrom: addDays('2026-07-02', last?.number ?? 0) });
    const effects = [{ record: `${unit}|position-framework/*`, from: null, says: { status: 'draft' } }];
    await client.carryOut(change(client, 'framework', { path, body: document, as: 'hr-officer', effects }));
    return;
  }
  const record = `${unit}|position-framework/${last.number}`;
  client.saw({ record, version: last.version, sent: found.sent, done: found.done });
  const at = `${path}/${last.number}`;
  const says = (status: string) => [{ record, from: last.version, says: { status } }];
  const { version } = last;
  if (last.status === 'submitted') {
    const [verb, body, becomes] =
      client.random(3) === 0
        ? ['return', { reason: 'Bổ sung bản mô tả' }, 'returned']
        : ['approve', { decision: DECISION, overrides: [], reason: 'Đủ điều kiện' }, 'approved'];
    await client.carryOut(
      change(client, 'framework', { path: `${at}/${verb}`, body, as: 'home-affairs', effects: says(becomes), version }),
    );
  } else if (last.status === 'returned' || client.random(4) === 0) {
    const document = framework(undefined, { effectiveFrom: addDays('2026-07-02', last.number) });
    await client.carryOut(
      change(client, 'framework', {
        method: 'PUT',
        path: at,
        body: { ...document, reason: 'Sửa' },
        as: 'hr-officer',
        effects: says('draft'),
        version,
      }),
    );
  } else
    await client.carryOut(
      change(client, 'framework', { path: `${at}/submit`, body: {}, as: 'hr-officer', effects: says('submitted'), version }),
    );
};

/** Every holder's posts of a year, and one frozen baseline of the closed one: what was read stands beside what was written. */
const readPosts: Work = async (client) => {
  const found = await client.read(`/v1/posts?year=${OPEN_YEAR}&limit=200`, 'home-affairs');
  if (!found) return;
  for (const ledger of (found.body as { items: (Ledger & { unit: string; version: number })[] }).items)
    client.saw({
      record: `${ledger.unit}|posts/${OPEN_YEAR}`,
      version: ledger.version,
      sent: found.sent,
      done: found.done,
      says: sumOf(ledger),
    });
};

/** What is done by many rows, chunk by chunk: where a process that is killed leaves most behind. */
export const BULK_WORKS: readonly Work[] = [bulkHeadcount, bulkHeadcount, attend, transferPosts, addPosts, moveStaff, reportHeadcount];
/** Everybody moves posts between the same three holders. */
export const TRANSFERS: readonly Work[] = [(client) => transfer(client, CLOSED_YEAR, [...SCHOOLS.slice(0, 2), RESERVE])];
/** Everybody corrects the same report, having read it. */
export const REPORTS: readonly Work[] = [reportOf(SCHOOLS.slice(0, 1), () => '2025-01')];
/** Months of the province, by many rows. */
export const MONTHS: readonly Work[] = [bulkHeadcount];

/** What clients do, each as often as it stands here. */
export const WORKS: readonly Work[] = [
  ...Array<Work>(5).fill(reportHeadcount),
  ...Array<Work>(4).fill(reviewHeadcount),
  ...Array<Work>(5).fill(addPosts),
  ...Array<Work>(5).fill(transferPosts),
  ...Array<Work>(2).fill(reorganise),
  ...Array<Work>(5).fill(moveStaff),
  ...Array<Work>(3).fill(bulkHeadcount),
  ...Array<Work>(3).fill(attend),
  ...Array<Work>(3).fill(decideAutonomy),
  ...Array<Work>(3).fill(approveFramework),
  readPosts,
  freeze,
];
