import {
  ENOUGH,
  type MarketRow,
  type MentionEvent,
  NOISE_THRESHOLD,
  type PriceEvent,
  type StreamEvent,
} from "../api/types.ts";

/** A post as the list of seen ones knows it. */
export function mentionKey(mention: { source: string; post_id: string }): string {
  return `${mention.source}:${mention.post_id}`;
}

export function isNoise(mention: { noise: number }): boolean {
  return mention.noise >= NOISE_THRESHOLD;
}

/** Neither passed on nor a near-copy. */
export function isOriginal(mention: { kind: string; copy_of: string | null }): boolean {
  return mention.kind !== "repost" && mention.copy_of === null;
}

/**
 * Rows as last fetched, moved on by what arrived since. What events cannot tell (posts leaving the window, a label that
 * changed) comes right with the next fetch.
 */
export interface Watchlist {
  rows: readonly MarketRow[];
  /** Symbol and post of each mention counted since the rows were fetched. */
  seen: ReadonlySet<string>;
}

/** The watchlist after a batch of events; the same object if none of them concerns it. */
export function applyEvents(list: Watchlist, batch: readonly StreamEvent[]): Watchlist {
  const rows = new Map<string, MarketRow>();
  const index = new Map(list.rows.map((row) => [row.symbol, row]));
  let seen: Set<string> | null = null;
  for (const event of batch) {
    if (event.type === "mention") {
      const row = rows.get(event.data.symbol) ?? index.get(event.data.symbol);
      const key = `${event.data.symbol}:${mentionKey(event.data)}`;
      const known = (seen ?? list.seen).has(key);
      if (!row || known !== event.data.deleted) continue;
      seen ??= new Set(list.seen);
      if (event.data.deleted) seen.delete(key);
      else seen.add(key);
      rows.set(row.symbol, countMention(row, event.data, event.data.deleted ? -1 : 1));
    } else if (event.type === "price_bar" && event.data.interval === "1m") {
      const row = rows.get(event.data.symbol) ?? index.get(event.data.symbol);
      const moved = row && applyPrice(row, event.data);
      if (moved) rows.set(row.symbol, moved);
    }
  }
  if (rows.size === 0) return list;
  return { rows: list.rows.map((row) => rows.get(row.symbol) ?? row), seen: seen ?? list.seen };
}

function countMention(row: MarketRow, mention: MentionEvent, by: 1 | -1): MarketRow {
  const original = isOriginal(mention);
  const noise = isNoise(mention);
  const posts = Math.max(0, row.posts + by);
  const next: MarketRow = {
    ...row,
    posts,
    originals: Math.max(0, row.originals + (original ? by : 0)),
    noise: Math.max(0, row.noise + (noise ? by : 0)),
    posts_ratio: row.posts_norm ? posts / row.posts_norm : row.posts_ratio,
    spark: withLast(row, (point) => ({ ...point, posts: Math.max(0, point.posts + by) })),
  };
  if (original && !noise && mention.label !== "unscored" && mention.score !== null) {
    const label = mention.label;
    next.scored = Math.max(0, row.scored + by);
    next[label] = Math.max(0, row[label] + by);
    if (row.score !== null && next.scored >= ENOUGH) {
      next.score = (row.score * row.scored + by * mention.score) / next.scored;
    } else if (next.scored < ENOUGH) {
      next.score = null;
    }
  }
  return next;
}

function applyPrice(row: MarketRow, bar: PriceEvent): MarketRow | null {
  const close = bar.close;
  if (close == null || (row.price_at !== null && Date.parse(bar.start) + 60_000 < Date.parse(row.price_at))) {
    return null;
  }
  if (close === row.price) return null;
  const before =
    row.price !== null && row.change_pct !== null && row.change_pct > -100
      ? row.price / (1 + row.change_pct / 100)
      : null;
  return {
    ...row,
    price: close,
    price_at: bar.start,
    change_pct: before ? (close / before - 1) * 100 : row.change_pct,
    spark: withLast(row, (point) => ({ ...point, price: close })),
  };
}

function withLast(row: MarketRow, change: (point: MarketRow["spark"][number]) => MarketRow["spark"][number]) {
  const last = row.spark.at(-1);
  return last ? [...row.spark.slice(0, -1), change(last)] : row.spark;
}

export type SortKey = "symbol" | "name" | "price" | "change" | "score" | "posts" | "ratio" | "trend";

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** How the price moved over the sparkline, as a fraction; null without two prices. */
export function trend(row: MarketRow): number | null {
  const prices = row.spark.flatMap((point) => (point.price === null ? [] : [point.price]));
  const first = prices[0];
  const last = prices.at(-1);
  return first && last !== undefined && prices.length > 1 ? last / first - 1 : null;
}

const VALUE: Record<SortKey, (row: MarketRow) => string | number | null> = {
  symbol: (row) => row.symbol,
  name: (row) => row.name ?? row.symbol,
  price: (row) => row.price,
  change: (row) => row.change_pct,
  score: (row) => row.score,
  posts: (row) => row.posts,
  ratio: (row) => row.posts_ratio,
  trend,
};

/** Sorted by one column; rows without a value stand last either way, ties by symbol. */
export function sortRows(rows: readonly MarketRow[], sort: Sort): MarketRow[] {
  const value = VALUE[sort.key];
  const sign = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, at: value(row) }))
    .sort((a, b) => {
      if (a.at === null || b.at === null) {
        if (a.at !== b.at) return a.at === null ? 1 : -1;
      } else if (a.at !== b.at) {
        return (a.at < b.at ? -1 : 1) * sign;
      }
      return a.row.symbol < b.row.symbol ? -1 : 1;
    })
    .map(({ row }) => row);
}

/** Rows whose symbol, name or sector holds each word of the filter. */
export function filterRows(rows: readonly MarketRow[], filter: string): MarketRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = `${row.symbol} ${row.name ?? ""} ${row.sector ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export interface Highlight {
  title: string;
  row: MarketRow;
  value: "ratio" | "score" | "change";
}

/** What stands out: the most unusual post count, both ends of the scores, the largest move. Fewer without data. */
export function highlights(rows: readonly MarketRow[]): Highlight[] {
  const best = (value: (row: MarketRow) => number | null): MarketRow | null => {
    let found: MarketRow | null = null;
    for (const row of rows) {
      const at = value(row);
      if (at !== null && (found === null || at > (value(found) as number))) found = row;
    }
    return found;
  };
  const picked: (Highlight | null)[] = [
    entry(
      "Loudest against its norm",
      best((row) => (row.posts >= ENOUGH ? row.posts_ratio : null)),
      "ratio",
    ),
    entry(
      "Most positive",
      best((row) => (row.score !== null && row.score > 0 ? row.score : null)),
      "score",
    ),
    entry(
      "Most negative",
      best((row) => (row.score !== null && row.score < 0 ? -row.score : null)),
      "score",
    ),
    entry(
      "Largest move",
      best((row) => (row.change_pct === null ? null : Math.abs(row.change_pct))),
      "change",
    ),
  ];
  return picked.filter((item) => item !== null);
}

function entry(title: string, row: MarketRow | null, value: Highlight["value"]): Highlight | null {
  return row && { title, row, value };
}
