// node node_engine.mjs NAME TASK.json RESULT.json, in a folder that has the packages: one npm engine in its own process.
// Hall coordinates (x east, y north, z up) become theirs (y up): (x, z, -y).
import { readFileSync, writeFileSync } from 'node:fs';

const WARM_UP_MS = 2000;
const [name, taskFile, resultFile] = process.argv.slice(2);
const task = JSON.parse(readFileSync(taskFile, 'utf8'));
const engine = await import(`./${name}.mjs`);
await engine.load();

const before = process.memoryUsage.rss();
const cpu = process.cpuUsage();
const built = engine.build(geometryOf(task.ground), task.ground.rides);
const buildMs = milliseconds(process.cpuUsage(cpu));
globalThis.gc?.();
const memoryMb = (process.memoryUsage.rss() - before) / 2 ** 20;

const runs = {};
for (const [run, queries] of Object.entries(task.runs)) {
  const ends = queries.map(([f, x, y, g, u, v]) => [at(f, x, y), at(g, u, v)]);
  runs[run] = timeCalls((start, goal) => engine.findPath(built, start, goal), ends);
}
writeFileSync(resultFile, JSON.stringify({ build_ms: buildMs, memory_mb: memoryMb, runs }));

function at(floor, x, y) {
  return engine.toPoint(x, task.ground.storeys[floor].elevation, -y);
}

function milliseconds(usage) {
  return (usage.user + usage.system) / 1000;
}

/** The walkable triangles of all floors as one mesh. */
function geometryOf(ground) {
  const positions = [];
  for (const { elevation, triangles } of ground.storeys) {
    for (const triangle of triangles) for (const [x, y] of triangle) positions.push(x, elevation, -y);
  }
  return { positions, indices: positions.filter((_, i) => i % 3 === 0).map((_, i) => i) };
}

/** Every query once, after two seconds of warm-up (wasm and JavaScript are compiled again in the background when hot). */
function timeCalls(ask, ends) {
  const until = performance.now() + WARM_UP_MS;
  for (let i = 0; ends.length > 0 && performance.now() < until; i++) ask(...ends[i % ends.length]);
  const found = [];
  const callUs = [];
  const began = process.cpuUsage();
  for (const [start, goal] of ends) {
    const from = process.hrtime.bigint();
    const path = ask(start, goal);
    callUs.push(Number(process.hrtime.bigint() - from) / 1000);
    found.push(path);
  }
  const meanUs = (milliseconds(process.cpuUsage(began)) * 1000) / Math.max(1, ends.length);
  const paths = found.map((path) => engine.toList(path).map(([x, y, z]) => [x, -z, y]));
  return { mean_us: meanUs, call_us: callUs, paths };
}
