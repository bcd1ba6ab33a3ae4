import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Bar } from "../src/api/types.ts";
import { TickerStore } from "../src/pages/ticker/store.ts";
import type { View } from "../src/state/range.ts";
import { bar, row, said } from "./objects.ts";

const NOW = Date.parse("2026-01-10T20:00:00Z");
const view = (parts: Partial<View> = {}): View => ({
  interval: "15m",
  range: "5d",
  from: null,
  to: null,
  ...parts,
});

/** What the server holds of ORBX on a Saturday. */
let server: { bars: Bar[]; down: boolean };
const fetched: string[] = [];

function answer(path: string): unknown {
  if (path.includes("/market?")) return { rows: [row({ posts: 40, price: 52.88 })] };
  if (path.includes("/bars?")) return { bars: server.bars, gaps: [] };
  return { symbol: "ORBX", name: "Orbexa", first_bar: null, last_bar: "2026-01-10T19:59:00Z" };
}

beforeEach(() => {
  server = { bars: [bar({ close: 54.83, posts: 3 })], down: false };
  fetched.length = 0;
  vi.stubGlobal("fetch", async (path: string) => {
    fetched.push(path);
    if (server.down) throw new TypeError("fetch failed");
    return new Response(JSON.stringify(answer(path)));
  });
});
afterEach(() => vi.unstubAllGlobals());

async function opened(): Promise<TickerStore> {
  const store = new TickerStore("ORBX", () => NOW);
  await Promise.all([store.loadTicker(), store.loadRow()]);
  return store;
}

describe("a ticker's page", () => {
  test("has the market page's figures in its head, whatever the bars show", async () => {
    const store = await opened();
    expect(fetched).toContain("/api/v1/market?window=1d&symbols=ORBX");
    for (const shown of [view(), view({ interval: "1d" }), view({ from: "2020-01-01", to: "2020-01-05" })]) {
      server.bars = shown.from ? [] : server.bars;
      await store.loadBars(shown);
      expect(store.row.value).toMatchObject({ price: 52.88, posts: 40 });
    }
  });

  test("counts what arrives in its head", async () => {
    const store = await opened();
    store.accept([said({ post_id: "9" }), said({ post_id: "9" }), said({ post_id: "10", symbol: "OTHR" })]);
    expect(store.row.value?.posts).toBe(41);
  });

  test("keeps its head where fetching it anew fails", async () => {
    const store = await opened();
    server.down = true;
    await store.loadRow();
    expect(store.row.value?.price).toBe(52.88);
  });

  test("keeps the bars it has where others cannot be fetched, and says so until they can", async () => {
    const store = await opened();
    await store.loadBars(view());
    server.down = true;
    const trying = store.loadBars(view({ interval: "1h" }));
    expect(store.loading.value).toBe(true);
    await trying;
    expect(store.loading.value).toBe(false);
    expect(store.failure.value).not.toBeNull();
    expect(store.interval.value).toBe("15m");
    server.down = false;
    await store.loadBars(view({ interval: "1h" }));
    expect(store.failure.value).toBeNull();
    expect(store.interval.value).toBe("1h");
  });
});
