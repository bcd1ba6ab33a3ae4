import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import type { Explanation, Gap, Interval, Post, Rejection, Status } from "../src/api/types.ts";
import { INTERVAL_MS } from "../src/state/bars.ts";
import { beginning, bars, type Live, LISTINGS, marketRow, postAt, posts, priceAt, WORDS } from "./world.ts";

/**
 * Speaks the API with invented data, for working on the dashboard without the stack. It is no part of what is built.
 */
export interface FakeOptions {
  port: number;
  /** Folder of the built dashboard to serve; null for the API alone. */
  files: string | null;
  /** Start without any data. */
  empty: boolean;
}

/** How far back the newest bar of an interval can start: over a weekend for a day. */
const newest = (interval: Interval) => (interval === "1d" ? 4 * 86_400_000 : INTERVAL_MS[interval]);

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

const agreement = (bullish: number, up: number, bearish: number, down: number) => ({
  posts: bullish + bearish,
  bullish,
  bearish,
  accuracy: (up + down) / (bullish + bearish),
  bullish_recall: up / bullish,
  bearish_recall: down / bearish,
  balanced_accuracy: (up / bullish + down / bearish) / 2,
  kappa: 0.48,
});

const LIVE_MODELS = {
  window: 30,
  models: [
    {
      model: "tickvox-linear-7",
      state: "steady",
      live: agreement(1_900, 1_700, 410, 251),
      reference: agreement(10_500, 9_500, 2_600, 1_560),
      drift: { value: 0.004, low: -0.022, high: 0.03 },
      days: [],
    },
  ],
};

const REJECTIONS: Rejection[] = [
  {
    source: "x",
    position: "raw-posts-0@18233",
    observed_at: new Date(Date.now() - 40_000).toISOString(),
    reason: "MALFORMED_JSON",
    message: "Cannot read post: unexpected end of input at byte 311",
    payload: '{"id_str":"418","created_at":"Wed Jan 01 03:59:03 +0000 2014","text":"$ORBX to the moo',
    payload_bytes: 311,
  },
  {
    source: "reddit",
    position: "raw-posts-2@911",
    observed_at: new Date(Date.now() - 400_000).toISOString(),
    reason: "MISSING_FIELD",
    message: "Missing field 'created_utc' in t3_1abcd",
    payload: JSON.stringify({ kind: "t3", data: { id: "1abcd", title: "Thoughts on Orbexa?" } }, null, 2),
    payload_bytes: 73,
  },
];

export async function startFake(options: FakeOptions): Promise<{ port: number; close(): Promise<void> }> {
  const live: Live = { mentions: new Map() };
  const clients = new Map<ServerResponse, Set<string> | null>();
  let landed = 183_204;
  const listings = options.empty ? [] : LISTINGS;

  const statusNow = (): Status => {
    const now = new Date().toISOString();
    const source = (name: string, state: string, detail: string, rate: number, lag: number | null) => ({
      source: name,
      state,
      detail,
      landed: Math.round(landed * rate * 0.2),
      rate_per_second: rate,
      last_at: state === "live" ? now : new Date(Date.now() - 340_000).toISOString(),
      lag_ms: lag,
      rejected: name === "x" || name === "reddit" ? 1 : 0,
    });
    return {
      version: "0.1.0",
      simulated: true,
      now,
      zone: "America/New_York",
      market_open: true,
      data_time: options.empty ? null : now,
      components: [
        { name: "kafka", state: "up", detail: "embedded, 1 broker" },
        { name: "flink", state: "up", detail: "embedded, 2 slots" },
        { name: "postgres", state: "up", detail: "embedded, 18.6" },
        { name: "server", state: "up", detail: "127.0.0.1" },
        { name: "landing", state: "up", detail: "2 topics" },
      ],
      sources: [
        source("x", "live", "simulated filtered stream", 2.4, 212),
        source("stocktwits", "live", "simulated symbol stream", 1.6, 140),
        source("reddit", "rate_limited", "waits 42 s for its quota", 0.4, 61_000),
        source("bluesky", "unreachable", "connection refused, retries in 8 s", 0, null),
        source("finnhub", "live", "trades", 12.1, 90),
      ],
      pipeline: {
        state: "running",
        watermark: new Date(Date.now() - 1_400).toISOString(),
        lag_ms: 140,
        lag_records: 3,
        checkpoint_at: new Date(Date.now() - 4_000).toISOString(),
        checkpoint_ms: 38,
        restarts: 0,
        operators: ["normalise", "dedupe", "copies", "link", "score", "bars 1m", "bars 15m–1d", "store"].map(
          (name, i) => ({
            name,
            in: landed - i * 311,
            out: landed - (i + 1) * 311,
            rate_per_second: 16.5 - i,
            busy_pct: (i * 13 + Math.round(Date.now() / 2000)) % 40,
          }),
        ),
        counters: {
          posts: landed,
          duplicates: 812,
          rejected: REJECTIONS.length,
          mentions: Math.round(landed * 1.2),
          copies: 20_133,
          noise: 17_204,
          late: 31,
          deletions: 12,
          quotes: 91_222,
        },
      },
      scorer: { name: "linear", model: "tickvox-linear-4", state: "up", detail: "", counts: {} },
    };
  };

  const send = (type: string, data: { symbol?: string }) => {
    for (const [client, symbols] of clients) {
      if (data.symbol && symbols && !symbols.has(data.symbol)) continue;
      client.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  };

  const publish = () => {
    const now = Date.now();
    landed++;
    const busiest = [...clients.values()].find((symbols) => symbols !== null);
    const wanted = busiest ? [...busiest] : LISTINGS.map((listing) => listing.symbol);
    const symbol = wanted[Math.floor(Math.random() * wanted.length)] as string;
    if (!listings.some((listing) => listing.symbol === symbol)) return;
    const post = postAt(symbol, now, `live${now}`);
    live.mentions.set(symbol, [post, ...(live.mentions.get(symbol) ?? [])].slice(0, 400));
    send("mention", { ...post, symbol, deleted: false } as Post & { symbol: string });
    for (const interval of Object.keys(INTERVAL_MS) as Interval[]) {
      const bar = bars(symbol, interval, now - newest(interval), now + 1, now, live).at(-1);
      if (bar) send("sentiment_bar", { symbol, interval, ...bar } as { symbol: string });
    }
  };

  const quote = () => {
    const now = Date.now();
    for (const { symbol } of listings) {
      if (Math.random() > 0.35) continue;
      const start = Math.floor(now / 60_000) * 60_000;
      const close = priceAt(symbol, now);
      send("price_bar", {
        symbol,
        interval: "1m",
        start: new Date(start).toISOString(),
        open: priceAt(symbol, start),
        high: Math.max(close, priceAt(symbol, start)),
        low: Math.min(close, priceAt(symbol, start)),
        close,
        volume: 900,
        trades: 8,
        vwap: close,
      } as { symbol: string });
    }
  };

  const explain = (id: string, symbol: string): Explanation | null => {
    const key = id.slice(symbol.length + 1);
    const known =
      (live.mentions.get(symbol) ?? []).find((post) => post.post_id === id) ??
      (/^\d+$/.test(key) ? postAt(symbol, Date.now(), Number(key)) : null);
    if (!known) return null;
    const contributions = [...known.text.matchAll(/[A-Za-z]+/g)].flatMap((match) => {
      const weight = WORDS[match[0]];
      return weight === undefined
        ? []
        : [{ start: match.index, end: match.index + match[0].length, text: match[0], weight }];
    });
    const at = known.text.indexOf(`$${symbol}`);
    return {
      text: known.text,
      symbol,
      score: known.score ?? 0,
      label: known.label,
      model: "fake-1",
      link: {
        kind: known.link,
        confidence: known.link_confidence,
        reason: known.link_reason,
        start: at < 0 ? null : at,
        end: at < 0 ? null : at + symbol.length + 1,
      },
      contributions,
    };
  };

  const json = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const fail = (response: ServerResponse, status: number, message: string) =>
    json(response, status, { code: status === 404 ? "NOT_FOUND" : "INVALID_ARGUMENT", message });

  const openStream = (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const symbols = url.searchParams.get("symbols");
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.write(
      `event: hello\ndata: ${JSON.stringify({ now: new Date().toISOString(), simulated: true })}\n\n`,
    );
    clients.set(response, symbols ? new Set(symbols.split(",")) : null);
    request.on("close", () => clients.delete(response));
  };

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://fake");
    const query = url.searchParams;
    const now = Date.now();
    const parts = url.pathname.split("/").slice(3).map(decodeURIComponent);
    const [first, symbol = "", third] = parts;
    const time = (name: string, other: number) =>
      query.get(name) ? Date.parse(query.get(name) as string) : other;
    if (first === "stream") return openStream(request, response, url);
    if (first === "status") return json(response, 200, statusNow());
    if (first === "rejections") {
      return json(response, 200, { rejections: query.get("before") ? [] : REJECTIONS, next_before: null });
    }
    if (first === "models") return json(response, 200, LIVE_MODELS);
    if (first === "market") {
      const window = query.get("window") === "1h" ? "1h" : "1d";
      const named = query.get("symbols")?.split(",");
      const rows = listings
        .filter((listing) => named?.includes(listing.symbol) ?? true)
        .map((listing) => marketRow(listing, window, now, live));
      return json(response, 200, { as_of: new Date(now).toISOString(), window, simulated: true, rows });
    }
    if (first === "posts" && parts[3] === "explanation") {
      const found = explain(third ?? "", query.get("symbol") ?? "");
      return found ? json(response, 200, found) : fail(response, 404, "No such post");
    }
    if (first !== "tickers") return fail(response, 404, `Nothing at ${url.pathname}`);
    if (parts.length === 1) {
      const q = (query.get("q") ?? "").toLowerCase();
      const found = listings.filter((each) => `${each.symbol} ${each.name}`.toLowerCase().includes(q));
      return json(response, 200, { tickers: found.slice(0, 20) });
    }
    const listing = listings.find((each) => each.symbol === symbol);
    if (!listing) return fail(response, 404, `Cannot find ticker '${symbol}'`);
    if (third === undefined) {
      return json(response, 200, {
        ...listing,
        first_bar: new Date(beginning(now)).toISOString(),
        last_bar: new Date(Math.floor(now / 60_000) * 60_000).toISOString(),
      });
    }
    const from = time("from", beginning(now));
    const to = time("to", now + 1);
    if (third === "bars") {
      const interval = (query.get("interval") ?? "1d") as Interval;
      if (!(interval in INTERVAL_MS)) {
        return fail(response, 400, `Invalid interval '${interval}': expected one of 1m, 15m, 1h, 1d`);
      }
      const found = bars(symbol, interval, from, to, now, live).slice(-Number(query.get("limit") ?? 2000));
      const gap = (
        source: string,
        missing: Gap["missing"],
        fromHours: number,
        toHours: number,
        reason: string,
      ) => ({
        source,
        symbol: null,
        start: new Date(now - fromHours * 3_600_000).toISOString(),
        end: new Date(now - toHours * 3_600_000).toISOString(),
        missing,
        reason,
      });
      return json(response, 200, {
        symbol,
        interval,
        from: query.get("from"),
        to: query.get("to"),
        bars: found,
        gaps: [
          gap("bluesky", "posts", 5, 1, "connection refused"),
          gap("yahoo", "prices", 8, 7.2, "HTTP 429: Too Many Requests"),
        ],
      });
    }
    const label = query.get("label");
    const all = posts(symbol, from, to, now, live)
      .filter((post) => label === null || post.label === label)
      .filter(
        (post) =>
          query.get("include") !== "originals" ||
          (post.noise < 0.5 && post.copy_of === null && post.kind !== "repost"),
      );
    const at = Number(query.get("cursor") ?? 0);
    const limit = Number(query.get("limit") ?? 50);
    return json(response, 200, {
      posts: all.slice(at, at + limit),
      next_cursor: at + limit < all.length ? String(at + limit) : null,
      total: all.length,
    });
  };

  const serveFile = (response: ServerResponse, path: string) => {
    const root = resolve(options.files as string);
    const wanted = join(root, normalize(path));
    const file =
      wanted.startsWith(root) && existsSync(wanted) && statSync(wanted).isFile()
        ? wanted
        : join(root, "index.html");
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://fake").pathname;
    if (path.startsWith("/api/v1/")) answer(request, response);
    else if (options.files) serveFile(response, path);
    else fail(response, 404, "Only the API is served here: run vite for the pages");
  });
  await new Promise<void>((done) => server.listen(options.port, "127.0.0.1", done));
  const timers = [
    setInterval(publish, 450),
    setInterval(quote, 700),
    setInterval(() => send("status", statusNow() as never), 2_000),
    setInterval(() => {
      for (const client of clients.keys()) client.write(": keep-alive\n\n");
    }, 15_000),
  ];
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    close: () => {
      timers.forEach(clearInterval);
      for (const client of clients.keys()) client.end();
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
