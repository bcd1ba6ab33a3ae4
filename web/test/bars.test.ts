import { describe, expect, test } from "vitest";
import {
  applyBarEvents,
  BAR_LIMIT,
  mergeBar,
  shownScore,
  stack,
  totals,
  trailingScores,
} from "../src/state/bars.ts";
import { postSpan } from "../src/state/span.ts";
import { bar } from "./objects.ts";

const q = (minute: number) => `2026-01-05T15:${String(minute).padStart(2, "0")}:00Z`;

describe("bars, live", () => {
  test("prices and posts of one interval come together in one bar", () => {
    const priced = mergeBar([], { symbol: "A", interval: "15m", start: q(0), close: 3 });
    const both = mergeBar(priced, { symbol: "A", interval: "15m", start: q(0), posts: 7 });
    expect(both).toHaveLength(1);
    expect(both[0]).toMatchObject({ close: 3, posts: 7, open: null, end: "2026-01-05T15:15:00.000Z" });
    expect(both[0]).not.toHaveProperty("symbol");
  });

  test("a late bar takes its place in time", () => {
    const bars = [bar({ start: q(0) }), bar({ start: q(30) })];
    const merged = mergeBar(bars, { symbol: "A", interval: "15m", start: q(15), posts: 1 });
    expect(merged.map((each) => each.start)).toEqual([q(0), q(15), q(30)]);
    expect(bars).toHaveLength(2);
  });

  test("instants that are written differently are the same", () => {
    const merged = mergeBar([bar({ start: "2026-01-05T15:00:00Z" })], {
      symbol: "A",
      interval: "15m",
      start: "2026-01-05T15:00:00.000Z",
      posts: 2,
    });
    expect(merged).toHaveLength(1);
  });

  test("a new day ends at the regular close", () => {
    const merged = mergeBar([], { symbol: "A", interval: "1d", start: "2026-07-06T04:00:00Z" });
    expect(merged[0]?.end).toBe("2026-07-06T20:00:00.000Z");
  });

  test("other tickers, intervals and times leave the bars as they are", () => {
    const bars = [bar()];
    const event = (parts: object) => ({
      type: "sentiment_bar" as const,
      data: { symbol: "A", interval: "15m" as const, start: q(0), ...parts },
    });
    const apply = (parts: object) =>
      applyBarEvents(bars, [event(parts)], "A", "15m", Date.parse(q(0)), Date.parse(q(30)));
    expect(apply({ symbol: "B" })).toBe(bars);
    expect(apply({ interval: "1h" })).toBe(bars);
    expect(apply({ start: "2026-01-05T14:45:00Z" })).toBe(bars);
    expect(apply({ start: q(30) })).toBe(bars);
    expect(apply({ posts: 3 })).not.toBe(bars);
  });

  test("the oldest make room for the newest", () => {
    const many = Array.from({ length: BAR_LIMIT }, (_, i) =>
      bar({ start: new Date(i * 60_000).toISOString() }),
    );
    const event = {
      type: "price_bar" as const,
      data: { symbol: "A", interval: "1m" as const, start: new Date(BAR_LIMIT * 60_000).toISOString() },
    };
    const after = applyBarEvents(many, [event], "A", "1m", 0, null);
    expect(after).toHaveLength(BAR_LIMIT);
    expect(after[0]).toBe(many[1]);
  });
});

describe("what bars say", () => {
  test("a mean from fewer than three posts is not shown", () => {
    expect(shownScore(bar({ positive: 2, score_mean: 0.9 }))).toBeNull();
    expect(shownScore(bar({ positive: 2, mixed: 1, score_mean: 0.4 }))).toBe(0.4);
  });

  test("the parts of the stack add up to the posts", () => {
    expect(stack(bar({ posts: 10, positive: 4, negative: 1, noise: 3 }))).toEqual({
      scored: 5,
      noise: 3,
      copies: 2,
    });
    expect(stack(bar({ posts: 3, positive: 3, noise: 1 }))).toEqual({ scored: 3, noise: 0, copies: 0 });
  });

  test("trailing means weigh by posts and break where there are too few", () => {
    const bars = [
      bar({ positive: 2, score_mean: 1 }),
      bar({ negative: 2, score_mean: -1 }),
      bar({ positive: 1, score_mean: 1 }),
      bar(),
      bar(),
    ];
    expect(trailingScores(bars, 2)).toEqual([null, 0, -1 / 3, null, null]);
  });

  test("totals pool scores by posts and order sources by size", () => {
    const sum = totals([
      bar({
        open: 1,
        close: 2,
        posts: 3,
        originals: 2,
        positive: 1,
        score_mean: 1,
        by_source: { x: 1, reddit: 2 },
      }),
      bar({
        open: 2,
        close: null,
        posts: 3,
        originals: 3,
        negative: 3,
        score_mean: -0.2,
        by_source: { x: 3 },
      }),
    ]);
    expect(sum).toMatchObject({ posts: 6, copies: 1, scored: 4, first: 1, last: 2 });
    expect(sum.score).toBeCloseTo(0.1);
    expect(sum.sources).toEqual([
      ["x", 4],
      ["reddit", 2],
    ]);
    expect(totals([]).score).toBeNull();
  });
});

describe("the posts behind a bar", () => {
  test("are those of its interval", () => {
    expect(postSpan([bar()], 0, "15m")).toEqual({ from: Date.parse(q(0)), to: Date.parse(q(15)) });
  });

  test("of a day reach back to the close before", () => {
    const friday = bar({ start: "2026-01-02T05:00:00Z", end: "2026-01-02T18:00:00Z" });
    const monday = bar({ start: "2026-01-05T05:00:00Z", end: "2026-01-05T21:00:00Z" });
    expect(postSpan([friday, monday], 1, "1d").from).toBe(Date.parse(friday.end));
    expect(postSpan([monday], 0, "1d").from).toBe(Date.parse("2026-01-02T21:00:00Z"));
  });

  test("of a day after a hole do not reach over the hole", () => {
    const before = bar({ start: "2025-12-01T05:00:00Z", end: "2025-12-01T21:00:00Z" });
    const monday = bar({ start: "2026-01-05T05:00:00Z", end: "2026-01-05T21:00:00Z" });
    expect(postSpan([before, monday], 1, "1d").from).toBe(Date.parse("2026-01-02T21:00:00Z"));
  });
});
