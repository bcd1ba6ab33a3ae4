import type { Bar, Gap, Interval } from "../api/types.ts";
import { postSpan } from "./span.ts";

/** What a pane shows, and what may be missing in it. */
export type Lack = "posts" | "prices";

const WORDS: Record<Gap["missing"], string> = {
  posts: "no posts",
  prices: "no prices",
  posts_and_prices: "no posts or prices",
};

const MINUTE = 60_000;

/** Those of the gaps in which `what` is missing. */
export function lacking(gaps: readonly Gap[], what: Lack): Gap[] {
  return gaps.filter((gap) => gap.missing === what || gap.missing === "posts_and_prices");
}

/** What is missing in a gap: "no posts". */
export function lackOf(gap: Gap): string {
  return WORDS[gap.missing];
}

/** What is missing, and whose: "no posts from bluesky and reddit", "no prices from yahoo". */
export function lackWords(gaps: readonly Gap[]): string[] {
  return (Object.keys(WORDS) as Gap["missing"][]).flatMap((missing) => {
    const sources = new Set(gaps.filter((gap) => gap.missing === missing).map((gap) => gap.source));
    return sources.size === 0 ? [] : [`${WORDS[missing]} from ${listed([...sources].sort())}`];
  });
}

/**
 * What is missing in one bar, with how long where that is not all of its time: "no posts from bluesky for 9 min".
 *
 * @param now ms since 1970: a gap without an end lasts until then
 */
export function barLacks(
  gaps: readonly Gap[],
  bars: readonly Bar[],
  index: number,
  interval: Interval,
  now: number,
): string[] {
  const bar = bars[index];
  if (!bar || gaps.length === 0) return [];
  const traded = { from: Date.parse(bar.start), to: Date.parse(bar.end) };
  const said = postSpan(bars, index, interval);
  const found = new Map<string, { first: Gap; times: Span[]; whole: number }>();
  for (const gap of gaps) {
    const span = gap.missing === "prices" ? traded : said;
    const to = Math.min(span.to, Math.max(now, span.from));
    const time = {
      from: Math.max(span.from, Date.parse(gap.start)),
      to: Math.min(to, gap.end === null ? to : Date.parse(gap.end)),
    };
    if (time.from >= time.to) continue;
    const key = `${gap.missing} ${gap.source}`;
    const known = found.get(key) ?? { first: gap, times: [], whole: to - span.from };
    known.times.push(time);
    found.set(key, known);
  }
  return [...found.values()].map(({ first, times, whole }) => {
    const words = `${lackOf(first)} from ${first.source}`;
    const length = covered(times);
    return length >= whole ? words : `${words} for ${lasting(length)}`;
  });
}

interface Span {
  from: number;
  to: number;
}

/** How much time the spans cover together. */
function covered(spans: Span[]): number {
  let sum = 0;
  let end = -Infinity;
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, span.to - Math.max(span.from, end));
    end = Math.max(end, span.to);
  }
  return sum;
}

function lasting(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.round(ms / 1000))} s`;
  const minutes = Math.round(ms / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function listed(names: string[]): string {
  const last = names[names.length - 1];
  return names.length < 2 ? (last ?? "") : `${names.slice(0, -1).join(", ")} and ${last}`;
}
