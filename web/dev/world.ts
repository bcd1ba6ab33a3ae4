import type { Bar, Interval, Label, Listing, MarketRow, Post, Window } from "../src/api/types.ts";
import { INTERVAL_MS } from "../src/state/bars.ts";
import { fromWallClock, isoDate, startOfDate, wallClock } from "../src/lib/time.ts";
import { gauss, hash, pick } from "./random.ts";

/** An invented market whose values are functions of symbol and time, so that nothing is stored but what came in live. */
const NAMES: [string, string, string][] = [
  ["ORBX", "Orbexa Robotics", "Technology"],
  ["NUVL", "Nuvello Cloud", "Technology"],
  ["QNTR", "Quantarra Chips", "Technology"],
  ["PXLR", "Pixeller Games", "Technology"],
  ["SYNQ", "Synquora Data", "Technology"],
  ["LUMI", "Lumivar Displays", "Technology"],
  ["HLXA", "Helixa Bio", "Health"],
  ["MEDV", "Medivanta", "Health"],
  ["CURO", "Curonex Labs", "Health"],
  ["VITL", "Vitalwyn Devices", "Health"],
  ["BRWN", "Brownell Foods", "Consumer"],
  ["TRVA", "Trevanta Apparel", "Consumer"],
  ["KOFE", "Kofeera Coffee", "Consumer"],
  ["ZEST", "Zestmark Stores", "Consumer"],
  ["OAKR", "Oakridge Homeware", "Consumer"],
  ["FNDL", "Fundale Bank", "Finance"],
  ["CRDX", "Credaxis", "Finance"],
  ["INSR", "Insuray Mutual", "Finance"],
  ["PAYQ", "Payquill", "Finance"],
  ["SOLV", "Solvanta Energy", "Energy"],
  ["PTRX", "Petraxon", "Energy"],
  ["WNDR", "Windermere Power", "Energy"],
  ["LITH", "Lithora Mining", "Materials"],
  ["STLW", "Steelwynn", "Materials"],
  ["CHMA", "Chemarra", "Materials"],
  ["AERO", "Aerovant", "Industrials"],
  ["TRKR", "Truckora", "Industrials"],
  ["BLDN", "Buildane", "Industrials"],
  ["RAYL", "Raylark Rail", "Industrials"],
  ["QUIE", "Quietus Paper", "Materials"],
];

export const LISTINGS: Listing[] = NAMES.map(([symbol, name, sector]) => ({
  symbol,
  name,
  exchange: "SIM",
  sector,
}));

const DAY = 86_400_000;
const WARMUP_DAYS = 420;
const SOURCES = ["x", "x", "x", "stocktwits", "stocktwits", "reddit", "bluesky"];

export interface Live {
  mentions: Map<string, Post[]>;
}

export function priceAt(symbol: string, at: number): number {
  const days = at / DAY;
  const base = 8 + hash(symbol, "base") ** 2 * 300;
  let log = 0;
  for (let i = 1; i <= 7; i++) {
    const period = 200 / 2.7 ** i;
    log += (0.22 / 1.7 ** i) * Math.sin((days / period) * 2 * Math.PI + hash(symbol, "phase", i) * 6.283);
  }
  log += 0.0006 * gauss(symbol, Math.floor(at / 20_000));
  return base * Math.exp(log);
}

function moodAt(symbol: string, at: number): number {
  const ahead = Math.log(priceAt(symbol, at + 5_400_000) / priceAt(symbol, at - 1_800_000));
  return Math.max(
    -0.8,
    Math.min(0.8, 0.06 + 9 * ahead + 0.18 * gauss(symbol, "mood", Math.floor(at / 3_600_000))),
  );
}

/** Posts an hour. */
function loudness(symbol: string, at: number): number {
  if (symbol === "QUIE") return 0.02;
  const base = 1 + 26 * hash(symbol, "loud") ** 2.2;
  const burst = hash(symbol, "burst", Math.floor(at / 14_400_000)) > 0.93 ? 3.2 : 1;
  const hour = wallClock(at).getUTCHours();
  return base * burst * (hour >= 8 && hour < 18 ? 1.5 : 0.55);
}

const round4 = (value: number) => Math.round(value * 10_000) / 10_000;

function sentimentOf(symbol: string, start: number, length: number) {
  const expected = (loudness(symbol, start) * length) / 3_600_000;
  const posts = Math.max(0, Math.round(expected + Math.sqrt(expected) * gauss(symbol, "n", start, length)));
  const copies = Math.round(posts * 0.22 * hash(symbol, "copies", start));
  const noise = Math.round((posts - copies) * 0.25 * hash(symbol, "noise", start));
  const originals = posts - copies;
  const scored = originals - noise;
  const mood = moodAt(symbol, start + length / 2);
  const positive = Math.round(scored * Math.max(0, Math.min(1, 0.36 + 0.6 * mood)));
  const negative = Math.min(
    scored - positive,
    Math.round(scored * Math.max(0, Math.min(1, 0.28 - 0.5 * mood))),
  );
  const mixed = Math.min(scored - positive - negative, Math.round(scored * 0.06));
  const neutral = scored - positive - negative - mixed;
  const mean = scored > 0 ? round4(mood * 0.8 + (0.3 / Math.sqrt(scored)) * gauss(symbol, "s", start)) : null;
  const x = Math.round(posts * 0.5);
  const stocktwits = Math.round((posts - x) * 0.6);
  return {
    posts,
    originals,
    noise,
    authors: Math.max(posts > 0 ? 1 : 0, Math.round(posts * 0.8)),
    positive,
    neutral,
    negative,
    mixed,
    score_mean: mean === null ? null : Math.max(-1, Math.min(1, mean)),
    score_stddev: scored > 1 ? 0.31 : scored === 1 ? 0 : null,
    score_weighted: mean,
    author_bullish: Math.round(positive * 0.3),
    author_bearish: Math.round(negative * 0.3),
    by_source: { x, stocktwits, reddit: posts - x - stocktwits },
  };
}

function daysBetween(from: number, to: number): number[] {
  const result: number[] = [];
  for (let date = isoDate(from); ; date = isoDate((startOfDate(date) as number) + DAY + 7_200_000)) {
    const start = startOfDate(date) as number;
    if (start > to) return result;
    const weekday = wallClock(start).getUTCDay();
    if (weekday !== 0 && weekday !== 6) result.push(start);
  }
}

export function beginning(now: number): number {
  return now - WARMUP_DAYS * DAY;
}

export function bars(
  symbol: string,
  interval: Interval,
  from: number,
  to: number,
  now: number,
  live: Live,
): Bar[] {
  const length = INTERVAL_MS[interval];
  const first = Math.max(from, interval === "1d" ? beginning(now) : now - 70 * DAY);
  const starts =
    interval === "1d"
      ? daysBetween(first, Math.min(to - 1, now))
      : Array.from(
          {
            length: Math.max(0, Math.ceil((Math.min(to, now) - Math.ceil(first / length) * length) / length)),
          },
          (_, i) => Math.ceil(first / length) * length + i * length,
        );
  return starts.flatMap((start) => {
    const end =
      interval === "1d" ? fromWallClock(wallClock(start).getTime() + 16 * 3_600_000) : start + length;
    const stop = Math.min(interval === "1d" ? start + DAY : end, now);
    const steps = Array.from({ length: 9 }, (_, i) => priceAt(symbol, start + ((stop - start) * i) / 8));
    const sentiment = sentimentOf(
      symbol,
      start,
      stop - start < length && length > 60_000 ? stop - start : length,
    );
    const added = (live.mentions.get(symbol) ?? []).filter((post) => {
      const at = Date.parse(post.created_at);
      return at >= start && at < (interval === "1d" ? start + DAY : end);
    });
    const bar: Bar = {
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      open: round4(steps[0] as number),
      high: round4(Math.max(...steps) * 1.0004),
      low: round4(Math.min(...steps) * 0.9996),
      close: round4(steps[8] as number),
      volume: Math.round((length / 60_000) * (200 + 2_000 * hash(symbol, "v", start))),
      trades: Math.round((length / 60_000) * 5),
      vwap: round4(steps[4] as number),
      ...sentiment,
      complete: end <= now,
    };
    for (const post of added) count(bar, post);
    // A symbol whose feed says nothing at night: bars of posts alone, and minutes of neither.
    if (interval !== "1d") {
      const hour = wallClock(start).getUTCHours();
      if (symbol.charCodeAt(0) % 3 === 0 && (hour < 4 || hour >= 20)) {
        if (bar.posts === 0) return [];
        return [
          { ...bar, open: null, high: null, low: null, close: null, volume: null, trades: null, vwap: null },
        ];
      }
    }
    return [bar];
  });
}

function count(bar: Bar, post: Post): void {
  bar.posts++;
  bar.by_source = { ...bar.by_source, [post.source]: (bar.by_source[post.source] ?? 0) + 1 };
  if (post.copy_of === null && post.kind !== "repost") bar.originals++;
  if (post.noise >= 0.5) bar.noise++;
  else if (post.copy_of === null && post.kind !== "repost" && post.label !== "unscored") {
    const n = bar.positive + bar.neutral + bar.negative + bar.mixed;
    bar.score_mean = round4(((bar.score_mean ?? 0) * n + (post.score ?? 0)) / (n + 1));
    bar[post.label]++;
  }
}

export function marketRow(listing: Listing, window: Window, now: number, live: Live): MarketRow {
  const symbol = listing.symbol;
  const span = window === "1h" ? 3_600_000 : DAY;
  const points = 48;
  const fine = bars(symbol, window === "1h" ? "1m" : "15m", now - span, now, now, live);
  const sum = { posts: 0, originals: 0, noise: 0, positive: 0, neutral: 0, negative: 0, mixed: 0 };
  let weighted = 0;
  for (const bar of fine) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += bar[key];
    weighted += (bar.score_mean ?? 0) * (bar.positive + bar.neutral + bar.negative + bar.mixed);
  }
  const scored = sum.positive + sum.neutral + sum.negative + sum.mixed;
  const norm = ((loudness(symbol, now - 7 * DAY) * span) / 3_600_000) * (0.5 + hash(symbol, "usual"));
  const price = priceAt(symbol, now);
  return {
    symbol,
    name: listing.name,
    sector: listing.sector,
    price: round4(price),
    price_at: new Date(now).toISOString(),
    change_pct: symbol === "QUIE" ? null : (price / priceAt(symbol, now - DAY) - 1) * 100,
    ...sum,
    posts_norm: symbol === "RAYL" ? null : round4(norm),
    posts_ratio: symbol === "RAYL" ? null : round4(sum.posts / norm),
    score: scored >= 3 ? round4(weighted / scored) : null,
    scored,
    score_change: null,
    spark: Array.from({ length: points }, (_, i) => {
      const at = now - span + ((i + 1) * span) / points;
      const few = hash(symbol, "few", Math.floor(at / 1e6)) < 0.2 || symbol === "QUIE";
      return {
        t: new Date(at).toISOString(),
        price: round4(priceAt(symbol, at)),
        score: few ? null : round4(moodAt(symbol, at)),
        posts: 2,
      };
    }),
  };
}

const PHRASES: Record<Exclude<Label, "unscored">, string[]> = {
  positive: [
    "$T crushed estimates and raised guidance, loading up here",
    "$T breaking out on volume. Target raised, this rally has legs 🚀",
    "Really strong quarter from N, margins expanding again",
    "Added more $T on the dip, bullish into earnings",
  ],
  negative: [
    "$T missed badly and cut guidance. Getting out before it drops further",
    "N recall is worse than reported, expect a downgrade $T",
    "$T looks weak below support, bearish until proven otherwise",
    "Insiders dumping $T again, lawsuit risk is real",
  ],
  neutral: [
    "$T reports after the close, conference call at 5pm",
    "What time does N present today? $T",
    "$T trading around VWAP, watching the 50-day",
  ],
  mixed: [
    "$T revenue beat but guidance is weak, strong product and bad timing",
    "Love N, hate this valuation $T",
  ],
};

export const WORDS: Record<string, number> = {
  crushed: 0.42,
  raised: 0.31,
  loading: 0.18,
  breaking: 0.12,
  rally: 0.27,
  strong: 0.33,
  expanding: 0.15,
  bullish: 0.45,
  missed: -0.39,
  badly: -0.22,
  cut: -0.28,
  drops: -0.2,
  recall: -0.35,
  downgrade: -0.41,
  weak: -0.34,
  bearish: -0.46,
  dumping: -0.31,
  lawsuit: -0.26,
  hate: -0.3,
  Love: 0.29,
  beat: 0.24,
  bad: -0.18,
};

/** A post on a symbol, written at `at`; what it says depends on `key`. */
export function postAt(symbol: string, at: number, key: string | number): Post {
  const mood = moodAt(symbol, at) + 0.5 * gauss(symbol, key, "lean");
  const label: Label =
    hash(symbol, key, "mixed") < 0.06
      ? "mixed"
      : mood > 0.18
        ? "positive"
        : mood < -0.16
          ? "negative"
          : "neutral";
  const name = LISTINGS.find((listing) => listing.symbol === symbol)?.name ?? symbol;
  const spam = hash(symbol, key, "spam") < 0.1;
  const copy = !spam && hash(symbol, key, "copy") < 0.15;
  const text = spam
    ? `🔥 FREE signals for $${symbol} $AERO $PAYQ join our Discord now >>> link in bio 🔥`
    : pick(PHRASES[label], symbol, key, "text").replace("$T", `$${symbol}`).replace("N", name);
  const source = pick(SOURCES, symbol, key, "source");
  const strength = 0.3 + 0.5 * hash(symbol, key, "strength");
  const score =
    label === "positive" ? strength : label === "negative" ? -strength : 0.1 * gauss(symbol, key, "zero");
  const kind =
    copy && hash(symbol, key, "repost") < 0.5
      ? "repost"
      : hash(symbol, key, "reply") < 0.2
        ? "reply"
        : "original";
  return {
    source,
    post_id: `${symbol}-${typeof key === "number" ? key : key}`,
    created_at: new Date(at).toISOString(),
    observed_at: new Date(at + 300).toISOString(),
    author_name: `${pick(["quiet", "bull", "gamma", "delta", "north", "value", "tape"], key, "a")}_${pick(
      ["trader", "owl", "pilot", "desk", "fox", "reader"],
      key,
      "b",
    )}${Math.floor(hash(key, "c") * 90 + 10)}`,
    author_followers: Math.floor(10 ** (1 + 4 * hash(key, "followers"))),
    text: kind === "repost" ? `RT @tape_reader: ${text}` : text,
    lang: "en",
    url: null,
    kind,
    copy_of: copy ? `${source}:${symbol}-origin` : null,
    likes: source === "stocktwits" ? null : Math.floor(hash(key, "likes") * 80),
    reposts: Math.floor(hash(key, "reposts") * 9),
    replies: Math.floor(hash(key, "replies") * 5),
    link: text.includes("$") ? "cashtag" : "name",
    link_confidence: text.includes("$") ? 0.99 : 0.87,
    link_reason: text.includes("$") ? `cashtag $${symbol}` : `company name “${name}”`,
    score: round4(score),
    label,
    p_positive: label === "positive" ? 0.8 : 0.1,
    p_neutral: label === "neutral" ? 0.8 : 0.1,
    p_negative: label === "negative" ? 0.8 : 0.1,
    noise: spam ? 0.93 : round4(0.2 * hash(symbol, key, "noise")),
    author_label: source === "stocktwits" && label === "positive" ? "bullish" : null,
    weight: 1,
    model: "fake-1",
  };
}

/** Posts written in a span, newest first: live ones, and invented ones at a steady pace. */
export function posts(symbol: string, from: number, to: number, now: number, live: Live): Post[] {
  const pace = Math.max(20_000, 3_600_000 / loudness(symbol, to));
  const end = Math.min(to, now);
  const result: Post[] = [];
  const lowest = Math.max(from, end - 400 * pace);
  for (let slot = Math.floor(end / pace); slot * pace >= lowest; slot--) {
    if (slot * pace < end) result.push(postAt(symbol, slot * pace, slot));
  }
  const added = (live.mentions.get(symbol) ?? []).filter((post) => {
    const at = Date.parse(post.created_at);
    return at >= from && at < to;
  });
  return [...added, ...result].sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
}
