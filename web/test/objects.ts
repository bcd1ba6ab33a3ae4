import type { Bar, MarketRow, MentionEvent, StreamEvent } from "../src/api/types.ts";

/** Shared examples; each with the parts that a test cares about replaced. */
export function row(parts: Partial<MarketRow> = {}): MarketRow {
  return {
    symbol: "ORBX",
    name: "Orbexa Robotics",
    sector: "Technology",
    price: 110,
    price_at: "2026-01-05T15:00:00Z",
    change_pct: 10,
    posts: 10,
    originals: 8,
    noise: 1,
    posts_norm: 5,
    posts_ratio: 2,
    score: 0.5,
    scored: 4,
    positive: 3,
    neutral: 1,
    negative: 0,
    mixed: 0,
    score_change: null,
    spark: [
      { t: "2026-01-05T14:00:00Z", price: 100, score: null, posts: 1 },
      { t: "2026-01-05T15:00:00Z", price: 110, score: 0.2, posts: 2 },
    ],
    ...parts,
  };
}

export function mention(parts: Partial<MentionEvent> = {}): MentionEvent {
  return {
    symbol: "ORBX",
    deleted: false,
    source: "x",
    post_id: "1",
    created_at: "2026-01-05T15:00:10.000Z",
    observed_at: "2026-01-05T15:00:11.000Z",
    author_name: "owl",
    author_followers: 5,
    text: "$ORBX up",
    lang: "en",
    url: null,
    kind: "original",
    copy_of: null,
    likes: null,
    reposts: null,
    replies: null,
    link: "cashtag",
    link_confidence: 0.99,
    link_reason: "cashtag $ORBX",
    score: 1,
    label: "positive",
    p_positive: 0.9,
    p_neutral: 0.05,
    p_negative: 0.05,
    noise: 0.1,
    author_label: null,
    weight: 1,
    model: "m",
    ...parts,
  };
}

export function said(parts: Partial<MentionEvent> = {}): StreamEvent {
  return { type: "mention", data: mention(parts) };
}

export function bar(parts: Partial<Bar> = {}): Bar {
  return {
    start: "2026-01-05T15:00:00Z",
    end: "2026-01-05T15:15:00Z",
    open: 1,
    high: 2,
    low: 0.5,
    close: 1.5,
    volume: 10,
    trades: 1,
    vwap: 1,
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
    complete: true,
    ...parts,
  };
}
