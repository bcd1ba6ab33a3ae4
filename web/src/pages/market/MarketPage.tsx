import { useEffect } from "preact/hooks";
import type { MarketRow, Window } from "../../api/types.ts";
import { onKey } from "../../app/keys.ts";
import { query, setQuery, tickerPath } from "../../app/router.ts";
import { change, count, plural, ratio, score } from "../../lib/number.ts";
import { moment } from "../../lib/time.ts";
import { dataTime, status, zone } from "../../state/session.ts";
import { highlights, type Highlight } from "../../state/market.ts";
import { Segmented } from "../../ui/controls.tsx";
import { Empty, Failure, Loading, useTitle } from "../../ui/states.tsx";
import { failure, fetched, list, load, showWindow, totalPosts, watch, windowOf } from "./store.ts";
import { TreemapPanel } from "./Treemap.tsx";
import { WatchlistPanel } from "./Watchlist.tsx";

const WINDOWS: { id: Window; name: string; label: string }[] = [
  { id: "1h", name: "1 h", label: "Last hour" },
  { id: "1d", name: "1 d", label: "Last day" },
];

function figure({ value, row }: Highlight): string {
  if (value === "ratio") return ratio(row.posts_ratio);
  return value === "score" ? score(row.score) : change(row.change_pct);
}

function tone({ value, row }: Highlight): string {
  if (value === "ratio") return "";
  return ((value === "score" ? row.score : row.change_pct) ?? 0) >= 0 ? "up" : "down";
}

function Highlights({ rows }: { rows: readonly MarketRow[] }) {
  return (
    <ul class="highlights" aria-label="What stands out">
      {highlights(rows).map((item) => (
        <li key={item.title}>
          <a href={tickerPath(item.row.symbol)}>
            <span class="highlight-title">{item.title}</span>
            <span class="highlight-line">
              <b>{item.row.symbol}</b>
              <span class={`num ${tone(item)}`}>{figure(item)}</span>
            </span>
            <small>{item.row.name}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Waiting() {
  const sources = status.value?.sources ?? [];
  return (
    <Empty title="Waiting for the first posts and prices">
      <p>This page fills by itself as soon as a source delivers.</p>
      {sources.length > 0 && (
        <p>
          {sources.map((source) => `${source.source}: ${source.state.replaceAll("_", " ")}`).join(" · ")} ·{" "}
          <a href="/status">Status</a>
        </p>
      )}
    </Empty>
  );
}

export function MarketPage() {
  useTitle("Market");
  const wanted: Window = new URLSearchParams(query.value).get("window") === "1h" ? "1h" : "1d";
  useEffect(() => watch(), []);
  useEffect(() => showWindow(wanted), [wanted]);
  useEffect(
    () =>
      onKey((key) => {
        const window = WINDOWS[Number(key) - 1];
        if (window) setQuery({ window: window.id });
      }),
    [],
  );
  const rows = list.value?.rows;
  const data = dataTime.value;
  return (
    <div class="page market">
      <div class="page-head">
        <h1 tabIndex={-1}>Market</h1>
        <p class="page-sub">
          {rows && (
            <>
              <span class="num">{count(totalPosts.value)}</span> posts on {plural(rows.length, "ticker")},{" "}
              {windowOf.value === "1h" ? "last hour" : "last day"}
            </>
          )}
          {data !== null && (
            <>
              {" "}
              · to <span class="num">{moment(data, zone.value)}</span>
            </>
          )}
        </p>
        <Segmented
          label="Window"
          choices={WINDOWS}
          value={wanted}
          onChange={(id) => setQuery({ window: id === "1d" ? null : id })}
        />
      </div>
      {rows === undefined && failure.value !== null ? (
        <Failure error={failure.value} onRetry={() => void load()} />
      ) : rows === undefined ? (
        <Loading lines={14} label="Loading the market" />
      ) : rows.length === 0 ? (
        <Waiting />
      ) : (
        <>
          <Highlights rows={rows} />
          <div class="market-columns">
            <WatchlistPanel rows={rows} />
            <TreemapPanel rows={rows} laid={fetched.value} />
          </div>
        </>
      )}
    </div>
  );
}
