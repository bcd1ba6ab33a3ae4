// Starts the development server's fake API: node dev/run.mjs [--port N] [--static DIR] [--empty]
import { runnerImport } from "vite";

const option = (name) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const { module } = await runnerImport(new URL("server.ts", import.meta.url).pathname);
const { port, close } = await module.startFake({
  port: Number(option("--port") ?? 8099),
  files: option("--static") ?? null,
  empty: process.argv.includes("--empty"),
});
process.stderr.write(`Fake Tickvox API at http://127.0.0.1:${port}\n`);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => close().then(() => process.exit(0)));
