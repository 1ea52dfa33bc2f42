/** Every request the client makes. */
import type { Errands, Hit, Layout, LightIndex, Manifest, Refusal, Route, WindowAnswer } from "./wire";

export class ServerError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message.en);
    this.name = "ServerError";
    this.refusal = refusal;
  }
}

const NO_ANSWER: Refusal = {
  code: "no_answer",
  message: { zh: "服务器没有应答，请稍后再试。", en: "The server did not answer. Please try again." },
};

interface ErrorAnswer {
  readonly error?: Refusal;
}

async function refusalOf(response: Response): Promise<Refusal> {
  const answer = (await response.json().catch(() => ({}))) as ErrorAnswer;
  return answer.error ?? NO_ANSWER;
}

/** A broken connection is refused in our words; a request called off stays what it is. */
function refuseUnanswered(error: unknown): never {
  if (error instanceof TypeError) throw new ServerError(NO_ANSWER);
  throw error;
}

async function get(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { credentials: "same-origin", ...init }).catch(refuseUnanswered);
  if (!response.ok) throw new ServerError(await refusalOf(response));
  return response;
}

async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await get(url, signal ? { signal } : {});
  return (await response.json()) as T;
}

/** items: their codes; done: the keys of stops made already; end: where one goes at last, as a route's goal, or "" */
export interface VisitAsked {
  readonly items: readonly string[];
  readonly done: readonly string[];
  readonly end: string;
}

/** The addresses of one hall's API, from the address of its manifest (…/api/v1/hall). */
export class HallApi {
  private readonly base: string;

  constructor(hallUrl: string) {
    this.base = hallUrl.replace(/\/hall$/, "");
  }

  /** where the server says by itself what changes */
  get live(): string {
    return `${this.base}/live`;
  }

  manifest(): Promise<Manifest> {
    return getJson(`${this.base}/hall`);
  }

  async windows(): Promise<readonly WindowAnswer[]> {
    const answer = await getJson<{ windows: readonly WindowAnswer[] }>(`${this.base}/windows`);
    return answer.windows;
  }

  route(from: string, to: string, profile: string): Promise<Route> {
    return getJson(`${this.base}/route?${new URLSearchParams({ from, to, profile })}`);
  }

  tour(id: string, profile: string): Promise<Route> {
    return getJson(`${this.base}/tours/${encodeURIComponent(id)}?${new URLSearchParams({ profile })}`);
  }

  /** The stops of one visit in their order, and the route through them. */
  errands({ items, done, end }: VisitAsked, from: string, profile: string): Promise<Errands> {
    const query = new URLSearchParams({ from, profile });
    for (const item of items) query.append("item", item);
    for (const key of done) query.append("done", key);
    if (end !== "") query.set("end", end);
    return getJson(`${this.base}/errands?${query}`);
  }

  async search(query: string, signal: AbortSignal): Promise<readonly Hit[]> {
    const answer = await getJson<{ hits: readonly Hit[] }>(
      `${this.base}/search?${new URLSearchParams({ q: query })}`,
      signal,
    );
    return answer.hits;
  }
}

export async function loadBundleBytes(base: string, file: string): Promise<ArrayBuffer> {
  return (await get(base + file)).arrayBuffer();
}

export function loadLayout(base: string): Promise<Layout> {
  return getJson(`${base}layout.json`);
}

export function loadLightIndex(base: string): Promise<LightIndex> {
  return getJson(`${base}light.json`);
}

export async function loadPicture(url: string): Promise<Blob> {
  return (await get(url)).blob();
}

/** The content of one of our pages, for the sheet: its HTML and the address it really has. */
export async function loadSheet(url: string, signal: AbortSignal): Promise<{ html: string; url: string }> {
  const response = await get(url, { headers: { "X-Sheet": "1" }, signal });
  return { html: await response.text(), url: response.url };
}
