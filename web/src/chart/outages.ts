import type { Bar, Gap } from "../api/types.ts";

/** A stretch of the chart, counted in bars: bar 0 reaches from -0.5 to 0.5, bar 1 from 0.5 to 1.5. */
export interface Outage {
  from: number;
  /** Infinity while it lasts. */
  to: number;
}

/** Where sources could not see: gaps that overlap are one, and each covers as much of a bar as it took of its time. */
export function outages(gaps: readonly Gap[], bars: readonly Bar[]): Outage[] {
  if (bars.length === 0) return [];
  const spans = bars.map((bar) => ({ start: Date.parse(bar.start), end: Date.parse(bar.end) }));
  const place = (at: number) => {
    let below = -1;
    let above = spans.length;
    while (above - below > 1) {
      const middle = (below + above) >> 1;
      if ((spans[middle] as Span).start <= at) below = middle;
      else above = middle;
    }
    const span = spans[below];
    return span ? below - 0.5 + Math.min(1, (at - span.start) / Math.max(1, span.end - span.start)) : -0.5;
  };
  const sorted = gaps
    .map((gap) => ({
      from: place(Date.parse(gap.start)),
      to: gap.end === null ? Infinity : place(Date.parse(gap.end)),
    }))
    .sort((a, b) => a.from - b.from);
  const merged: Outage[] = [];
  for (const outage of sorted) {
    const last = merged[merged.length - 1];
    if (last && outage.from <= last.to) last.to = Math.max(last.to, outage.to);
    else merged.push(outage);
  }
  return merged;
}

interface Span {
  start: number;
  end: number;
}
