import { type Place, ROOTS, SCHOOLS } from './matrix-province.ts';
import { nameOf, staffEntry } from './matrix-staff.ts';
import { DECISION } from '../support/province.ts';
import type { Operation } from './operations.ts';

const entry = (place: Place, id: string) => staffEntry(ROOTS[place], id);

const REGISTERS = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own' } as const;
const HR = { 'hr-officer': 'own' } as const;
const RECORD = { ok: 200, beyond: '404 not-found', abroad: '404 not-found' } as const;
const LIST = { ok: 200, beyond: '200 left out', abroad: '200' } as const;
const ROWS = { ok: 200, may: HR, beyond: '200 not-found', abroad: '200 not-found' } as const;
const SHOWN = { own: nameOf('own', 'read'), other: nameOf('other', 'read') };
const FIRST = { 'if-match': '"1"' };

/** Operations on staff, for the matrix of roles. */
export const STAFF_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/staff': {
    ask: () => ({ path: '/v1/staff' }),
    may: { ...REGISTERS, 'training-coordinator': 'own' },
    shows: SHOWN,
    ...LIST,
  },
  'POST /v1/staff': {
    ask: (place, _known, turn) => ({ path: '/v1/staff', body: entry(place, nameOf(place, `new-${turn}`)) }),
    ok: 201,
    may: HR,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'POST /v1/staff/bulk': {
    ask: (place, _known, turn) => ({ path: '/v1/staff/bulk', body: { rows: [entry(place, nameOf(place, `bulk-${turn}`))] } }),
    ...ROWS,
  },
  'POST /v1/staff/changes/bulk': {
    ask: (place) => ({
      path: '/v1/staff/changes/bulk',
      body: {
        rows: [{ id: nameOf(place, 'moved'), version: 1, change: { type: 'absence-begin', from: '2022-01-01', absence: 'study' } }],
      },
    }),
    ...ROWS,
  },
  'GET /v1/staff/reconciliation': {
    ask: () => ({ path: '/v1/staff/reconciliation?month=2021-12' }),
    may: REGISTERS,
    shows: SCHOOLS,
    ...LIST,
  },
  'GET /v1/staff/{id}': {
    ask: (place) => ({ path: `/v1/staff/${nameOf(place, 'read')}` }),
    may: { ...REGISTERS, 'training-coordinator': 'own' },
    ...RECORD,
  },
  'GET /v1/staff/{id}/history': { ask: (place) => ({ path: `/v1/staff/${nameOf(place, 'read')}/history` }), may: REGISTERS, ...RECORD },
  'POST /v1/staff/{id}/changes': {
    ask: (place) => ({
      path: `/v1/staff/${nameOf(place, 'changed')}/changes`,
      body: { type: 'category', from: '2022-01-01', category: 'cadre' },
      headers: FIRST,
    }),
    may: HR,
    ...RECORD,
  },
  'POST /v1/staff/{id}/corrections': {
    ask: (place) => ({
      path: `/v1/staff/${nameOf(place, 'corrected')}/corrections`,
      body: { birth: '1985-05', reason: 'Nhập nhầm tháng sinh' },
      headers: FIRST,
    }),
    may: HR,
    ...RECORD,
  },
  'GET /v1/staff/{id}/held': { ask: (place) => ({ path: `/v1/staff/${nameOf(place, 'read')}/held` }), may: REGISTERS, ...RECORD },
  'POST /v1/staff/{id}/erase': {
    ask: (place) => ({
      path: `/v1/staff/${nameOf(place, 'erased')}/erase`,
      body: { ground: 'ordered', decision: DECISION, reason: 'Theo quyết định' },
      headers: FIRST,
    }),
    may: HR,
    ...RECORD,
  },
};
