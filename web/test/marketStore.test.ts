import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failure, fetched, list, load } from "../src/pages/market/store.ts";
import { applyEvents } from "../src/state/market.ts";
import { row, said } from "./objects.ts";

let asked: (string | undefined)[];
let served: { rows: ReturnType<typeof row>[]; tag: string };

beforeEach(() => {
  asked = [];
  served = { rows: [row({ posts: 10 })], tag: 'W/"a"' };
  vi.stubGlobal("fetch", async (_path: string, init: { headers: Record<string, string> }) => {
    asked.push(init.headers["if-none-match"]);
    if (init.headers["if-none-match"] === served.tag) return new Response(null, { status: 304 });
    return new Response(JSON.stringify({ rows: served.rows }), { headers: { etag: served.tag } });
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a market that has not changed is not sent anew, and keeps nothing that was counted in passing", async () => {
  await load();
  const first = list.value;
  await load();
  expect(asked).toEqual([undefined, 'W/"a"']);
  expect(list.value).toBe(first);

  list.value = first && applyEvents(first, [said()]);
  expect(list.value?.rows[0]?.posts).toBe(11);
  await load();
  expect(list.value?.rows).toBe(fetched.value);
  expect(list.value?.rows[0]?.posts).toBe(10);

  served = { rows: [row({ posts: 12 })], tag: 'W/"b"' };
  await load();
  expect(list.value?.rows[0]?.posts).toBe(12);
  await load();
  expect(asked.at(-1)).toBe('W/"b"');
  expect(failure.value).toBeNull();
});
