import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FAKE_PORT = 8098;

function chromium(): string {
  const named = process.env["CHROMIUM"];
  const found = (named ? [named] : PLACES).find((path) => existsSync(path));
  if (!found) {
    throw new Error(
      `Cannot find Chromium at ${named ?? PLACES.join(" or ")}: install Debian's package 'chromium', ` +
        "or set CHROMIUM to the path of one.",
    );
  }
  return found;
}

const url = process.env["TICKVOX_URL"];

/** Runs against TICKVOX_URL; without it, against the development server's invented data and the built pages. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "target/e2e",
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  reporter: [["list"]],
  forbidOnly: true,
  use: {
    baseURL: url ?? `http://127.0.0.1:${FAKE_PORT}`,
    locale: "en-US",
    timezoneId: "Asia/Tokyo",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium(),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  ...(url
    ? {}
    : {
        webServer: {
          command: `node dev/run.mjs --port ${FAKE_PORT} --static target/classes/web`,
          url: `http://127.0.0.1:${FAKE_PORT}/api/v1/status`,
          reuseExistingServer: false,
        },
      }),
});
