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

/** Roles that act only inside the unit subtrees named in their token. */
export const SUBTREE_ROLES = ['hr-officer', 'training-coordinator'] as const satisfies Role[];
export const isSubtreeRole = (role: Role): boolean => (SUBTREE_ROLES as readonly Role[]).includes(role);

/** Who acts: subject of the token, its province, role and unit roots (empty for roles without a subtree). */
export type Actor = { readonly id: string; readonly tenant: string; readonly role: Role; readonly units: readonly string[] };
