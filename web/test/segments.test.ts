import { describe, expect, test } from "vitest";
import { segments } from "../src/lib/segments.ts";

const part = (start: number, end: number, weight: number) => ({ start, end, weight, text: "" });

describe("marked words", () => {
  const text = "🚀 $ORBX is strong, not weak";

  test("joined, the segments are the text", () => {
    const cut = segments(text, [part(12, 18, 0.3), part(24, 28, -0.2)], { start: 3, end: 8 });
    expect(cut.map((each) => each.text).join("")).toBe(text);
    expect(cut.filter((each) => each.weight !== null).map((each) => [each.text, each.weight])).toEqual([
      ["strong", 0.3],
      ["weak", -0.2],
    ]);
    expect(cut.filter((each) => each.link).map((each) => each.text)).toEqual(["$ORBX"]);
  });

  test("overlaps and offsets outside the text do no harm", () => {
    const cut = segments("abcdef", [part(2, 4, 1), part(0, 3, -1), part(5, 99, 0.5), part(50, 60, 1)]);
    expect(cut.map((each) => [each.text, each.weight])).toEqual([
      ["abc", -1],
      ["d", 1],
      ["e", null],
      ["f", 0.5],
    ]);
  });

  test("a word may both link and weigh", () => {
    const cut = segments("buy Strong Co", [part(4, 10, 0.2)], { start: 4, end: 13 });
    expect(cut.map((each) => [each.text, each.weight, each.link])).toEqual([
      ["buy ", null, false],
      ["Strong", 0.2, true],
      [" Co", null, true],
    ]);
  });

  test("no contributions leave the text whole", () => {
    expect(segments("abc", [])).toEqual([{ text: "abc", weight: null, link: false }]);
    expect(segments("", [part(0, 1, 1)])).toEqual([]);
  });
});
