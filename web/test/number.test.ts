import { describe, expect, test } from "vitest";
import {
  bytes,
  change,
  compact,
  count,
  direction,
  duration,
  price,
  rate,
  score,
  share,
} from "../src/lib/number.ts";

describe("numbers", () => {
  test.each([
    [0.214, "+0.21"],
    [-0.214, "−0.21"],
    [0, "0.00"],
    [-0.001, "0.00"],
    [0.999, "+1.00"],
    [null, "–"],
  ])("a score of %s reads %s", (value, text) => expect(score(value)).toBe(text));

  test.each([
    [0, "0"],
    [9_999, "9,999"],
    [12_345, "12.3k"],
    [123_456, "123k"],
    [999_499, "999k"],
    [999_500, "1M"],
    [4_560_000, "4.56M"],
    [2.5, "2.5"],
  ])("%s is shortened to %s", (value, text) => expect(compact(value)).toBe(text));

  test("prices below one keep four places", () => {
    expect(price(0.1234)).toBe("0.1234");
    expect(price(1234.5)).toBe("1,234.50");
  });

  test("a share that is not zero never reads 0%", () => {
    expect(share(0)).toBe("0%");
    expect(share(0.001)).toBe("<1%");
    expect(share(0.5)).toBe("50%");
    expect(share(Number.NaN)).toBe("–");
  });

  test("what rounds to zero has no direction", () => {
    expect(direction(0.004)).toBe("flat");
    expect(direction(-0.006)).toBe("down");
    expect(direction(null)).toBe("flat");
  });

  test.each([
    [12, "12 ms"],
    [1_500, "1.5 s"],
    [61_000, "1 min 1 s"],
    [3_600_000 * 3, "3 h 0 min"],
    [86_400_000 * 9, "9 days"],
  ])("%s ms last %s", (ms, text) => expect(duration(ms)).toBe(text));

  test("signs of changes are minus signs, not hyphens", () => expect(change(-1.2)).toBe("−1.20%"));

  test("the rest", () => {
    expect(count(1234567)).toBe("1,234,567");
    expect(rate(143_201)).toBe("143k/s");
    expect(rate(1.54)).toBe("1.5/s");
    expect(bytes(999)).toBe("999 B");
    expect(bytes(4_000)).toBe("4 kB");
  });
});
