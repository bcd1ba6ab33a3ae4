import { useEffect, useMemo, useState } from "preact/hooks";
import { messageOf } from "../../api/client.ts";
import type { Bar } from "../../api/types.ts";
import { onKey } from "../../app/keys.ts";
import { query, setQuery, tickerPath } from "../../app/router.ts";
import { count, plural, price, ratio } from "../../lib/number.ts";
import { barName, zoneName } from "../../lib/time.ts";
import { BAR_LIMIT, INTERVALS } from "../../state/bars.ts";
import { lackWords } from "../../state/gaps.ts";
import { boundsOf, fittingInterval, usualInterval, viewOf } from "../../state/range.ts";
import { follow, listen, zone } from "../../state/session.ts";
import { postSpan } from "../../state/span.ts";
import { type ViewMode, ViewToggle } from "../../ui/controls.tsx";
import { Empty, Failure, Loading, useTitle } from "../../ui/states.tsx";
import { Change, Sentiment } from "../../ui/value.tsx";
import { BarTable } from "./BarTable.tsx";
import { ChartPanel, loadChart } from "./ChartPanel.tsx";
import { Facts } from "./Facts.tsx";
import { PostsPanel } from "./PostsPanel.tsx";
import { TickerStore } from "./store.ts";
import { showInterval, Toolbar } from "./Toolbar.tsx";

/** Posts leave the last day as time goes by, which no event tells: the head is fetched anew this often. */
const REFRESH_MS = 10_000;

function Unknown({ store }: { store: TickerStore }) {
  const found = store.suggestions.value ?? [];
  return (
    <div class="page">
      <h1 tabIndex={-1}>{store.symbol}</h1>
      <Empty title={`No ticker is called ${store.symbol}`}>
        {found.length > 0 && (
          <>
            <p>Did you mean</p>
            <ul class="suggestions">
              {found.map((listing) => (
                <li key={listing.symbol}>
                  <a href={tickerPath(listing.symbol)}>
                    <b>{listing.symbol}</b> {listing.name}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href="/">See the whole market</a>
        </p>
      </Empty>
    </div>
  );
}

function Head({ store }: { store: TickerStore }) {
  const ticker = store.ticker.value;
  const row = store.row.value;
  return (
    <div class="page-head ticker-head">
      <div class="ticker-name">
        <h1 tabIndex={-1}>
          {store.symbol} {ticker?.name && <span>{ticker.name}</span>}
        </h1>
        <p class="page-sub">{[ticker?.exchange, ticker?.sector].filter(Boolean).join(" · ")}</p>
      </div>
      <dl class="ticker-now">
        <div>
          <dt>Price</dt>
          <dd class="ticker-price">
            <span class="num tick" key={row?.price}>
              {price(row?.price ?? null)}
            </span>{" "}
            <Change value={row?.change_pct ?? null} />
          </dd>
        </div>
        <div>
          <dt>Sentiment, last day</dt>
          <dd>{row ? <Sentiment value={row.score} n={row.scored} /> : "–"}</dd>
        </div>
        <div>
          <dt>Posts, last day</dt>
          <dd class="num ticker-posts">
            {row ? count(row.posts) : "–"}{" "}
            {row && row.posts_ratio !== null && <small>{ratio(row.posts_ratio)} usual</small>}
          </dd>
        </div>
      </dl>
    </div>
  );
}

function extent(bars: readonly Bar[]): { from: number; to: number } | null {
  const last = bars.at(-1);
  return bars[0] && last ? { from: Date.parse(bars[0].start), to: Date.parse(last.start) } : null;
}

export function TickerPage({ symbol }: { symbol: string }) {
  const store = useMemo(() => new TickerStore(symbol, () => Date.now()), [symbol]);
  const [mode, setMode] = useState<ViewMode>("chart");
  const [cursor, setCursor] = useState<number | null>(null);
  const ticker = store.ticker.value;
  useTitle(ticker?.name ? `${symbol} ${ticker.name}` : symbol);

  const first = ticker?.first_bar ? Date.parse(ticker.first_bar) : null;
  const lastBar = ticker?.last_bar ? Date.parse(ticker.last_bar) : null;
  const params = new URLSearchParams(query.value);
  const view = viewOf(params, usualInterval(first, lastBar));
  const viewKey = [view.interval, view.range, view.from, view.to].join(" ");
  const opened = params.get("at") ? Date.parse(params.get("at") as string) : null;

  useEffect(() => {
    follow(symbol);
    void loadChart().catch(() => {});
    void store.loadTicker();
    void store.loadRow();
    const timer = setInterval(() => {
      if (!document.hidden) void store.loadRow();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [symbol]);
  useEffect(() => {
    if (ticker) void store.loadBars(view);
  }, [ticker !== null, viewKey]);
  useEffect(
    () =>
      listen(
        (events) => store.accept(events),
        () => {
          void store.loadRow();
          void store.loadTicker().then(() => store.loadBars(view));
        },
      ),
    [viewKey],
  );
  useEffect(() => setCursor(opened), [opened]);
  useEffect(
    () =>
      onKey((key) => {
        const interval = INTERVALS[Number(key) - 1];
        if (interval) showInterval(interval);
        else if (key === "v") setMode((known) => (known === "chart" ? "table" : "chart"));
      }),
    [],
  );

  if (store.suggestions.value !== null) return <Unknown store={store} />;

  const bars = store.bars.value;
  const interval = store.interval.value;
  const fitting = fittingInterval(view.interval, boundsOf(view, store.last));
  const index = bars && opened !== null ? bars.findIndex((bar) => Date.parse(bar.start) === opened) : -1;
  const span = bars && index >= 0 ? postSpan(bars, index, interval) : store.bounds.value;
  const bar = bars?.[index];

  const open = (start: number, byKeyboard = true) => {
    setQuery({ at: new Date(start).toISOString() });
    const heading = document.getElementById("posts-title");
    if (byKeyboard) heading?.focus();
    else if (matchMedia("(max-width: 1100px)").matches) heading?.scrollIntoView({ block: "start" });
  };

  return (
    <div class="page ticker">
      <Head store={store} />
      {ticker === null && store.failure.value !== null ? (
        <Failure error={store.failure.value} onRetry={() => void store.loadTicker()} />
      ) : ticker === null || (bars === null && store.failure.value === null) ? (
        <Loading lines={14} label={`Loading ${symbol}`} />
      ) : bars === null ? (
        <Failure error={store.failure.value} onRetry={() => void store.loadBars(view)} />
      ) : (
        <div class="ticker-columns">
          <div class="ticker-main">
            <section class="panel" aria-labelledby="bars-title">
              <header class="panel-head">
                <h2 id="bars-title" class="visually-hidden">
                  Price, sentiment and posts
                </h2>
                <Toolbar view={view} first={first} last={store.last} shown={extent(bars)} />
                <ViewToggle of="the bars" value={mode} onChange={setMode} />
              </header>
              {store.failure.value !== null ? (
                <p class="hint failure" role="alert">
                  {messageOf(store.failure.value)} Shown is what was loaded before.{" "}
                  <button type="button" class="link" onClick={() => void store.loadBars(view)}>
                    Try again
                  </button>
                </p>
              ) : (
                interval === fitting &&
                interval !== view.interval && (
                  <p class="hint">
                    Shown as bars of {interval}: the range holds more than {count(BAR_LIMIT)} of{" "}
                    {view.interval}.
                  </p>
                )
              )}
              {bars.length === 0 ? (
                <Empty title="No data in this range">
                  {lastBar === null ? "Nothing was seen of this ticker yet." : "Another range may hold some."}
                </Empty>
              ) : mode === "chart" ? (
                <ChartPanel
                  bars={bars}
                  gaps={store.gaps.value}
                  interval={interval}
                  cursor={cursor}
                  onCursor={setCursor}
                  onOpen={open}
                />
              ) : (
                <BarTable
                  bars={bars}
                  gaps={store.gaps.value}
                  interval={interval}
                  selected={opened}
                  onOpen={open}
                />
              )}
              <p class="hint foot-hint">
                {store.loading.value
                  ? `Loading bars of ${fitting}…`
                  : `${plural(bars.length, "bar")} of ${interval}`}{" "}
                · times in {zone.value.replace("_", " ")} ({zoneName(store.last, zone.value)})
                {mode === "chart" && store.gaps.value.length > 0 && (
                  <>
                    {" · "}
                    <i class="swatch gap" /> {lackWords(store.gaps.value).join(", ")}
                  </>
                )}
              </p>
            </section>
            <Facts bars={bars} gaps={store.gaps.value} />
          </div>
          <PostsPanel
            key={`${span.from} ${span.to}`}
            symbol={symbol}
            from={span.from}
            to={span.to}
            title={bar ? "Posts behind the bar" : "Posts"}
            subtitle={
              bar
                ? barName(Date.parse(bar.start), interval, zone.value)
                : "All of the range shown, newest first"
            }
            onClear={bar ? () => setQuery({ at: null }) : null}
          />
        </div>
      )}
    </div>
  );
}
