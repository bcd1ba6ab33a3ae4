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

function lastPriced(bars: readonly Bar[]): Bar | undefined {
  return bars.findLast((bar) => bar.close !== null);
}

/**
 * @param daily the last sessions' bars, oldest first
 * @param fine bars of any interval, which may know of a later price than the last session with one
 */
export function today(daily: readonly Bar[], fine: readonly Bar[] = []): Today {
  const priced = daily.filter((bar) => bar.close !== null);
  const session = priced.at(-1);
  const later = lastPriced(fine);
  const after =
    later !== undefined && (session === undefined || Date.parse(later.start) >= Date.parse(session.end));
  const price = (after ? later.close : session?.close) ?? null;
  const before = (after ? session : priced.at(-2))?.close;
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
