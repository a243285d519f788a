import { ROLES } from '../../shared/actor.ts';
import { claimsSchema } from '../api/http/claims.ts';

/** What Cognito tells before it writes tokens (event version 2), as far as we need it. */
export type PreTokenEvent = {
  readonly version: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: {
    readonly userAttributes: Readonly<Record<string, string>>;
    readonly groupConfiguration: { readonly groupsToOverride?: readonly string[] };
  };
  response: unknown;
};

/**
 * Writes the claims that the API asks for into the access token: `role` from the one group that a person is in, `tenant` and
 * `units` from attributes that administrators alone may write, `aud` because Cognito leaves it out. The identity token stays
 * without them, so it opens nothing.
 * @throws when the person's groups and attributes give no valid rights; Cognito shows the sentence at sign-in
 */
export const handler = (event: PreTokenEvent): Promise<PreTokenEvent> => {
  const { userAttributes, groupConfiguration } = event.request;
  const roles = (groupConfiguration.groupsToOverride ?? []).filter((group) => (ROLES as readonly string[]).includes(group));
  const claims = claimsSchema.safeParse({
    sub: userAttributes['sub'],
    tenant: userAttributes['custom:tenant'],
    role: roles.length === 1 ? roles[0] : undefined,
    units: userAttributes['custom:units'] ?? '',
  });
  if (!claims.success) throw new Error(faultOf(roles, claims.error.issues[0]?.path[0]));
  const { tenant, role, units } = claims.data;
  event.response = {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: { aud: event.callerContext.clientId, tenant, role, units } },
    },
  };
  return Promise.resolve(event);
};

function faultOf(roles: readonly string[], field: PropertyKey | undefined): string {
  if (roles.length !== 1)
    return `Tài khoản phải thuộc đúng một nhóm vai trò (hiện: ${roles.length}). The account must be in exactly one role group (now: ${roles.length}).`;
  if (field === 'tenant') return 'Tài khoản chưa có mã tỉnh hợp lệ. The account has no valid province code (custom:tenant).';
  return 'Tài khoản chưa có đơn vị hợp lệ cho vai trò này. The account has no valid units for its role (custom:units).';
}
