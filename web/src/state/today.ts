import type { Bar } from "../api/types.ts";
import { scored, shownScore } from "./bars.ts";

/** A ticker's newest session beside those before it. */
export interface Today {
  price: number | null;
  /** Percent against the close of the session before the price's. */
  change: number | null;
  posts: number;
  /** Mean posts of the sessions before; null without any. */
  norm: number | null;
  score: number | null;
  scored: number;
}

const SESSIONS = 20;

/** @param shorter bars of any interval: outside the regular session they know a later price than the daily ones */
export function today(daily: readonly Bar[], shorter: readonly Bar[] = []): Today {
  const sessions = daily.filter((bar) => bar.close !== null);
  const newest = shorter.findLast((bar) => bar.close !== null);
  const session = sessions.at(-1);
  const isLater = newest && (!session || Date.parse(newest.start) >= Date.parse(session.end));
  const price = (isLater ? newest.close : session?.close) ?? null;
  const before = (isLater ? session : sessions.at(-2))?.close;
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
