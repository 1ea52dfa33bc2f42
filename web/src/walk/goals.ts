/** What was found, as an address: where it leads on the floor, and its page. */
import type { Hit } from "../api/wire";

/** The route's `to`, or null when the thing has no place of its own. */
export function goalOf(hit: Hit): string | null {
  if (hit.window) return `window:${hit.window}`;
  if (hit.kind === "window") return `window:${hit.code}`;
  return hit.kind === "place" ? `place:${hit.code}` : null;
}

const FOLDERS: Readonly<Record<string, string>> = { window: "windows", unit: "units", item: "items" };

/** The page's address under the hall's prefix, or null. */
export function pageOf(hit: Hit, prefix: string): string | null {
  const folder = FOLDERS[hit.kind];
  return folder === undefined ? null : `${prefix}/${folder}/${encodeURIComponent(hit.code)}`;
}
