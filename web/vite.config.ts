import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/",
  build: {
    manifest: true,
    target: "es2022",
    // Entries named by the templates through the manifest; there is no index.html.
    rollupOptions: {
      input: ["src/walk/main.ts", "src/page.ts", "src/styles/main.css"],
    },
    assetsInlineLimit: 2048,
    chunkSizeWarningLimit: 900,
  },
  test: { include: ["tests/**/*.test.ts"] },
});
