import { describe, expect, test } from "vitest";
import {
  appendPage,
  applyMentions,
  authorOf,
  KEPT_POSTS,
  NO_POSTS,
  type PostQuery,
} from "../src/state/posts.ts";
import { mention, said } from "./objects.ts";

const ALL: PostQuery = { from: null, to: null, label: null, include: "all" };
const apply = (events: ReturnType<typeof said>[], query = ALL, list = NO_POSTS) =>
  applyMentions(list, events, "ORBX", query);
const ids = (list: typeof NO_POSTS) => list.posts.map((post) => post.post_id);

describe("an author", () => {
  test("is called by the handle", () => {
    expect(authorOf(mention({ author_name: "owl", post_id: "did:plc:abc/3k" }))).toBe("@owl");
  });

  test("without one, by the DID that the post is named after", () => {
    const post_id = "did:plc:z72i7hdynmk6r22z27h6tvur/3lb2xyz";
    expect(authorOf(mention({ author_name: null, post_id }))).toBe("did:plc:z72i7h…tvur");
    expect(authorOf(mention({ author_name: null, post_id: "did:web:a.org/3k" }))).toBe("did:web:a.org");
  });

  test("is unknown where neither is known", () => {
    expect(authorOf(mention({ author_name: null, post_id: "418" }))).toBeNull();
  });
});

describe("the list of posts, live", () => {
  test("new posts come in at the top, by the time written", () => {
    const list = apply([
      said({ post_id: "old", created_at: "2026-01-05T14:00:00Z" }),
      said({ post_id: "new", created_at: "2026-01-05T15:00:00Z" }),
    ]);
    expect(ids(list)).toEqual(["new", "old"]);
    expect(list.total).toBe(2);
    expect(list.fresh).toEqual(new Set(["x:old", "x:new"]));
  });

  test("a post that comes again is renewed, not repeated", () => {
    const list = apply([said({ likes: 1 })]);
    const again = apply([said({ likes: 2 })], ALL, list);
    expect(again.posts).toHaveLength(1);
    expect(again.posts[0]?.likes).toBe(2);
    expect(again.total).toBe(1);
  });

  test("a deleted post goes", () => {
    const list = apply([said()]);
    expect(apply([said({ deleted: true })], ALL, list)).toMatchObject({ posts: [], total: 0 });
    expect(apply([said({ deleted: true })]).total).toBe(0);
  });

  test("posts outside the span stay out, its end too", () => {
    const from = Date.parse("2026-01-05T15:00:00Z");
    const query = { ...ALL, from, to: from + 60_000 };
    expect(ids(apply([said({ created_at: "2026-01-05T15:00:00Z" })], query))).toHaveLength(1);
    expect(ids(apply([said({ created_at: "2026-01-05T15:01:00Z" })], query))).toHaveLength(0);
    expect(ids(apply([said({ created_at: "2026-01-05T14:59:59Z" })], query))).toHaveLength(0);
  });

  test("filters hold for what comes in", () => {
    expect(ids(apply([said()], { ...ALL, label: "negative" }))).toHaveLength(0);
    const scored: PostQuery = { ...ALL, include: "originals" };
    expect(ids(apply([said({ noise: 0.9 })], scored))).toHaveLength(0);
    expect(ids(apply([said({ kind: "repost" })], scored))).toHaveLength(0);
    expect(ids(apply([said({ kind: "reply" })], scored))).toHaveLength(1);
  });

  test("a post that turns out to be a copy leaves the scored ones", () => {
    const scored: PostQuery = { ...ALL, include: "originals" };
    const list = apply([said()], scored);
    expect(apply([said({ copy_of: "x:0" })], scored, list)).toMatchObject({ posts: [], total: 0 });
  });

  test("other tickers' posts change nothing", () => expect(apply([said({ symbol: "ELSE" })])).toBe(NO_POSTS));

  test("the list is bounded", () => {
    const many = Array.from({ length: KEPT_POSTS + 5 }, (_, i) => said({ post_id: String(i) }));
    expect(apply(many)).toMatchObject({ cut: true, total: KEPT_POSTS + 5 });
    expect(apply(many).posts).toHaveLength(KEPT_POSTS);
  });

  test("a page adds what is not there yet", () => {
    const list = apply([said({ post_id: "1" })]);
    const page = {
      posts: [mention({ post_id: "1" }), mention({ post_id: "2" })],
      next_cursor: "c",
      total: 9,
    };
    expect(appendPage(list, page)).toMatchObject({ cursor: "c", total: 9 });
    expect(ids(appendPage(list, page))).toEqual(["1", "2"]);
  });
});
