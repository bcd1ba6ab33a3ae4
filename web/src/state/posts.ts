import type { Label, MentionEvent, Post, StreamEvent } from "../api/types.ts";
import { isNoise, isOriginal, mentionKey } from "./market.ts";

/** Which posts a list shows: a span of time (ms since 1970), and of these which. */
export interface PostQuery {
  from: number | null;
  to: number | null;
  label: Label | null;
  include: "originals" | "all";
}

export interface PostList {
  posts: readonly Post[];
  total: number;
  cursor: string | null;
  /** Whether older posts made room for live ones, so that the cursor no longer joins on. */
  cut: boolean;
  /** Posts that came in live, for marking them as new. */
  fresh: ReadonlySet<string>;
}

export const NO_POSTS: PostList = { posts: [], total: 0, cursor: null, cut: false, fresh: new Set() };

/** The most posts kept; older ones come back by paging. */
export const KEPT_POSTS = 500;

/**
 * What an author is called: the handle; else, on Bluesky, whose posts carry none but are named after their author's DID,
 * that DID, shortened. Null if neither is known.
 */
export function authorOf(post: Pick<Post, "author_name" | "post_id">): string | null {
  if (post.author_name !== null) return `@${post.author_name}`;
  const did = didOf(post);
  return did && (did.length > 24 ? `${did.slice(0, 14)}…${did.slice(-4)}` : did);
}

/** The DID of the author that a post is named after; null if it is not. */
export function didOf(post: Pick<Post, "post_id">): string | null {
  return /^did:[a-z]+:[^/]+(?=\/)/.exec(post.post_id)?.[0] ?? null;
}

function wanted(query: PostQuery, mention: MentionEvent): boolean {
  const at = Date.parse(mention.created_at);
  if (query.from !== null && at < query.from) return false;
  if (query.to !== null && at >= query.to) return false;
  if (query.label !== null && mention.label !== query.label) return false;
  return query.include === "all" || (isOriginal(mention) && !isNoise(mention));
}

function newestFirst(a: Post, b: Post): number {
  const time = Date.parse(b.created_at) - Date.parse(a.created_at);
  return time !== 0 ? time : mentionKey(a) < mentionKey(b) ? 1 : -1;
}

/** The list after a batch of events: new posts in their place, known ones renewed, deleted ones gone. */
export function applyMentions(
  list: PostList,
  batch: readonly StreamEvent[],
  symbol: string,
  query: PostQuery,
): PostList {
  let posts: Map<string, Post> | null = null;
  let total = list.total;
  const fresh = new Set(list.fresh);
  for (const event of batch) {
    if (event.type !== "mention" || event.data.symbol !== symbol) continue;
    posts ??= new Map(list.posts.map((post) => [mentionKey(post), post]));
    const key = mentionKey(event.data);
    const known = posts.has(key);
    if (event.data.deleted || !wanted(query, event.data)) {
      if (known) {
        posts.delete(key);
        total--;
      }
      continue;
    }
    if (!known) {
      total++;
      fresh.add(key);
    }
    posts.set(key, event.data);
  }
  if (posts === null) return list;
  const sorted = [...posts.values()].sort(newestFirst);
  const kept = Math.max(KEPT_POSTS, list.posts.length);
  return { ...list, posts: sorted.slice(0, kept), total, fresh, cut: list.cut || sorted.length > kept };
}

/** The list with its next page at its end. */
export function appendPage(
  list: PostList,
  page: { posts: Post[]; next_cursor: string | null; total: number },
) {
  const known = new Set(list.posts.map(mentionKey));
  const added = page.posts.filter((post) => !known.has(mentionKey(post)));
  return { ...list, posts: [...list.posts, ...added], cursor: page.next_cursor, total: page.total };
}
