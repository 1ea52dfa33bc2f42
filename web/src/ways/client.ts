/** The page's side of the router's worker. */
import type { Answer, Question } from "./router";
import type { Opened, WaysReply, WaysRequest } from "./worker";

export interface WaysClient {
  /** loads a bundle's ways */
  readonly open: (base: string) => Promise<Opened>;
  /** the fastest way; ask once it is open */
  readonly find: (question: Question) => Promise<Answer>;
}

/** Starts the worker, so that its script loads while the page still asks which bundle there is. */
export function startWays(): WaysClient {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const send = (request: WaysRequest): void => worker.postMessage(request);
  // Questions are answered in the order in which they were asked.
  const asked: ((answer: Answer) => void)[] = [];
  return {
    open: (base) =>
      new Promise((resolve, reject) => {
        worker.addEventListener("error", ({ message }) => reject(new Error(message)));
        worker.addEventListener("message", ({ data }: MessageEvent<WaysReply>) => {
          if ("opened" in data) resolve(data.opened);
          else if ("failed" in data) reject(new Error(data.failed));
          else asked.shift()?.(data.answer);
        });
        send({ open: base });
      }),
    find: (question) =>
      new Promise((resolve) => {
        asked.push(resolve);
        send({ ask: question });
      }),
  };
}
