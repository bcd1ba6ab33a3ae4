import { describe, expect, test } from "vitest";
import {
  ago,
  barName,
  clock,
  endOfDate,
  fromWallClock,
  isoDate,
  priorClose,
  shortMoment,
  startOfDate,
  zoneName,
  zoneOffset,
} from "../src/lib/time.ts";

const at = Date.parse;
const HOUR = 3_600_000;

describe("the exchange's zone", () => {
  test("a day starts at midnight in New York, whatever the season", () => {
    expect(startOfDate("2014-01-02")).toBe(at("2014-01-02T05:00:00Z"));
    expect(startOfDate("2014-07-02")).toBe(at("2014-07-02T04:00:00Z"));
  });

  test("the day that clocks go forward has 23 hours", () => {
    expect((endOfDate("2026-03-08") as number) - (startOfDate("2026-03-08") as number)).toBe(23 * HOUR);
  });

  test("the day that clocks go back has 25 hours", () => {
    expect((endOfDate("2026-11-01") as number) - (startOfDate("2026-11-01") as number)).toBe(25 * HOUR);
  });

  test("the offset changes at 07:00 UTC in March and at 06:00 UTC in November", () => {
    expect(zoneOffset(at("2026-03-08T06:59:59Z"))).toBe(-5 * HOUR);
    expect(zoneOffset(at("2026-03-08T07:00:00Z"))).toBe(-4 * HOUR);
    expect(zoneOffset(at("2026-11-01T05:59:59Z"))).toBe(-4 * HOUR);
    expect(zoneOffset(at("2026-11-01T06:00:00Z"))).toBe(-5 * HOUR);
  });

  test("an hour that comes twice is its first, one that is left out lies after the gap", () => {
    expect(fromWallClock(at("2026-11-01T01:30:00Z"))).toBe(at("2026-11-01T05:30:00Z"));
    expect(fromWallClock(at("2026-03-08T02:30:00Z"))).toBe(at("2026-03-08T07:30:00Z"));
  });

  test("both halves of the hour that comes twice say which they are", () => {
    expect(clock(at("2026-11-01T05:30:00Z"))).toBe("01:30:00 EDT");
    expect(clock(at("2026-11-01T06:30:00Z"))).toBe("01:30:00 EST");
  });

  test("dates are those of New York", () => {
    expect(isoDate(at("2026-01-05T04:59:00Z"))).toBe("2026-01-04");
    expect(isoDate(at("2026-01-05T05:00:00Z"))).toBe("2026-01-05");
    expect(zoneName(at("2026-07-05T05:00:00Z"))).toBe("EDT");
  });

  test.each(["2026-02-30", "2026-1-1", "", "yesterday"])("'%s' is no date", (text) =>
    expect(startOfDate(text)).toBeNull(),
  );

  test("midnight reads 00:00, not 24:00", () => {
    expect(barName(at("2026-01-05T05:00:00Z"), "15m")).toBe("Jan 5, 2026, 00:00 EST");
    expect(barName(at("2026-01-05T05:00:00Z"), "1d")).toBe("Mon, Jan 5, 2026");
  });

  test("moments leave out what today's reader knows", () => {
    const now = at("2026-01-05T20:00:00Z");
    expect(shortMoment(at("2026-01-05T15:00:05Z"), now)).toBe("10:00:05 EST");
    expect(shortMoment(at("2026-01-02T15:00:05Z"), now)).toBe("Jan 2, 10:00 EST");
    expect(shortMoment(at("2014-01-02T15:00:05Z"), now)).toBe("Jan 2, 2014, 10:00 EST");
  });

  test("the close before a Monday is Friday's", () => {
    expect(priorClose(startOfDate("2026-01-05") as number)).toBe(at("2026-01-02T21:00:00Z"));
    expect(priorClose(startOfDate("2026-03-09") as number)).toBe(at("2026-03-06T21:00:00Z"));
    expect(priorClose(startOfDate("2026-01-07") as number)).toBe(at("2026-01-06T21:00:00Z"));
  });

  test("ages are never negative", () => expect(ago(10_000, 0)).toBe("0 s ago"));
});
