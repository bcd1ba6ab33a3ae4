import { defineConfig } from "vitest/config";

const api = process.env["TICKVOX_URL"] ?? "http://127.0.0.1:8099";

export default defineConfig({
  build: {
    outDir: "target/classes/web",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  server: { host: "127.0.0.1", port: 5173, proxy: { "/api": api } },
  test: { include: ["test/**/*.test.ts"], environment: "node", cache: false },
});
