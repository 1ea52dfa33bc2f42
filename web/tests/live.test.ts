import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listenToClosures } from "../src/api/live";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: FakeSource[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
}

const page = new EventTarget();
const CLOSED = { id: "1", target: "connector:lift-2", from: null, to: null, reason: { zh: "检修", en: "repair" } };

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.all.length = 0;
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("window", Object.assign(page, { setTimeout, clearTimeout }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("what is closed", () => {
  it("is heard each time as a whole", () => {
    const heard = vi.fn();
    listenToClosures("/api/v1/live", heard);
    const [source] = FakeSource.all;
    expect(source?.url).toBe("/api/v1/live");
    for (const closures of [[CLOSED], []]) {
      source?.dispatchEvent(new MessageEvent("closures", { data: JSON.stringify({ closures }) }));
    }
    expect(heard.mock.calls).toEqual([[[CLOSED]], [[]]]);
  });

  it("is asked for anew after a refusal, not while the browser tries by itself, not from a page that is gone", () => {
    listenToClosures("/api/v1/live", vi.fn());
    FakeSource.all[0]?.dispatchEvent(new Event("error"));
    vi.runAllTimers();
    expect(FakeSource.all).toHaveLength(1);
    FakeSource.all[0]?.close();
    FakeSource.all[0]?.dispatchEvent(new Event("error"));
    vi.runAllTimers();
    expect(FakeSource.all).toHaveLength(2);
    page.dispatchEvent(new Event("pagehide"));
    expect(FakeSource.all[1]?.readyState).toBe(FakeSource.CLOSED);
    vi.runAllTimers();
    expect(FakeSource.all).toHaveLength(2);
  });
});
