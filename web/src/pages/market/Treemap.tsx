import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { MarketRow } from "../../api/types.ts";
import { tickerPath } from "../../app/router.ts";
import { compact, count, direction, plural, score } from "../../lib/number.ts";
import { type Box, layout } from "../../lib/treemap.ts";
import { sortRows } from "../../state/market.ts";
import { Panel, type ViewMode, ViewToggle } from "../../ui/controls.tsx";
import { Empty } from "../../ui/states.tsx";
import { useFirst } from "../../ui/first.tsx";
import { FULL_SCORE, NotEnough, Sentiment } from "../../ui/value.tsx";

/** Share of the full colour, 0..100, for a score. */
function depth(value: number): number {
  return Math.round(Math.min(1, Math.abs(value) / FULL_SCORE) * 100);
}

const px = (value: number) => `${value}px`;

function describe(row: MarketRow): string {
  const tone =
    row.score === null ? `not enough posts for a score (n=${row.scored})` : `score ${score(row.score)}`;
  return `${row.symbol}, ${row.name ?? "unlisted"}: ${plural(row.posts, "post")}, ${tone}`;
}

/** A tile too small to be hit is no link: its ticker is in the watchlist and in the table. */
const SMALLEST_TARGET = 24;

function Tile({ tile, row }: { tile: Box; row: MarketRow }) {
  const way = row.score === null ? "none" : direction(row.score);
  const large = tile.width > 90 && tile.height > 62;
  const look = {
    class: `tile ${way} ${large ? "large" : ""}`,
    style: {
      left: px(tile.x),
      top: px(tile.y),
      width: px(tile.width),
      height: px(tile.height),
      "--depth": `${row.score === null ? 0 : depth(row.score)}%`,
    },
    title: describe(row),
  };
  const named = tile.width >= 34 && tile.height >= 17;
  const content = named && (
    <>
      <b aria-hidden="true">{row.symbol}</b>
      {tile.height >= 34 && tile.width >= 42 && (
        <span class="num" aria-hidden="true">
          {row.score === null ? `n=${row.scored}` : score(row.score)}
        </span>
      )}
      {tile.height >= 62 && tile.width >= 64 && (
        <small class="num" aria-hidden="true">
          {compact(row.posts)} posts
        </small>
      )}
    </>
  );
  if (Math.min(tile.width, tile.height) < SMALLEST_TARGET) {
    return (
      <span {...look} aria-hidden="true">
        {content}
      </span>
    );
  }
  return (
    <a {...look} href={tickerPath(row.symbol)} aria-label={describe(row)}>
      {content}
    </a>
  );
}

function TileMap({ rows, laid }: { rows: readonly MarketRow[]; laid: readonly MarketRow[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<[number, number]>([0, 0]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize([Math.floor(entry.contentRect.width), Math.floor(entry.contentRect.height)]);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const [width, height] = size;
  const { tiles, groups } = useMemo(
    () =>
      layout(
        laid.map((row) => ({ id: row.symbol, group: row.sector, weight: row.posts })),
        width,
        height,
      ),
    [laid, width, height],
  );
  const bySymbol = new Map(rows.map((row) => [row.symbol, row]));

  return (
    <div
      class="treemap"
      ref={frame}
      role="group"
      aria-label="Tickers as tiles: area by posts, colour by score"
    >
      {groups.map((group) => (
        <span
          key={`group ${group.name}`}
          class="treemap-group"
          style={{ left: px(group.x), top: px(group.y), width: px(group.width) }}
          aria-hidden="true"
        >
          {group.width > 50 ? group.name : ""}
        </span>
      ))}
      {tiles.map((tile) => {
        const row = bySymbol.get(tile.id);
        if (!row) return null;
        return <Tile key={tile.id} tile={tile} row={row} />;
      })}
    </div>
  );
}

function Table({ rows }: { rows: readonly MarketRow[] }) {
  const [shown, more] = useFirst(sortRows(rows, { key: "posts", descending: true }));
  return (
    <div class="scroll-y" tabIndex={0} role="region" aria-label="Posts and scores by ticker">
      <table class="grid plain">
        <caption class="visually-hidden">Posts and scores by ticker</caption>
        <thead>
          <tr>
            <th scope="col">Symbol</th>
            <th scope="col">Sector</th>
            <th scope="col" class="right">
              Posts
            </th>
            <th scope="col" class="right">
              Sentiment
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.symbol}>
              <th scope="row">
                <a href={tickerPath(row.symbol)}>{row.symbol}</a>
              </th>
              <td>{row.sector}</td>
              <td class="num right">{count(row.posts)}</td>
              <td class="right">
                {row.score === null ? (
                  <NotEnough n={row.scored} short />
                ) : (
                  <Sentiment value={row.score} n={row.scored} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

/** What is talked about most, and in which tone. */
export function TreemapPanel({ rows, laid }: { rows: readonly MarketRow[]; laid: readonly MarketRow[] }) {
  const [mode, setMode] = useState<ViewMode>("chart");
  const silent = rows.filter((row) => row.posts === 0).length;
  return (
    <Panel
      id="treemap-title"
      class="treemap-panel"
      title="Where the talk is"
      tools={<ViewToggle of="the map" value={mode} onChange={setMode} />}
    >
      {rows.length === silent ? (
        <Empty title="No posts in this window" />
      ) : mode === "chart" ? (
        <TileMap rows={rows} laid={laid} />
      ) : (
        <Table rows={rows} />
      )}
      <div class="treemap-legend">
        <span>Area: posts{silent > 0 && ` · ${plural(silent, "ticker")} without`}</span>
        <span class="legend-scale num">
          −{FULL_SCORE} <i aria-hidden="true" /> +{FULL_SCORE}
        </span>
      </div>
    </Panel>
  );
}
