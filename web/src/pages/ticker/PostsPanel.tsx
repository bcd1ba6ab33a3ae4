import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import type { Label, StreamEvent } from "../../api/types.ts";
import { count } from "../../lib/number.ts";
import { mentionKey } from "../../state/market.ts";
import { appendPage, applyMentions, NO_POSTS, type PostList, type PostQuery } from "../../state/posts.ts";
import { listen } from "../../state/session.ts";
import { Segmented } from "../../ui/controls.tsx";
import { Empty, Failure, Loading } from "../../ui/states.tsx";
import { LABEL_NAME, LABELS } from "../../ui/value.tsx";
import { PostItem } from "./PostItem.tsx";

const PAGE = 50;
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function fetchPage(symbol: string, query: PostQuery, cursor: string | null, signal?: AbortSignal) {
  return api.posts(
    symbol,
    {
      from: iso(query.from),
      to: iso(query.to),
      label: query.label,
      include: query.include,
      limit: PAGE,
      cursor,
    },
    signal,
  );
}

/** The posts behind a bar or a range, newest first, with new ones coming in at the top. */
export function PostsPanel({
  symbol,
  from,
  to,
  title,
  subtitle,
  onClear,
}: {
  symbol: string;
  from: number | null;
  to: number | null;
  title: string;
  subtitle: ComponentChildren;
  /** Leads back from a bar's posts to the range's; absent when the range's are shown. */
  onClear: (() => void) | null;
}) {
  const [label, setLabel] = useState<Label | null>(null);
  const [include, setInclude] = useState<"originals" | "all">("all");
  const [list, setList] = useState<PostList | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [paging, setPaging] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const query: PostQuery = { from, to, label, include };
  const current = useRef(query);
  current.current = query;

  useEffect(() => {
    const abort = new AbortController();
    const since: StreamEvent[] = [];
    let loaded = false;
    setFailure(null);
    setList(null);
    fetchPage(symbol, query, null, abort.signal)
      .then((page) => {
        loaded = true;
        const fetched = { ...NO_POSTS, posts: page.posts, total: page.total, cursor: page.next_cursor };
        setList(applyMentions(fetched, since, symbol, query));
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setFailure(error);
      });
    const stop = listen(
      (events) => {
        if (loaded) setList((known) => known && applyMentions(known, events, symbol, query));
        else since.push(...events.filter((event) => event.type === "mention"));
      },
      () => setAttempt((n) => n + 1),
    );
    return () => {
      abort.abort();
      stop();
    };
  }, [symbol, from, to, label, include, attempt]);

  const more = () => {
    if (paging || !list) return;
    if (list.cut || list.cursor === null) {
      setAttempt(attempt + 1);
      return;
    }
    setPaging(true);
    const asked = query;
    fetchPage(symbol, asked, list.cursor)
      .then((page) => {
        const same = current.current.from === asked.from && current.current.to === asked.to;
        if (same) setList((known) => known && appendPage(known, page));
      })
      .catch(setFailure)
      .finally(() => setPaging(false));
  };

  return (
    <section
      class="panel posts"
      aria-labelledby="posts-title"
      onKeyDown={(event) => {
        if (event.key === "Escape" && onClear) {
          event.stopPropagation();
          onClear();
          document.getElementById("chart-cursor")?.focus();
        }
      }}
    >
      <header class="panel-head">
        <h2 id="posts-title" tabIndex={-1}>
          {title} {list && <span class="count num">{count(list.total)}</span>}
        </h2>
        {onClear && (
          <button type="button" class="link" onClick={onClear}>
            All of the range
          </button>
        )}
      </header>
      <p class="posts-sub">{subtitle}</p>
      <div class="posts-filter">
        <Segmented
          label="Posts to show"
          choices={[
            { id: "all", name: "All" },
            { id: "originals", name: "Scored", label: "Only originals that carry the score" },
          ]}
          value={include}
          onChange={setInclude}
        />
        <select
          aria-label="Label"
          value={label ?? ""}
          onChange={(event) => setLabel((event.currentTarget.value || null) as Label | null)}
        >
          <option value="">Any label</option>
          {LABELS.map((each) => (
            <option key={each} value={each}>
              {LABEL_NAME[each]}
            </option>
          ))}
        </select>
      </div>
      <div class="posts-scroll" tabIndex={0} role="region" aria-label={title}>
        {failure !== null ? (
          <Failure error={failure} onRetry={() => setAttempt(attempt + 1)} />
        ) : list === null ? (
          <Loading lines={8} label="Loading posts" />
        ) : list.posts.length === 0 ? (
          <Empty title="No posts here">
            {label || include === "originals"
              ? "Another filter may show some."
              : "New ones appear by themselves."}
          </Empty>
        ) : (
          <ol class="post-list">
            {list.posts.map((post) => (
              <PostItem
                key={mentionKey(post)}
                post={post}
                symbol={symbol}
                fresh={list.fresh.has(mentionKey(post))}
              />
            ))}
          </ol>
        )}
        {list && (list.cursor !== null || list.cut) && (
          <button type="button" class="button more" disabled={paging} onClick={more}>
            {paging ? "Loading…" : list.cut ? "Reload to see earlier posts" : "Earlier posts"}
          </button>
        )}
      </div>
    </section>
  );
}
