import { useEffect, useState } from "preact/hooks";
import { api, messageOf } from "../../api/client.ts";
import type { Explanation, Post } from "../../api/types.ts";
import { compact, count, share, signed } from "../../lib/number.ts";
import { segments } from "../../lib/segments.ts";
import { clock, moment, shortMoment } from "../../lib/time.ts";
import { isNoise, isOriginal } from "../../state/market.ts";
import { authorOf, didOf } from "../../state/posts.ts";
import { now, zone } from "../../state/session.ts";
import { LabelChip } from "../../ui/value.tsx";

const SOURCE_NAME: Record<string, string> = {
  x: "X",
  reddit: "Reddit",
  bluesky: "Bluesky",
  stocktwits: "StockTwits",
};

const LINK_NAME: Record<string, string> = {
  cashtag: "cashtag",
  name: "company name",
  symbol: "bare symbol",
  context: "context",
};

/** The text with the words marked that moved the score. */
function Explained({ explanation }: { explanation: Explanation }) {
  const strongest = Math.max(
    0.0001,
    ...explanation.contributions.filter((part) => part.text).map((part) => Math.abs(part.weight)),
  );
  return (
    <>
      {segments(explanation.text, explanation.contributions, explanation.link).map((part, i) => {
        const content =
          part.weight === null || part.weight === 0 ? (
            part.text
          ) : (
            <mark
              class={part.weight > 0 ? "up" : "down"}
              style={{ "--strength": `${Math.round(20 + (Math.abs(part.weight) / strongest) * 80)}%` }}
              title={`${signed(part.weight)}: moves the score ${part.weight > 0 ? "up" : "down"}`}
            >
              {part.text}
              <span class="visually-hidden"> ({signed(part.weight)})</span>
            </mark>
          );
        return part.link ? (
          <span key={i} class="link-mark" title={explanation.link?.reason ?? "what links this post"}>
            {content}
          </span>
        ) : (
          <span key={i}>{content}</span>
        );
      })}
    </>
  );
}

function Why({ explanation }: { explanation: Explanation }) {
  const top = [...explanation.contributions]
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .filter((part) => part.weight !== 0)
    .slice(0, 6);
  return (
    <div class="why">
      {top.length === 0 ? (
        <p class="muted">No single word moved the score.</p>
      ) : (
        <ul aria-label="Words that moved the score">
          {top.map((part) => (
            <li key={part.start} class={part.weight > 0 ? "up" : "down"}>
              <span>{part.text || "the text as a whole"}</span> <b class="num">{signed(part.weight)}</b>
            </li>
          ))}
        </ul>
      )}
      <p class="muted">Scored by {explanation.model}</p>
    </div>
  );
}

function Facts({ post }: { post: Post }) {
  const facts: string[] = [];
  if (post.likes !== null) facts.push(`${compact(post.likes)} likes`);
  if (post.reposts !== null) facts.push(`${compact(post.reposts)} reposts`);
  if (post.replies !== null) facts.push(`${compact(post.replies)} replies`);
  return (
    <p class="post-facts">
      <span>
        Linked by {LINK_NAME[post.link] ?? post.link}: {post.link_reason}{" "}
        <span class="num">({share(post.link_confidence)} sure)</span>
      </span>
      {facts.length > 0 && <span class="num">{facts.join(" · ")}</span>}
      {post.url && (
        <a href={post.url} target="_blank" rel="noreferrer">
          Open at {SOURCE_NAME[post.source] ?? post.source}
          <span aria-hidden="true"> ↗</span>
        </a>
      )}
    </p>
  );
}

function Badges({ post }: { post: Post }) {
  return (
    <>
      {post.kind !== "original" && <span class="badge">{post.kind}</span>}
      {post.copy_of !== null && (
        <span class="badge" title={`Repeats the post ${post.copy_of}`}>
          near-copy
        </span>
      )}
      {isNoise(post) && (
        <span class="badge noise" title={`Promotion or spam with a probability of ${share(post.noise)}`}>
          noise {share(post.noise)}
        </span>
      )}
      {post.author_label && (
        <span class="badge author" title="Tagged so by the author">
          author: {post.author_label}
        </span>
      )}
    </>
  );
}

/** One post; opened, it shows which words moved its score. */
export function PostItem({ post, symbol, fresh }: { post: Post; symbol: string; fresh: boolean }) {
  const [open, setOpen] = useState(false);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const created = Date.parse(post.created_at);

  useEffect(() => {
    if (!open || explanation) return;
    const abort = new AbortController();
    api
      .explanation(post.source, post.post_id, symbol, abort.signal)
      .then(setExplanation)
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setFailure(messageOf(error));
      });
    return () => abort.abort();
  }, [open]);

  const author = authorOf(post) ?? "unknown";
  const counted = isOriginal(post) && !isNoise(post);
  return (
    <li
      class={`post ${fresh ? "fresh" : ""} ${counted ? "" : "uncounted"}`}
      data-post={`${post.source}:${post.post_id}`}
    >
      <div class="post-head">
        <b
          class="post-author"
          title={
            post.author_followers === null
              ? (didOf(post) ?? undefined)
              : `${count(post.author_followers)} followers`
          }
        >
          {author}
        </b>
        <span class="post-source">{SOURCE_NAME[post.source] ?? post.source}</span>
        <time
          class="num"
          dateTime={post.created_at}
          title={`Written ${moment(created, zone.value)}, seen ${clock(Date.parse(post.observed_at), zone.value)}`}
        >
          {shortMoment(created, now.peek(), zone.value)}
        </time>
      </div>
      <p class={`post-text ${open ? "" : "clamped"}`} lang={post.lang ?? undefined}>
        {open && explanation ? <Explained explanation={explanation} /> : post.text}
      </p>
      <div class="post-tags">
        <LabelChip label={post.label} value={post.score} />
        <Badges post={post} />
        <button type="button" class="link why-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Less" : "Why?"}
          <span class="visually-hidden"> – post by {author}</span>
        </button>
      </div>
      {open && (
        <div class="post-more">
          {explanation && <Why explanation={explanation} />}
          {!explanation && failure === null && <p class="muted">Explaining…</p>}
          {failure !== null && <p class="failure">{failure}</p>}
          <Facts post={post} />
        </div>
      )}
    </li>
  );
}
