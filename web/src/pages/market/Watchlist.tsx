import { useEffect, useRef, useState } from "preact/hooks";
import type { MarketRow } from "../../api/types.ts";
import { navigate, query, setQuery, tickerPath } from "../../app/router.ts";
import { onKey } from "../../app/keys.ts";
import { count, price, ratio } from "../../lib/number.ts";
import { filterRows, type Sort, type SortKey, sortRows } from "../../state/market.ts";
import { Panel } from "../../ui/controls.tsx";
import { Sparkline } from "../../ui/sparkline.tsx";
import { Empty } from "../../ui/states.tsx";
import { useFirst } from "../../ui/first.tsx";
import { Change, Sentiment } from "../../ui/value.tsx";

interface Heading {
  key: SortKey;
  name: string;
  /** Numbers stand right, and sort from the largest first. */
  numeric: boolean;
  class: string;
  title: string;
}

const HEADINGS: Heading[] = [
  { key: "symbol", name: "Symbol", numeric: false, class: "c-symbol", title: "Symbol" },
  { key: "name", name: "Name", numeric: false, class: "c-name", title: "Company" },
  { key: "price", name: "Price", numeric: true, class: "c-price", title: "Last price" },
  {
    key: "change",
    name: "Change",
    numeric: true,
    class: "c-change",
    title: "Against the previous session's close",
  },
  {
    key: "score",
    name: "Sentiment",
    numeric: true,
    class: "c-score",
    title: "Mean score of original posts that are not noise, −1 to +1",
  },
  { key: "posts", name: "Posts", numeric: true, class: "c-posts", title: "Distinct posts in the window" },
  {
    key: "ratio",
    name: "Usual",
    numeric: true,
    class: "c-ratio",
    title: "Posts against the ticker's own norm",
  },
  {
    key: "trend",
    name: "Trend",
    numeric: true,
    class: "c-trend",
    title: "Price and sentiment over the window",
  },
];

const DEFAULT_SORT: Sort = { key: "posts", descending: true };

function readSort(text: string | null): Sort {
  const key = text?.replace("-", "") as SortKey | undefined;
  return key && HEADINGS.some((heading) => heading.key === key)
    ? { key, descending: text?.startsWith("-") ?? false }
    : DEFAULT_SORT;
}

function writeSort(sort: Sort): void {
  setQuery({ sort: (sort.descending ? "-" : "") + sort.key });
}

function Row({ row, current, onFocus }: { row: MarketRow; current: boolean; onFocus: () => void }) {
  const norm =
    row.posts_norm === null ? "no norm yet" : `usually ${count(Math.round(row.posts_norm))} in such a window`;
  return (
    <tr
      data-symbol={row.symbol}
      onClick={(event) => {
        if (!(event.target as Element).closest("a") && getSelection()?.toString() === "") {
          navigate(tickerPath(row.symbol));
        }
      }}
    >
      <th scope="row" class="c-symbol">
        <a href={tickerPath(row.symbol)} tabIndex={current ? 0 : -1} onFocus={onFocus}>
          {row.symbol}
        </a>
        <small class="narrow">{row.name}</small>
      </th>
      <td class="c-name">{row.name ?? <span class="muted">unlisted</span>}</td>
      <td class="c-price num">
        <span key={row.price} class="tick">
          {price(row.price)}
        </span>
        <span class="narrow">
          <Change value={row.change_pct} />
        </span>
      </td>
      <td class="c-change">
        <Change value={row.change_pct} />
      </td>
      <td class="c-score">
        <Sentiment value={row.score} n={row.scored} />
        <span class="narrow posts-line num">
          {count(row.posts)} · {row.posts_ratio === null ? "–" : ratio(row.posts_ratio)}
        </span>
      </td>
      <td class="c-posts num" data-posts={row.posts}>
        <span key={row.posts} class="tick">
          {count(row.posts)}
        </span>
      </td>
      <td class="c-ratio num" title={norm}>
        {row.posts_ratio === null ? (
          <span class="muted">no norm</span>
        ) : (
          <span class={row.posts_ratio >= 2 ? "loud" : row.posts_ratio < 0.5 ? "muted" : ""}>
            {ratio(row.posts_ratio)}
          </span>
        )}
      </td>
      <td class="c-trend">
        <Sparkline points={row.spark} />
      </td>
    </tr>
  );
}

/** All tickers in a table that can be sorted, filtered and walked by keyboard. */
export function WatchlistPanel({ rows }: { rows: readonly MarketRow[] }) {
  const [filter, setFilter] = useState("");
  const [current, setCurrent] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const sort = readSort(new URLSearchParams(query.value).get("sort"));
  const found = sortRows(filterRows(rows, filter), sort);
  const [shown, more] = useFirst(found);
  const active = shown.some((row) => row.symbol === current) ? current : (shown[0]?.symbol ?? null);

  const focus = (symbol: string | undefined) => {
    if (symbol === undefined) return;
    setCurrent(symbol);
    const link = body.current?.querySelector<HTMLElement>(`tr[data-symbol="${CSS.escape(symbol)}"] a`);
    link?.focus({ preventScroll: true });
    link?.closest("tr")?.scrollIntoView({ block: "nearest" });
  };

  useEffect(
    () =>
      onKey((key, event) => {
        const inside = body.current?.contains(document.activeElement) ?? false;
        const at = inside ? shown.findIndex((row) => row.symbol === active) : -1;
        const arrows = inside || document.activeElement === document.body;
        let to: number | null = null;
        if (key === "j" || (key === "ArrowDown" && arrows)) to = Math.min(shown.length - 1, at + 1);
        else if (key === "k" || (key === "ArrowUp" && inside)) to = Math.max(0, at - 1);
        else if (key === "Home" && inside) to = 0;
        else if (key === "End" && inside) to = shown.length - 1;
        if (to === null) return;
        event.preventDefault();
        focus(shown[to]?.symbol);
      }),
    [shown, active],
  );

  const sortBy = (heading: Heading) =>
    writeSort({
      key: heading.key,
      descending: sort.key === heading.key ? !sort.descending : heading.numeric,
    });

  return (
    <Panel
      id="watchlist-title"
      class="watchlist"
      title={
        <>
          Watchlist <span class="count num">{count(found.length)}</span>
        </>
      }
      tools={
        <>
          <label class="narrow-sort">
            <span class="visually-hidden">Sort by</span>
            <select
              value={sort.key}
              onChange={(event) => {
                const heading = HEADINGS.find(({ key }) => key === event.currentTarget.value);
                if (heading) writeSort({ key: heading.key, descending: heading.numeric });
              }}
            >
              {HEADINGS.map((heading) => (
                <option key={heading.key} value={heading.key}>
                  {heading.name}
                </option>
              ))}
            </select>
          </label>
          <input
            id="filter"
            type="search"
            aria-label="Filter the watchlist"
            placeholder="Filter"
            autocomplete="off"
            spellcheck={false}
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                setFilter("");
                event.currentTarget.blur();
              } else if (event.key === "ArrowDown" || event.key === "Enter") {
                event.preventDefault();
                focus(shown[0]?.symbol);
              }
            }}
          />
        </>
      }
    >
      <table class="grid">
        <caption class="visually-hidden">
          Tickers with price, sentiment and posts. The headings sort; j and k walk the rows.
        </caption>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th
                key={heading.key}
                scope="col"
                class={heading.class}
                aria-sort={
                  sort.key === heading.key ? (sort.descending ? "descending" : "ascending") : undefined
                }
              >
                <button type="button" title={heading.title} onClick={() => sortBy(heading)}>
                  {heading.name}
                  <span class="sort-mark" aria-hidden="true">
                    {sort.key === heading.key ? (sort.descending ? "▾" : "▴") : ""}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map((row) => (
            <Row
              key={row.symbol}
              row={row}
              current={row.symbol === active}
              onFocus={() => setCurrent(row.symbol)}
            />
          ))}
        </tbody>
      </table>
      {more}
      {shown.length === 0 && (
        <Empty title={`No ticker matches “${filter}”`}>
          <button type="button" class="button" onClick={() => setFilter("")}>
            Show all
          </button>
        </Empty>
      )}
    </Panel>
  );
}
