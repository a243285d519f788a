/** Roles of the product; a token carries exactly one. */
export const ROLES = [
  'hr-officer',
  'home-affairs',
  'finance-officer',
  'training-coordinator',
  'auditor',
  'council-supervisor',
  'viewer',
] as const;
export type Role = (typeof ROLES)[number];

/** Who acts in the log: a role of a token, or the service itself on its own schedule, which no token can carry. */
export const ACTING_ROLES = [...ROLES, 'system'] as const;
export type ActingRole = (typeof ACTING_ROLES)[number];

/** Roles that act only inside the unit subtrees named in their token. */
export const SUBTREE_ROLES = ['hr-officer', 'training-coordinator'] as const satisfies Role[];
export const isSubtreeRole = (role: ActingRole): boolean => (SUBTREE_ROLES as readonly ActingRole[]).includes(role);

/** Who acts: subject of the token (or the service), its province, role and unit roots (empty for roles without a subtree). */
export type Actor = { readonly id: string; readonly tenant: string; readonly role: ActingRole; readonly units: readonly string[] };
