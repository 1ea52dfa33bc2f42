// Runs in a page before its own scripts: notes when the first picture stands, and what goes into textures.
(() => {
  const noted = { firstFrame: 0, textureBytes: 0 };
  Object.defineProperty(window, "noted", { value: noted });
  // A picture stands when the page says so and the frame after it has begun.
  const look = () => {
    if (document.documentElement?.dataset.stage !== "ready") return requestAnimationFrame(look);
    noted.firstFrame = performance.now();
  };
  requestAnimationFrame(look);

  const sizes = new WeakMap();
  const bound = new WeakMap();
  const context = WebGL2RenderingContext.prototype;
  const BYTES = { [0x8229]: 1, [0x8058]: 4, [0x8c43]: 4, [0x881a]: 8, [0x8814]: 16, [0x8d7c]: 4, [0x8236]: 4, [0x822e]: 4, [0x81a5]: 2, [0x81a6]: 4, [0x8cac]: 4 };
  const wrap = (name, then) => {
    const before = context[name];
    context[name] = function (...words) {
      then(this, words);
      return before.apply(this, words);
    };
  };
  const keep = (gl, bytes) => {
    const texture = bound.get(gl);
    if (!texture) return;
    noted.textureBytes += bytes - (sizes.get(texture) ?? 0);
    sizes.set(texture, bytes);
  };
  wrap("bindTexture", (gl, [, texture]) => bound.set(gl, texture));
  wrap("deleteTexture", (_, [texture]) => {
    if (texture) noted.textureBytes -= sizes.get(texture) ?? 0;
    if (texture) sizes.delete(texture);
  });
  wrap("texStorage2D", (gl, [, levels, format, width, height]) =>
    keep(gl, width * height * (BYTES[format] ?? 4) * (levels > 1 ? 4 / 3 : 1)),
  );
  wrap("texImage2D", (gl, words) => {
    if (words[1] === 0 && words.length > 6) keep(gl, words[3] * words[4] * (BYTES[words[2]] ?? 4));
  });
})();
