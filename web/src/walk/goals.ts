/** What was found, as an address: where it leads on the floor, and its page. */
import type { Hit } from "../api/wire";

/** The route's `to`, or null when the thing has no place of its own. */
export function goalOf(hit: Hit): string | null {
  if (hit.kind === "leave") return "leave";
  if (hit.kind === "place" || hit.kind === "kind") return `${hit.kind}:${hit.code}`;
  return hit.window ? `${hit.kind}:${hit.code}` : null;
}

/** The same as far as the page itself knows it: which windows serve an item only the server does, but it says whose they are. */
export function plainGoalOf(hit: Hit): string | null {
  return hit.kind === "item" && hit.unit ? `unit:${hit.unit}` : goalOf(hit);
}

const FOLDERS: Readonly<Record<string, string>> = { window: "windows", unit: "units", item: "items" };

/** The page's address under the hall's prefix, or null. */
export function pageOf(hit: Hit, prefix: string): string | null {
  const folder = FOLDERS[hit.kind];
  return folder === undefined ? null : `${prefix}/${folder}/${encodeURIComponent(hit.code)}`;
}
