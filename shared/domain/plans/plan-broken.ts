/** A plan contradicts itself: a fault of this program or of whoever changed what is stored, never of the request. */
export class PlanBroken extends Error {
  override readonly name = 'PlanBroken';
}
