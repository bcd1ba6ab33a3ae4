// Builds the dashboard into target/classes/web, doing no more than has changed: `npm ci` when node_modules is older than
// the lock, the Vite build when a source is. With --check it also checks formats and types and runs the unit tests.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const home = fileURLToPath(new URL(".", import.meta.url));
const at = (...parts) => join(home, ...parts);
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const installed = at("node_modules", ".tickvox-lock");
const built = at("target", "web-build");
const OLDEST_NODE = [20, 19];
const SOURCES = [
  "src",
  "public",
  "index.html",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
];

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function npmRun(...args) {
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" };
  const { status, error } = spawnSync(npm, args, { cwd: home, stdio: "inherit", env });
  if (error)
    fail(`Cannot run npm: ${error.message}. Install Node.js ${OLDEST_NODE.join(".")} or later with npm.`);
  if (status !== 0) fail(`'npm ${args.join(" ")}' failed with exit status ${status} in the web module`);
}

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((name) => files(at(name)))) {
    hash.update(path.slice(home.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

const holds = (path, text) => existsSync(path) && readFileSync(path, "utf8") === text;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(
    `Cannot build the dashboard with Node.js ${process.versions.node}: expected ${OLDEST_NODE.join(".")} or later`,
  );
}

const lock = fingerprint(["package.json", "package-lock.json"]);
if (!holds(installed, lock)) {
  npmRun("ci", "--no-audit", "--no-fund", "--loglevel=error");
  writeFileSync(installed, lock);
}

const sources = fingerprint(SOURCES);
if (!holds(built, sources) || !existsSync(at("target", "classes", "web", "index.html"))) {
  npmRun("run", "--silent", "build");
  mkdirSync(at("target"), { recursive: true });
  writeFileSync(built, sources);
}

if (process.argv.includes("--check")) npmRun("run", "--silent", "check");
