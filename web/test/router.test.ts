import { describe, expect, test } from "vitest";
import { apiPath } from "../src/api/client.ts";
import { changedQuery, parseRoute, tickerPath } from "../src/app/router.ts";

describe("addresses", () => {
  test.each([
    ["/", { page: "market" }],
    ["", { page: "market" }],
    ["/status", { page: "status" }],
    ["/status/", { page: "status" }],
    ["/ticker/AAPL", { page: "ticker", symbol: "AAPL" }],
    ["/ticker/brk-b", { page: "ticker", symbol: "BRK-B" }],
    ["/ticker/BF%2FB", { page: "ticker", symbol: "BF/B" }],
    ["/ticker/%E0%A4%A", { page: "missing", path: "/ticker/%E0%A4%A" }],
    ["/ticker/", { page: "missing", path: "/ticker/" }],
    ["/tickers", { page: "missing", path: "/tickers" }],
  ])("%s", (path, route) => expect(parseRoute(path)).toEqual(route));

  test("a ticker's path leads back to it", () => {
    for (const symbol of ["AAPL", "BRK.B", "BF/B", "^GSPC"]) {
      expect(parseRoute(tickerPath(symbol))).toEqual({ page: "ticker", symbol });
    }
  });

  test("a query's parameters are set and taken away one by one", () => {
    expect(changedQuery("?a=1&b=2", { b: null, c: "3" })).toBe("?a=1&c=3");
    expect(changedQuery("?a=1", { a: null })).toBe("");
  });

  test("requests leave out what is not given", () => {
    expect(apiPath("/tickers", { q: "a b", from: null, to: undefined, cursor: "" })).toBe(
      "/api/v1/tickers?q=a+b",
    );
    expect(apiPath("/status")).toBe("/api/v1/status");
  });
});
