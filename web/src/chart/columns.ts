import type {
  CustomBarItemData,
  CustomData,
  CustomSeriesOptions,
  CustomSeriesPricePlotValues,
  CustomSeriesWhitespaceData,
  ICustomSeriesPaneRenderer,
  ICustomSeriesPaneView,
  PaneRendererCustomData,
  PriceToCoordinateConverter,
  Time,
} from "lightweight-charts";
import { customSeriesDefaultOptions } from "lightweight-charts";

type Target = Parameters<ICustomSeriesPaneRenderer["draw"]>[0];

/** One bar's place on the canvas, in its pixels. */
export interface Column {
  left: number;
  width: number;
  centre: number;
}

export interface Pen {
  context: CanvasRenderingContext2D;
  /** Canvas pixels for a value of the pane's scale. */
  y(value: number): number;
  ratio: number;
}

/** Draws the columns of one pane: what the sentiment and the post-count series have in common. */
export abstract class ColumnSeries<D extends CustomData<Time>>
  implements ICustomSeriesPaneView<Time, D, CustomSeriesOptions>, ICustomSeriesPaneRenderer
{
  private data: PaneRendererCustomData<Time, D> | null = null;

  abstract priceValueBuilder(plotRow: D): CustomSeriesPricePlotValues;
  abstract isWhitespace(data: D | CustomSeriesWhitespaceData<Time>): data is CustomSeriesWhitespaceData<Time>;

  protected abstract column(pen: Pen, item: D, at: Column): void;

  /** Drawn over all columns. */
  protected overlay(_pen: Pen, _items: readonly { item: D; at: Column }[]): void {}

  renderer(): ICustomSeriesPaneRenderer {
    return this;
  }

  defaultOptions(): CustomSeriesOptions {
    return { ...customSeriesDefaultOptions, lastValueVisible: false, priceLineVisible: false };
  }

  update(data: PaneRendererCustomData<Time, D>): void {
    this.data = data;
  }

  draw(target: Target, toY: PriceToCoordinateConverter): void {
    const data = this.data;
    const range = data?.visibleRange;
    if (!data || !range) return;
    target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, verticalPixelRatio }) => {
      const pen: Pen = {
        context,
        ratio: verticalPixelRatio,
        y: (value) => Math.round((toY(value) ?? 0) * verticalPixelRatio),
      };
      const spacing = data.barSpacing * horizontalPixelRatio;
      const width = Math.max(1, Math.floor(spacing * (spacing > 6 ? 0.7 : 0.9)));
      const shown = data.bars
        .slice(Math.max(0, range.from), range.to)
        .map((bar: CustomBarItemData<Time, D>) => {
          const centre = Math.round(bar.x * horizontalPixelRatio);
          return { item: bar.originalData, at: { centre, width, left: centre - (width >> 1) } };
        });
      for (const { item, at } of shown) this.column(pen, item, at);
      this.overlay(pen, shown);
    });
  }
}
