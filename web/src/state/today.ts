import type { Bar } from "../api/types.ts";
import { scored, shownScore } from "./bars.ts";

/** A ticker's newest session beside those before it. */
export interface Today {
  price: number | null;
  /** Percent against the previous session's close. */
  change: number | null;
  posts: number;
  /** Mean posts of the sessions before; null without any. */
  norm: number | null;
  score: number | null;
  scored: number;
}

const SESSIONS = 20;

export function today(daily: readonly Bar[]): Today {
  const closes = daily.flatMap((bar) => (bar.close === null ? [] : [bar.close]));
  const price = closes.at(-1) ?? null;
  const before = closes.at(-2);
  const last = daily.at(-1);
  const earlier = daily.slice(0, -1).slice(-SESSIONS);
  return {
    price,
    change: price !== null && before ? (price / before - 1) * 100 : null,
    posts: last?.posts ?? 0,
    norm: earlier.length > 0 ? earlier.reduce((sum, bar) => sum + bar.posts, 0) / earlier.length : null,
    score: last ? shownScore(last) : null,
    scored: last ? scored(last) : 0,
  };
}
