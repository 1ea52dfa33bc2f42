/** What changes in the hall while a page is open: the server says it by itself, over one connection that stays open. */
import type { Closure } from "./wire";

// EventSource comes back by itself from a broken connection, not from an answer that refuses it.
const AGAIN_MS = 15_000;

/** Hears of every change of what is closed: each time the whole list. Ends with the page. */
export function listenToClosures(url: string, heard: (closures: readonly Closure[]) => void): void {
  let source: EventSource;
  let again = 0;
  const connect = (): void => {
    source = new EventSource(url);
    source.addEventListener("closures", ({ data }: MessageEvent<string>) => {
      heard((JSON.parse(data) as { closures: readonly Closure[] }).closures);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) again = window.setTimeout(connect, AGAIN_MS);
    });
  };
  connect();
  // A page that is kept for "back" is frozen; it begins anew when it is shown again.
  window.addEventListener("pagehide", () => {
    window.clearTimeout(again);
    source.close();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) connect();
  });
}
