/** Dijkstra's memory, made once: the least seconds known to each node, the node before it, and a heap of the open ones. */
export class Search {
  /** the node settled last */
  node = 0;
  private readonly seconds: Float64Array;
  private readonly before: Int32Array;
  /** where a node is in the heap; settled or unknown: -1 */
  private readonly place: Int32Array;
  private heap: number[] = [];

  constructor(nodes: number) {
    this.seconds = new Float64Array(nodes);
    this.before = new Int32Array(nodes);
    this.place = new Int32Array(nodes);
  }

  begin(start: number): void {
    this.seconds.fill(Number.POSITIVE_INFINITY);
    this.place.fill(-1);
    this.heap = [start];
    this.seconds[start] = 0;
    this.before[start] = start;
    this.place[start] = 0;
  }

  /** Settles the nearest open node; false when there is none left. */
  next(): boolean {
    const top = this.heap[0];
    const moved = this.heap.pop();
    if (top === undefined || moved === undefined) return false;
    this.node = top;
    this.place[top] = -1;
    if (moved !== top) this.sink(moved);
    return true;
  }

  /** A node can be reached from the one settled last in so many seconds. */
  reach(node: number, seconds: number): void {
    const through = (this.seconds[this.node] as number) + seconds;
    const known = this.seconds[node] as number;
    const at = this.place[node] as number;
    if (through > known || (through === known && (at < 0 || this.node > (this.before[node] as number)))) return;
    this.seconds[node] = through;
    this.before[node] = this.node;
    this.rise(node, at < 0 ? this.heap.length : at);
  }

  /** The nodes between the start and the one settled last. */
  way(): number[] {
    const nodes: number[] = [];
    for (let node = this.before[this.node] as number; node !== this.before[node]; node = this.before[node] as number)
      nodes.push(node);
    return nodes.reverse();
  }

  private isSooner(node: number, other: number): boolean {
    return (this.seconds[node] as number) < (this.seconds[other] as number);
  }

  private put(node: number, at: number): void {
    this.heap[at] = node;
    this.place[node] = at;
  }

  private rise(node: number, from: number): void {
    let at = from;
    while (at > 0) {
      const above = this.heap[(at - 1) >> 1] as number;
      if (!this.isSooner(node, above)) break;
      this.put(above, at);
      at = (at - 1) >> 1;
    }
    this.put(node, at);
  }

  /** Lets a node sink from the top until none below it is sooner. */
  private sink(node: number): void {
    let at = 0;
    while (2 * at + 1 < this.heap.length) {
      let below = 2 * at + 1;
      if (below + 1 < this.heap.length && this.isSooner(this.heap[below + 1] as number, this.heap[below] as number))
        below += 1;
      if (!this.isSooner(this.heap[below] as number, node)) break;
      this.put(this.heap[below] as number, at);
      at = below;
    }
    this.put(node, at);
  }
}
