import { describe, expect, test } from "vitest";
import {
  applyEvents,
  filterRows,
  highlights,
  sortRows,
  type SortKey,
  type Watchlist,
} from "../src/state/market.ts";
import { pricePath, sparkText } from "../src/ui/sparkline.tsx";
import { row, said } from "./objects.ts";

const list = (...rows: ReturnType<typeof row>[]): Watchlist => ({ rows, seen: new Set() });
const only = (state: Watchlist) => state.rows[0] as ReturnType<typeof row>;

describe("the watchlist, live", () => {
  test("a scored post moves count, label, ratio and mean", () => {
    const after = only(applyEvents(list(row()), [said()]));
    expect(after).toMatchObject({
      posts: 11,
      originals: 9,
      noise: 1,
      scored: 5,
      positive: 4,
      posts_ratio: 2.2,
    });
    expect(after.score).toBeCloseTo((0.5 * 4 + 1) / 5);
    expect(after.spark.at(-1)?.posts).toBe(3);
  });

  test("the same post counts once, however often it arrives", () => {
    const once = applyEvents(list(row()), [said(), said()]);
    expect(only(applyEvents(once, [said()])).posts).toBe(11);
  });

  test("a copy counts as a post, but neither as original nor for the score", () => {
    const after = only(applyEvents(list(row()), [said({ copy_of: "x:0" })]));
    expect(after).toMatchObject({ posts: 11, originals: 8, scored: 4, score: 0.5 });
  });

  test("noise counts as noise and leaves the score alone", () => {
    const after = only(applyEvents(list(row()), [said({ noise: 0.5 })]));
    expect(after).toMatchObject({ posts: 11, originals: 9, noise: 2, scored: 4, score: 0.5 });
  });

  test("a deletion takes back what it added", () => {
    const before = list(row());
    const added = applyEvents(before, [said()]);
    const after = applyEvents(added, [said({ deleted: true })]);
    expect(only(after)).toMatchObject({ posts: 10, originals: 8, positive: 3, scored: 4 });
    expect(only(after).score).toBeCloseTo(0.5);
  });

  test("too few posts make no score, and an unknown mean is not made up", () => {
    const few = row({ score: null, scored: 2, positive: 2 });
    expect(only(applyEvents(list(few), [said()]))).toMatchObject({ scored: 3, score: null });
    const three = row({ score: 0.5, scored: 3 });
    const added = applyEvents(list(three), [said()]);
    const gone = applyEvents(added, [said({ deleted: true })]);
    expect(only(gone).score).toBeCloseTo(0.5);
  });

  test("a price moves the change against the same close", () => {
    const event = {
      type: "price_bar" as const,
      data: { symbol: "ORBX", interval: "1m" as const, start: "2026-01-05T15:01:00Z", close: 121 },
    };
    const after = only(applyEvents(list(row()), [event]));
    expect(after.price).toBe(121);
    expect(after.change_pct).toBeCloseTo(21);
    expect(after.spark.at(-1)?.price).toBe(121);
  });

  test("a late bar does not take the price back", () => {
    const event = {
      type: "price_bar" as const,
      data: { symbol: "ORBX", interval: "1m" as const, start: "2026-01-05T14:00:00Z", close: 1 },
    };
    const before = list(row());
    expect(applyEvents(before, [event])).toBe(before);
  });

  test("events on other tickers change nothing at all", () => {
    const before = list(row());
    expect(applyEvents(before, [said({ symbol: "ELSE" })])).toBe(before);
  });
});

describe("sorting and filtering", () => {
  const rows = [
    row({ symbol: "B", score: null, posts: 1, name: "Beta Foods" }),
    row({ symbol: "A", score: -0.5, posts: 9 }),
    row({ symbol: "C", score: 0.5, posts: 1, price: null, spark: [] }),
  ];
  const order = (key: SortKey, descending: boolean) =>
    sortRows(rows, { key, descending })
      .map((each) => each.symbol)
      .join("");

  test("rows without a value stand last in both directions", () => {
    expect(order("score", true)).toBe("CAB");
    expect(order("score", false)).toBe("ACB");
    expect(order("trend", true)).toBe("ABC");
  });

  test("ties go by symbol", () => {
    expect(order("posts", true)).toBe("ABC");
    expect(order("symbol", true)).toBe("CBA");
  });

  test("each word of the filter must occur", () => {
    expect(filterRows(rows, "food beta").map((each) => each.symbol)).toEqual(["B"]);
    expect(filterRows(rows, " ")).toHaveLength(3);
    expect(filterRows(rows, "beta robotics")).toHaveLength(0);
  });

  test("what stands out needs data", () => {
    expect(highlights([])).toEqual([]);
    expect(highlights(rows).map((item) => item.row.symbol)).toEqual(["A", "C", "A", "B"]);
  });
});

describe("the sparkline", () => {
  test("starts anew after a gap", () => {
    const at = (price: number | null) => ({ t: "", price, score: null, posts: 0 });
    expect(pricePath([at(1), at(2), at(null), at(1), at(2)], 8, 12)).toBe(
      "M0.0 10.0L2.0 2.0M6.0 10.0L8.0 2.0",
    );
    expect(pricePath([at(1), at(null)], 8, 12)).toBe("");
  });

  test("says what it shows", () => {
    expect(sparkText(row().spark)).toBe("price from 100.00 to 110.00, sentiment between +0.20 and +0.20");
    expect(sparkText([])).toBe("no data yet");
  });
});
