import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listenToHall } from "../src/api/live";

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

const hearing = () => ({ hall: vi.fn(), closures: vi.fn(), queues: vi.fn() });

describe("what changes", () => {
  it("is heard by its kind, each time as a whole", () => {
    const heard = hearing();
    listenToHall("/api/v1/live", heard);
    const [source] = FakeSource.all;
    expect(source?.url).toBe("/api/v1/live");
    const tell = (name: string, state: object): unknown =>
      source?.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(state) }));
    tell("hall", { version: "v1" });
    for (const closures of [[CLOSED], []]) tell("closures", { closures });
    tell("queues", { told_at: null, waiting: { A03: 4 } });
    expect(heard.hall.mock.calls).toEqual([[{ version: "v1" }]]);
    expect(heard.closures.mock.calls).toEqual([[{ closures: [CLOSED] }], [{ closures: [] }]]);
    expect(heard.queues).toHaveBeenCalledWith({ told_at: null, waiting: { A03: 4 } });
  });

  it("is asked for anew after a refusal, not while the browser tries by itself, not from a page that is gone", () => {
    listenToHall("/api/v1/live", hearing());
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
