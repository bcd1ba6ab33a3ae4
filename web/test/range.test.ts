import { describe, expect, test } from "vitest";
import { boundsOf, fittingInterval, presets, usualInterval, viewOf } from "../src/state/range.ts";

const HOUR = 3_600_000;
const view = (query: string) => viewOf(new URLSearchParams(query), "15m");

describe("ranges", () => {
  test("an address without a query shows the usual", () => {
    expect(view("")).toEqual({ interval: "15m", range: "5d", from: null, to: null });
  });

  test("what an address asks for in vain takes its usual value", () => {
    expect(view("interval=7m&range=nope&from=2026-13-01&to=2026-01-01")).toEqual(view(""));
    expect(view("interval=1d&range=1h").range).toBe("1y");
  });

  test("dates are whole days of New York, both included", () => {
    expect(boundsOf(view("from=2026-03-08&to=2026-03-08"), 0)).toEqual({
      from: Date.parse("2026-03-08T05:00:00Z"),
      to: Date.parse("2026-03-09T04:00:00Z"),
    });
  });

  test("a preset ends with the newest data and goes on", () => {
    const last = Date.parse("2015-01-05T15:00:00Z");
    expect(boundsOf(view("interval=1m&range=1h"), last)).toEqual({ from: last + 60_000 - HOUR, to: null });
    expect(boundsOf(view("interval=1d&range=all"), last)).toEqual({ from: null, to: null });
  });

  test("dates too far apart for an interval get a coarser one", () => {
    const year = boundsOf(view("from=2026-01-01&to=2026-12-31"), 0);
    expect(fittingInterval("1m", year)).toBe("1d");
    expect(fittingInterval("1m", boundsOf(view("from=2026-01-05&to=2026-01-06"), 0))).toBe("15m");
    expect(fittingInterval("1m", { from: null, to: null })).toBe("1m");
  });

  test("all presets fit in one answer", () => {
    const minutes = { "1m": 1, "15m": 15, "1h": 60, "1d": 1440 } as const;
    for (const [interval, length] of Object.entries(minutes)) {
      for (const { ms } of presets(interval as keyof typeof minutes)) {
        if (ms !== null) expect(ms / (length * 60_000)).toBeLessThanOrEqual(2_000);
      }
    }
  });

  test("the first look fits the history", () => {
    expect(usualInterval(null, null)).toBe("15m");
    expect(usualInterval(0, HOUR)).toBe("1m");
    expect(usualInterval(0, 5 * 24 * HOUR)).toBe("15m");
    expect(usualInterval(0, 40 * 24 * HOUR)).toBe("1h");
    expect(usualInterval(0, 400 * 24 * HOUR)).toBe("1d");
  });
});
