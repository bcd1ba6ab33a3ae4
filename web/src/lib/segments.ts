import type { Contribution } from "../api/types.ts";

/** A stretch of a text and what it did to the score: null where it did nothing. */
export interface Segment {
  text: string;
  weight: number | null;
  /** Whether this stretch is what links the post to the ticker. */
  link: boolean;
}

interface Span {
  start: number;
  end: number;
}

/**
 * Cuts a text at its contributions and at its link. Offsets are UTF-16; those outside the text are cut off, and of two
 * contributions that overlap the one that starts first keeps the overlap. The segments joined are the text.
 */
export function segments(
  text: string,
  contributions: readonly Contribution[],
  link: { start: number | null; end: number | null } | null = null,
): Segment[] {
  const linked: Span | null =
    link?.start != null && link.end != null && link.start < link.end
      ? { start: link.start, end: link.end }
      : null;
  const sorted = [...contributions].sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Segment[] = [];
  let at = 0;
  const push = (end: number, weight: number | null) => {
    for (const stop of [linked?.start, linked?.end, end]) {
      if (stop === undefined || stop <= at || stop > end) continue;
      const inLink = linked !== null && at >= linked.start && stop <= linked.end;
      result.push({ text: text.slice(at, stop), weight, link: inLink });
      at = stop;
    }
  };
  for (const part of sorted) {
    const start = Math.max(at, part.start);
    const end = Math.min(text.length, part.end);
    if (start >= end) continue;
    push(start, null);
    push(end, part.weight);
  }
  push(text.length, null);
  return result;
}
