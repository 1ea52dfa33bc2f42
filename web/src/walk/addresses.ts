/** The walk's own addresses: what is in them is found again after a reload, with or without the picture. */

export interface WalkState {
  /** the goal of the way shown, as in a route's address */
  readonly to: string | null;
  readonly profile: string;
  /** what one's visit is for, when that is the way shown */
  readonly items?: string | null;
  /** stops of it that are done, by key; and where it ends, as a route's goal, or "" */
  readonly done?: readonly string[];
  readonly end?: string;
  /** where one stands, as in a route's address */
  readonly from?: string;
  readonly heading_deg?: number;
}

export function walkAddress(prefix: string, state: WalkState): string {
  const { to, profile, items, done = [], end, from, heading_deg } = state;
  const query = new URLSearchParams();
  if (from !== undefined) query.set("from", from);
  if (to !== null) query.set("to", to);
  if (items) query.set("items", items);
  if (items && done.length > 0) query.set("done", done.join("."));
  if (items && end) query.set("end", end);
  if (profile !== "walk") query.set("profile", profile);
  if (heading_deg !== undefined) query.set("heading", heading_deg.toFixed(0));
  return `${prefix}/walk${query.size > 0 ? `?${query}` : ""}`;
}

/** Whether the page's address is the walk's own, not that of a page beside the hall. */
export function isWalk(prefix: string): boolean {
  return location.pathname === `${prefix}/walk`;
}
