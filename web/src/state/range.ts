import type { Interval } from "../api/types.ts";
import { endOfDate, startOfDate } from "../lib/time.ts";
import { BAR_LIMIT, INTERVAL_MS, INTERVALS } from "./bars.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Preset {
  id: string;
  name: string;
  /** Null for all there is. */
  ms: number | null;
}

const PRESETS: Record<string, Preset> = Object.fromEntries(
  (
    [
      ["1h", "1 hour", HOUR],
      ["4h", "4 hours", 4 * HOUR],
      ["1d", "1 day", DAY],
      ["5d", "5 days", 5 * DAY],
      ["2w", "2 weeks", 14 * DAY],
      ["1mo", "1 month", 31 * DAY],
      ["2mo", "2 months", 62 * DAY],
      ["3mo", "3 months", 92 * DAY],
      ["6mo", "6 months", 183 * DAY],
      ["1y", "1 year", 366 * DAY],
      ["5y", "5 years", 1827 * DAY],
      ["all", "All", null],
    ] as [string, string, number | null][]
  ).map(([id, name, ms]) => [id, { id, name, ms }]),
);

const OFFERED: Record<Interval, string[]> = {
  "1m": ["1h", "4h", "1d"],
  "15m": ["1d", "5d", "2w"],
  "1h": ["5d", "1mo", "2mo"],
  "1d": ["3mo", "6mo", "1y", "5y", "all"],
};

const USUAL: Record<Interval, string> = { "1m": "4h", "15m": "5d", "1h": "1mo", "1d": "1y" };

/** The ranges that make sense, and fit in one answer, at an interval. */
export function presets(interval: Interval): Preset[] {
  return OFFERED[interval].map((id) => PRESETS[id] as Preset);
}

/** What a ticker's page shows. Without dates the range is a preset that ends now; with dates it is theirs. */
export interface View {
  interval: Interval;
  range: string;
  /** ISO dates of the exchange's zone, both inclusive; null when the preset counts. */
  from: string | null;
  to: string | null;
}

/** The finest interval at which the history so far fills a chart. */
export function usualInterval(first: number | null, last: number | null): Interval {
  if (first === null || last === null) return "15m";
  const span = last - first;
  if (span <= 4 * HOUR) return "1m";
  if (span <= 10 * DAY) return "15m";
  return span <= 45 * DAY ? "1h" : "1d";
}

/** A view from an address's query; what is missing or unknown takes its usual value. */
export function viewOf(query: URLSearchParams, usual: Interval): View {
  const asked = query.get("interval") as Interval | null;
  const interval = asked && INTERVALS.includes(asked) ? asked : usual;
  const range = query.get("range");
  const from = query.get("from");
  const to = query.get("to");
  const dated = from !== null && to !== null && startOfDate(from) !== null && startOfDate(to) !== null;
  return {
    interval,
    range: range && OFFERED[interval].includes(range) ? range : USUAL[interval],
    from: dated ? from : null,
    to: dated ? to : null,
  };
}

export interface Bounds {
  /** Milliseconds since 1970; null for the beginning. */
  from: number | null;
  /** Null for a range that goes on. */
  to: number | null;
}

/** The instants of a view; `last` is the newest data's. */
export function boundsOf(view: View, last: number): Bounds {
  if (view.from !== null && view.to !== null) {
    return { from: startOfDate(view.from), to: endOfDate(view.to) };
  }
  const span = PRESETS[view.range]?.ms ?? null;
  return { from: span === null ? null : last + INTERVAL_MS[view.interval] - span, to: null };
}

/** The wanted interval, or the finest coarser one at which the dates fit in one answer. */
export function fittingInterval(wanted: Interval, bounds: Bounds): Interval {
  if (bounds.from === null || bounds.to === null) return wanted;
  const span = bounds.to - bounds.from;
  const first = INTERVALS.indexOf(wanted);
  return INTERVALS.slice(first).find((interval) => span / INTERVAL_MS[interval] <= BAR_LIMIT) ?? "1d";
}
