import { describe, expect, it } from 'vitest';
import { claimsSchema } from '../../functions/api/http/claims.ts';
import { type PreTokenEvent, handler } from '../../functions/identity/pre-token.ts';

/** An event of version 2 as Cognito sends it, for a person in some groups with some attributes. */
const eventOf = (groups: string[], attributes: Record<string, string>): PreTokenEvent =>
  ({
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    region: 'ap-southeast-1',
    userPoolId: 'ap-southeast-1_AbCdEfGhI',
    userName: 'officer-7',
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: '7abcdefghij' },
    request: {
      userAttributes: { sub: '0f1e2d3c', 'cognito:user_status': 'CONFIRMED', ...attributes },
      groupConfiguration: { groupsToOverride: groups, iamRolesToOverride: [], preferredRole: null },
      scopes: ['openid'],
    },
    response: { claimsAndScopeOverrideDetails: null },
  }) as unknown as PreTokenEvent;

const claimsOf = async (groups: string[], attributes: Record<string, string>) => {
  const { response } = await handler(eventOf(groups, attributes));
  const { claimsAndScopeOverrideDetails } = response as {
    claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: Record<string, unknown> } };
  };
  expect(Object.keys(claimsAndScopeOverrideDetails)).toEqual(['accessTokenGeneration']);
  return claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride;
};

describe('before Cognito writes tokens', () => {
  it('the access token gets audience, province, role and units, as the API reads them', async () => {
    const claims = await claimsOf(['hr-officer'], { 'custom:tenant': 'H49', 'custom:units': 'H49.02, H49.31' });
    expect(claims).toEqual({ aud: '7abcdefghij', tenant: 'H49', role: 'hr-officer', units: ['H49.02', 'H49.31'] });
    expect(claimsSchema.parse({ sub: 'x', ...claims })).toMatchObject({ units: ['H49.02', 'H49.31'] });
  });

  it('a role that is bound to no unit needs none, and groups that are no roles do not count', async () => {
    expect(await claimsOf(['auditor', 'ap-southeast-1_pilot'], { 'custom:tenant': 'H49' })).toMatchObject({ role: 'auditor', units: [] });
    expect(await claimsOf(['auditor'], { 'custom:tenant': 'H49', 'custom:units': '' })).toMatchObject({ units: [] });
  });

  it.each([
    ['in no role', [], { 'custom:tenant': 'H49' }, /exactly one role group \(now: 0\)/],
    ['in two roles', ['auditor', 'home-affairs'], { 'custom:tenant': 'H49' }, /exactly one role group \(now: 2\)/],
    ['without a province', ['auditor'], {}, /no valid province code/],
    ['of a province that is no code', ['auditor'], { 'custom:tenant': 'H49#UNITS' }, /no valid province code/],
    ['of a subtree role without units', ['hr-officer'], { 'custom:tenant': 'H49' }, /no valid units/],
    ['with a unit that is no code', ['hr-officer'], { 'custom:tenant': 'H49', 'custom:units': 'h49.02' }, /no valid units/],
  ])('a person %s gets no token', (_who, groups, attributes, sentence) => {
    expect(() => handler(eventOf(groups, attributes as Record<string, string>))).toThrow(sentence);
  });
});
