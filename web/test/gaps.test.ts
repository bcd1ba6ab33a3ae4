import { describe, expect, it } from "vitest";
import type { Gap } from "../src/api/types.ts";
import { barLacks, lacking, lackWords } from "../src/state/gaps.ts";
import { bar } from "./objects.ts";

const DAY = "2026-11-02T";
const LATER = Date.parse(`${DAY}23:00:00Z`);

function gap(source: string, missing: Gap["missing"], start = "14:00", end: string | null = "14:09"): Gap {
  return {
    source,
    symbol: null,
    start: `${DAY}${start}:00Z`,
    end: end && `${DAY}${end}:00Z`,
    missing,
    reason: "away",
  };
}

const bars = [0, 15, 30].map((minute) =>
  bar({ start: `${DAY}14:${minute || "00"}:00Z`, end: `${DAY}14:${minute + 15}:00Z` }),
);
const first = (gaps: Gap[], now = LATER) => barLacks(gaps, bars, 0, "15m", now);

describe("gaps", () => {
  it("concern the panes of what is missing, and no others", () => {
    const all = [gap("bluesky", "posts"), gap("yahoo", "prices"), gap("kinesis", "posts_and_prices")];
    expect(lacking(all, "posts").map((each) => each.source)).toEqual(["bluesky", "kinesis"]);
    expect(lacking(all, "prices").map((each) => each.source)).toEqual(["yahoo", "kinesis"]);
  });

  it("are told by what is missing and whose it is", () => {
    expect(
      lackWords([
        gap("yahoo", "prices"),
        gap("reddit", "posts"),
        gap("bluesky", "posts"),
        gap("bluesky", "posts", "14:20", "14:30"),
      ]),
    ).toEqual(["no posts from bluesky and reddit", "no prices from yahoo"]);
    expect(lackWords([gap("kinesis", "posts_and_prices")])).toEqual(["no posts or prices from kinesis"]);
    expect(lackWords([])).toEqual([]);
  });

  it("are told of a bar with how long they took of it", () => {
    expect(first([gap("bluesky", "posts")])).toEqual(["no posts from bluesky for 9 min"]);
    expect(first([gap("bluesky", "posts", "13:00", "14:15")])).toEqual(["no posts from bluesky"]);
    expect(first([gap("bluesky", "posts", "14:15", "14:30")])).toEqual([]);
  });

  it("of one source count once where they overlap", () => {
    expect(first([gap("x", "posts", "14:00", "14:09"), gap("x", "posts", "14:06", "14:11")])).toEqual([
      "no posts from x for 11 min",
    ]);
  });

  it("last until now while they have no end", () => {
    const now = Date.parse(`${DAY}14:10:00Z`);
    expect(first([gap("x", "posts", "14:07", null)], now)).toEqual(["no posts from x for 3 min"]);
    expect(first([gap("x", "posts", "13:00", null)], now)).toEqual(["no posts from x"]);
  });

  it("of posts after the close belong to the next day's bar, of prices to none", () => {
    const days = [
      bar({ start: "2026-11-02T05:00:00Z", end: "2026-11-02T21:00:00Z" }),
      bar({ start: "2026-11-03T05:00:00Z", end: "2026-11-03T21:00:00Z" }),
    ];
    const evening = [gap("x", "posts", "22:00", "23:30"), gap("yahoo", "prices", "22:00", "23:30")];
    const now = Date.parse("2026-11-04T00:00:00Z");
    expect(barLacks(evening, days, 0, "1d", now)).toEqual([]);
    expect(barLacks(evening, days, 1, "1d", now)).toEqual(["no posts from x for 1 h 30 min"]);
  });
});
