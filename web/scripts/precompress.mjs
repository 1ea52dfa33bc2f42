// Writes a .br and a .gz beside each text file of the build, once, so that the server need not compress.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url).pathname;
const TEXT = /\.(js|css|json|svg|html|txt)$/;

for (const entry of await readdir(DIST, { recursive: true })) {
  if (!TEXT.test(entry)) continue;
  const path = join(DIST, entry);
  const data = await readFile(path);
  await writeFile(`${path}.br`, brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  await writeFile(`${path}.gz`, gzipSync(data, { level: 9 }));
}
