import type { CustomData, CustomSeriesWhitespaceData, Time } from "lightweight-charts";
import { type Column, ColumnSeries, type Pen } from "./columns.ts";
import type { Palette } from "./palette.ts";

export interface SentimentPoint extends CustomData<Time> {
  /** Mean score; null when too few posts carry it. */
  score: number | null;
  scored: number;
  /** Mean over this bar and those before it; null when too few posts carry it. */
  trailing: number | null;
}

/**
 * Mean scores as columns from zero, with their trailing mean as a line that breaks where there is none. A hollow mark on
 * the zero line says that there were posts, but not enough for a mean.
 */
export class SentimentSeries extends ColumnSeries<SentimentPoint> {
  constructor(public palette: Palette) {
    super();
  }

  priceValueBuilder(point: SentimentPoint): number[] {
    const values = [point.score, point.trailing].filter((value) => value !== null);
    return [0, ...values, point.score ?? 0];
  }

  isWhitespace(
    data: SentimentPoint | CustomSeriesWhitespaceData<Time>,
  ): data is CustomSeriesWhitespaceData<Time> {
    return (data as Partial<SentimentPoint>).scored === undefined;
  }

  protected column({ context, y, ratio }: Pen, point: SentimentPoint, at: Column): void {
    const zero = y(0);
    if (point.score === null) {
      if (point.scored === 0) return;
      const size = Math.min(5 * ratio, at.width);
      if (size < 3 * ratio) {
        context.fillStyle = this.palette.muted;
        context.globalAlpha = 0.5;
        context.fillRect(at.left, zero - Math.round(ratio), at.width, 2 * Math.round(ratio));
        context.globalAlpha = 1;
        return;
      }
      context.strokeStyle = this.palette.muted;
      context.lineWidth = Math.max(1, Math.floor(ratio));
      context.strokeRect(at.centre - size / 2, zero - size / 2, size, size);
      return;
    }
    const top = y(point.score);
    context.fillStyle = point.score >= 0 ? this.palette.positive : this.palette.negative;
    context.globalAlpha = 0.8;
    context.fillRect(at.left, Math.min(top, zero), at.width, Math.max(ratio, Math.abs(top - zero)));
    context.globalAlpha = 1;
  }

  protected override overlay(
    { context, y, ratio }: Pen,
    items: readonly { item: SentimentPoint; at: Column }[],
  ): void {
    context.beginPath();
    let drawing = false;
    for (const { item, at } of items) {
      if (item.trailing === null) {
        drawing = false;
        continue;
      }
      if (drawing) context.lineTo(at.centre, y(item.trailing));
      else context.moveTo(at.centre, y(item.trailing));
      drawing = true;
    }
    context.strokeStyle = this.palette.trail;
    context.lineWidth = 1.5 * ratio;
    context.lineJoin = "round";
    context.stroke();
  }
}
