import { defineConfig } from "vitest/config";
import { fontFaces } from "./scripts/fontfaces.mjs";

export default defineConfig({
  base: "/static/",
  css: { postcss: { plugins: [fontFaces] } },
  build: {
    manifest: true,
    target: "es2022",
    // Entries named by the templates through the manifest; there is no index.html.
    rollupOptions: {
      input: ["src/walk/main.ts", "src/page.ts", "src/styles/main.css", "src/styles/fonts.css"],
    },
    // Nothing inline: fonts come piece by piece, and the content security policy knows no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  test: { include: ["tests/**/*.test.ts"] },
});
