/** The shapes of the REST and SSE API. Instants are ISO-8601 in UTC, scores −1..1, probabilities 0..1. */

export type Interval = "1m" | "15m" | "1h" | "1d";
export type Window = "1h" | "1d";
export type Direction = "positive" | "neutral" | "negative" | "mixed";
/** What a mention is labelled with; a text in a language that the model does not know is unscored. */
export type Label = Direction | "unscored";

export interface Component {
  name: string;
  state: string;
  detail: string | null;
}

export interface Source {
  source: string;
  state: string;
  detail: string | null;
  landed: number;
  rate_per_second: number;
  last_at: string | null;
  lag_ms: number | null;
  rejected: number;
}

export interface Operator {
  name: string;
  in: number;
  out: number;
  rate_per_second: number;
  busy_pct: number | null;
}

export interface Pipeline {
  state: string;
  watermark: string | null;
  lag_ms: number | null;
  lag_records: number | null;
  checkpoint_at: string | null;
  checkpoint_ms: number | null;
  restarts: number;
  operators: Operator[];
  counters: Record<string, number>;
}

export interface Status {
  version: string;
  simulated: boolean;
  now: string;
  zone: string;
  market_open: boolean;
  /** Newest event time seen; on a replay it lies in the past. */
  data_time: string | null;
  components: Component[];
  sources: Source[];
  pipeline: Pipeline;
  /** What judges posts; null before it is known. */
  scorer: Scorer | null;
}

/** How often a model agrees with authors' own tags. */
export interface Agreement {
  posts: number;
  bullish: number;
  bearish: number;
  accuracy: number | null;
  bullish_recall: number | null;
  bearish_recall: number | null;
  balanced_accuracy: number | null;
  kappa: number | null;
}

export interface LiveModel {
  model: string;
  state: "too_few" | "no_reference" | "steady" | "above" | "below";
  live: Agreement;
  reference: Agreement | null;
  drift: { value: number; low: number; high: number } | null;
  days: { day: string; figures: Agreement }[];
}

export interface Rejection {
  source: string;
  position: string;
  observed_at: string;
  reason: string;
  message: string;
  payload: string;
  payload_bytes: number;
}

export interface SparkPoint {
  t: string;
  price: number | null;
  score: number | null;
  posts: number;
}

export interface MarketRow {
  symbol: string;
  name: string | null;
  sector: string | null;
  price: number | null;
  price_at: string | null;
  change_pct: number | null;
  posts: number;
  originals: number;
  noise: number;
  posts_norm: number | null;
  posts_ratio: number | null;
  /** Null when fewer than three originals were scored. */
  score: number | null;
  scored: number;
  positive: number;
  neutral: number;
  negative: number;
  mixed: number;
  score_change: number | null;
  spark: SparkPoint[];
}

export interface Market {
  as_of: string;
  window: Window;
  simulated: boolean;
  rows: MarketRow[];
}

export interface Listing {
  symbol: string;
  name: string | null;
  exchange: string | null;
  sector: string | null;
}

export interface Ticker extends Listing {
  first_bar: string | null;
  last_bar: string | null;
}

export interface PriceColumns {
  open: number | null;
  high: number | null;
  low: number | null;
  close: number | null;
  volume: number | null;
  trades: number | null;
  vwap: number | null;
}

export interface SentimentColumns {
  posts: number;
  originals: number;
  noise: number;
  authors: number;
  positive: number;
  neutral: number;
  negative: number;
  mixed: number;
  score_mean: number | null;
  score_stddev: number | null;
  score_weighted: number | null;
  author_bullish: number;
  author_bearish: number;
  by_source: Record<string, number>;
}

export interface Bar extends PriceColumns, SentimentColumns {
  start: string;
  end: string;
  complete: boolean;
  return?: number | null;
  forward_return_1?: number | null;
  forward_return_1h?: number | null;
  forward_return_1d?: number | null;
}

/** What judges posts, and how it does. */
export interface Scorer {
  name: string;
  model: string;
  state: "up" | "failing" | "resting";
  detail: string;
  counts: Record<string, number>;
}

export interface Gap {
  source: string;
  /** The only ticker that it is of; null for all. */
  symbol: string | null;
  start: string;
  end: string | null;
  /** What the source would have brought. */
  missing: "posts" | "prices" | "posts_and_prices";
  reason: string;
}

export interface Bars {
  symbol: string;
  interval: Interval;
  from: string | null;
  to: string | null;
  bars: Bar[];
  gaps: Gap[];
}

export interface Post {
  source: string;
  post_id: string;
  created_at: string;
  observed_at: string;
  author_name: string | null;
  author_followers: number | null;
  text: string;
  lang: string | null;
  url: string | null;
  kind: string;
  copy_of: string | null;
  likes: number | null;
  reposts: number | null;
  replies: number | null;
  link: string;
  link_confidence: number;
  link_reason: string;
  /** Null if unscored, and so are the probabilities. */
  score: number | null;
  label: Label;
  p_positive: number | null;
  p_neutral: number | null;
  p_negative: number | null;
  noise: number;
  author_label: string | null;
  weight: number;
  model: string;
}

export interface Posts {
  posts: Post[];
  next_cursor: string | null;
  total: number;
}

export interface Contribution {
  start: number;
  end: number;
  text: string;
  weight: number;
}

export interface Explanation {
  text: string;
  symbol: string;
  score: number;
  label: Label;
  model: string;
  link: { kind: string; confidence: number; reason: string; start: number | null; end: number | null } | null;
  /** Offsets are UTF-16 code units of `text`. */
  contributions: Contribution[];
}

export type SentimentEvent = { symbol: string; interval: Interval; start: string } & Partial<
  Omit<Bar, "start">
>;
export type PriceEvent = SentimentEvent;
export type MentionEvent = Post & { symbol: string; deleted: boolean };

export type StreamEvent =
  | { type: "hello"; data: { now: string; simulated: boolean } }
  | { type: "sentiment_bar"; data: SentimentEvent }
  | { type: "price_bar"; data: PriceEvent }
  | { type: "mention"; data: MentionEvent }
  | { type: "status"; data: Status };

/** From this many scored originals on, a mean is shown as a number. */
export const ENOUGH = 3;

/** From this probability on a mention counts as noise. */
export const NOISE_THRESHOLD = 0.5;
