import type { CustomData, CustomSeriesWhitespaceData, Time } from "lightweight-charts";
import { type Column, ColumnSeries, type Pen } from "./columns.ts";
import type { Palette } from "./palette.ts";

export interface PostsPoint extends CustomData<Time> {
  scored: number;
  noise: number;
  copies: number;
}

/** Post counts as stacked columns: those that carry the score, then copies, then noise. */
export class PostsSeries extends ColumnSeries<PostsPoint> {
  constructor(public palette: Palette) {
    super();
  }

  priceValueBuilder(point: PostsPoint): number[] {
    return [0, point.scored + point.copies + point.noise];
  }

  isWhitespace(
    data: PostsPoint | CustomSeriesWhitespaceData<Time>,
  ): data is CustomSeriesWhitespaceData<Time> {
    return (data as Partial<PostsPoint>).scored === undefined;
  }

  protected column({ context, y }: Pen, point: PostsPoint, at: Column): void {
    let below = 0;
    const parts: [number, string][] = [
      [point.scored, this.palette.scored],
      [point.copies, this.palette.copies],
      [point.noise, this.palette.noise],
    ];
    for (const [value, colour] of parts) {
      if (value === 0) continue;
      const bottom = y(below);
      below += value;
      const top = y(below);
      context.fillStyle = colour;
      context.fillRect(at.left, top, at.width, Math.max(1, bottom - top));
    }
  }
}
