import type { Bar, Interval } from "../api/types.ts";
import { priorClose } from "../lib/time.ts";

/** The most time between two sessions that follow each other. */
const SESSION_GAP_MS = 5 * 86_400_000;

/**
 * The span of time whose posts a bar counts, ms since 1970, the end exclusive. Posts after a session's close count toward
 * the next session, so a day's span reaches from close to close.
 */
export function postSpan(
  bars: readonly Bar[],
  index: number,
  interval: Interval,
): { from: number; to: number } {
  const bar = bars[index];
  if (!bar) throw new RangeError(`Invalid bar index ${index}: expected 0..${bars.length - 1}`);
  const start = Date.parse(bar.start);
  const to = Date.parse(bar.end);
  if (interval !== "1d") return { from: start, to };
  const before = bars[index - 1];
  const known = before ? Date.parse(before.end) : null;
  return {
    from: known !== null && known <= start && start - known < SESSION_GAP_MS ? known : priorClose(start),
    to,
  };
}
