import { describe, expect, test } from "vitest";
import { HEADING, layout } from "../src/lib/treemap.ts";

const item = (id: string, weight: number, group: string | null = null) => ({ id, weight, group });

describe("the treemap", () => {
  test("areas are as the weights", () => {
    const { tiles, groups } = layout([item("A", 300), item("B", 100)], 400, 100);
    const area = (id: string) => {
      const tile = tiles.find((each) => each.id === id);
      return (tile?.width ?? 0) * (tile?.height ?? 0);
    };
    expect(groups).toEqual([]);
    expect(area("A") / area("B")).toBeGreaterThan(2.8);
    expect(area("A") / area("B")).toBeLessThan(3.2);
  });

  test("what has no posts has no tile", () => {
    expect(layout([item("A", 1), item("B", 0)], 100, 100).tiles.map((tile) => tile.id)).toEqual(["A"]);
    expect(layout([item("B", 0)], 100, 100).tiles).toEqual([]);
    expect(layout([item("A", 1)], 0, 100).tiles).toEqual([]);
  });

  test("groups stand under their headings, and tiles neither overlap nor leave the frame", () => {
    const items = Array.from({ length: 30 }, (_, i) => item(`T${i}`, 1 + ((i * 37) % 50), `G${i % 5}`));
    const { tiles, groups } = layout(items, 500, 400);
    expect(groups).toHaveLength(5);
    for (const tile of tiles) {
      expect(tile.x + tile.width).toBeLessThanOrEqual(500);
      expect(tile.y + tile.height).toBeLessThanOrEqual(400);
      expect(tile.y).toBeGreaterThanOrEqual(HEADING);
    }
    for (const a of tiles) {
      for (const b of tiles) {
        if (a === b) continue;
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  test("the order of arrival does not matter", () => {
    const items = [item("A", 5), item("B", 5), item("C", 9)];
    expect(layout([...items].reverse(), 90, 60)).toEqual(layout(items, 90, 60));
  });
});
