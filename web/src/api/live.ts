/** What changes in the hall while a page is open: the server says it by itself, over one connection that stays open. */
import type { LiveStates } from "./wire";

// EventSource comes back by itself from a broken connection, not from an answer that refuses it.
const AGAIN_MS = 15_000;

/** What is done on hearing each kind of state. */
export type Heard = { readonly [Name in keyof LiveStates]: (state: LiveStates[Name]) => void };

/** Hears of every change: each time the whole state, and all of them when it begins or comes back. Ends with the page. */
export function listenToHall(url: string, heard: Heard): void {
  let source: EventSource;
  const hear = <Name extends keyof LiveStates>(name: Name): void =>
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      heard[name](JSON.parse(data) as LiveStates[Name]);
    });
  let again = 0;
  const connect = (): void => {
    source = new EventSource(url);
    hear("hall");
    hear("closures");
    hear("queues");
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
