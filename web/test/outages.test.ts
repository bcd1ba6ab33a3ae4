import { describe, expect, it } from "vitest";
import { outages } from "../src/chart/outages.ts";
import type { Gap } from "../src/api/types.ts";
import { bar } from "./objects.ts";

const bars = ["14:00", "14:15", "14:30", "16:00"].map((time, i) =>
  bar({
    start: `2026-11-02T${time}:00Z`,
    end: `2026-11-02T${["14:15", "14:30", "14:45", "16:15"][i]}:00Z`,
  }),
);

function gap(start: string, end: string | null, source = "x"): Gap {
  return {
    source,
    symbol: null,
    start: `2026-11-02T${start}Z`,
    end: end && `2026-11-02T${end}Z`,
    missing: "posts",
    reason: "away",
  };
}

describe("outages", () => {
  it("cover as much of a bar as they took of its time", () => {
    expect(outages([gap("14:03:00", "14:22:30")], bars)).toEqual([{ from: -0.5 + 0.2, to: 0.5 + 0.5 }]);
  });

  it("stand at the edge between two bars where there are none", () => {
    expect(outages([gap("15:00:00", "15:30:00")], bars)).toEqual([{ from: 2.5, to: 2.5 }]);
  });

  it("reach from the first bar if they began before it, and last while they have no end", () => {
    expect(outages([gap("09:00:00", null)], bars)).toEqual([{ from: -0.5, to: Infinity }]);
  });

  it("are one where several sources were away at once", () => {
    const found = outages(
      [
        gap("14:30:00", "14:36:00", "reddit"),
        gap("14:00:00", "14:07:30"),
        gap("14:03:00", "14:15:00", "bluesky"),
      ],
      bars,
    );
    expect(found).toEqual([
      { from: -0.5, to: 0.5 },
      { from: 1.5, to: 1.9 },
    ]);
  });

  it("are none without bars", () => {
    expect(outages([gap("14:00:00", null)], [])).toEqual([]);
  });
});
