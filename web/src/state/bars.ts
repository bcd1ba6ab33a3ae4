import { type Bar, ENOUGH, type Interval, type SentimentEvent, type StreamEvent } from "../api/types.ts";
import { fromWallClock, wallClock } from "../lib/time.ts";

export const INTERVALS: Interval[] = ["1m", "15m", "1h", "1d"];

export const INTERVAL_MS: Record<Interval, number> = {
  "1m": 60_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "1d": 86_400_000,
};

/** The most bars asked for at once. */
export const BAR_LIMIT = 2_000;

const EMPTY: Omit<Bar, "start" | "end"> = {
  open: null,
  high: null,
  low: null,
  close: null,
  volume: null,
  trades: null,
  vwap: null,
  posts: 0,
  originals: 0,
  noise: 0,
  authors: 0,
  positive: 0,
  neutral: 0,
  negative: 0,
  mixed: 0,
  score_mean: null,
  score_stddev: null,
  score_weighted: null,
  author_bullish: 0,
  author_bearish: 0,
  by_source: {},
  complete: false,
};

/** Where a bar ends that an event opened; for a day the regular close, 16:00 in New York. */
function endOf(start: string, interval: Interval): string {
  const at = Date.parse(start);
  const end =
    interval === "1d" ? fromWallClock(wallClock(at).getTime() + 16 * 3_600_000) : at + INTERVAL_MS[interval];
  return new Date(end).toISOString();
}

/** Bars in order of time with one bar's columns replaced, or a new bar put in its place. */
export function mergeBar(bars: readonly Bar[], patch: SentimentEvent): Bar[] {
  const at = Date.parse(patch.start);
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Date.parse((bars[middle] as Bar).start) < at) low = middle + 1;
    else high = middle;
  }
  const { symbol: _symbol, interval, ...columns } = patch;
  const known = bars[low];
  const result = bars.slice();
  if (known && Date.parse(known.start) === at) {
    result[low] = { ...known, ...columns, start: known.start };
  } else {
    result.splice(low, 0, { ...EMPTY, end: endOf(patch.start, interval), ...columns });
  }
  return result;
}

/** Bars after a batch of events; only those of the symbol, the interval and from `from` on matter. */
export function applyBarEvents(
  bars: readonly Bar[],
  batch: readonly StreamEvent[],
  symbol: string,
  interval: Interval,
  from: number,
  to: number | null,
): readonly Bar[] {
  let result = bars;
  for (const event of batch) {
    if (event.type !== "sentiment_bar" && event.type !== "price_bar") continue;
    const data = event.data;
    if (data.symbol !== symbol || data.interval !== interval) continue;
    const at = Date.parse(data.start);
    if (at < from || (to !== null && at >= to)) continue;
    result = mergeBar(result, data);
  }
  return result.length > BAR_LIMIT ? result.slice(result.length - BAR_LIMIT) : result;
}

/** Originals that are not noise: those that carry the score. */
export function scored(bar: Pick<Bar, "positive" | "neutral" | "negative" | "mixed">): number {
  return bar.positive + bar.neutral + bar.negative + bar.mixed;
}

/** The mean score if enough posts carry it, else null. */
export function shownScore(bar: Bar): number | null {
  return scored(bar) >= ENOUGH ? bar.score_mean : null;
}

/** Posts in three exclusive parts; noise holds noisy copies too. */
export function stack(bar: Pick<Bar, "posts" | "noise" | "positive" | "neutral" | "negative" | "mixed">): {
  scored: number;
  noise: number;
  copies: number;
} {
  const counted = scored(bar);
  const noise = Math.max(0, Math.min(bar.noise, bar.posts - counted));
  return { scored: counted, noise, copies: Math.max(0, bar.posts - counted - noise) };
}

export const TRAILING = 8;

/** Per bar, the mean over all scored posts of it and the bars before it; null below {@link ENOUGH} posts. */
export function trailingScores(bars: readonly Bar[], length = TRAILING): (number | null)[] {
  let sum = 0;
  let posts = 0;
  return bars.map((bar, i) => {
    sum += (bar.score_mean ?? 0) * scored(bar);
    posts += scored(bar);
    const left = bars[i - length];
    if (left) {
      sum -= (left.score_mean ?? 0) * scored(left);
      posts -= scored(left);
    }
    return posts >= ENOUGH ? sum / posts : null;
  });
}

/** What a range of bars holds in all. */
export interface Totals {
  posts: number;
  originals: number;
  noise: number;
  copies: number;
  scored: number;
  positive: number;
  neutral: number;
  negative: number;
  mixed: number;
  bullish: number;
  bearish: number;
  score: number | null;
  sources: [string, number][];
  first: number | null;
  last: number | null;
  high: number | null;
  low: number | null;
  volume: number | null;
}

export function totals(bars: readonly Bar[]): Totals {
  const result: Totals = {
    posts: 0,
    originals: 0,
    noise: 0,
    copies: 0,
    scored: 0,
    positive: 0,
    neutral: 0,
    negative: 0,
    mixed: 0,
    bullish: 0,
    bearish: 0,
    score: null,
    sources: [],
    first: null,
    last: null,
    high: null,
    low: null,
    volume: null,
  };
  const sources = new Map<string, number>();
  let sum = 0;
  for (const bar of bars) {
    result.posts += bar.posts;
    result.originals += bar.originals;
    result.noise += bar.noise;
    result.copies += Math.max(0, bar.posts - bar.originals);
    result.scored += scored(bar);
    result.positive += bar.positive;
    result.neutral += bar.neutral;
    result.negative += bar.negative;
    result.mixed += bar.mixed;
    result.bullish += bar.author_bullish;
    result.bearish += bar.author_bearish;
    sum += (bar.score_mean ?? 0) * scored(bar);
    for (const [source, posts] of Object.entries(bar.by_source ?? {})) {
      sources.set(source, (sources.get(source) ?? 0) + posts);
    }
    result.first ??= bar.open;
    result.last = bar.close ?? result.last;
    if (bar.high !== null) result.high = Math.max(result.high ?? bar.high, bar.high);
    if (bar.low !== null) result.low = Math.min(result.low ?? bar.low, bar.low);
    if (bar.volume !== null) result.volume = (result.volume ?? 0) + bar.volume;
  }
  if (result.scored >= ENOUGH) result.score = sum / result.scored;
  result.sources = [...sources].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return result;
}
