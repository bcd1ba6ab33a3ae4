import type { IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesPrimitive, Time } from "lightweight-charts";

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/** A stretch of the time axis, in media pixels from the pane's left edge. */
export interface Band {
  left: number;
  right: number;
  colour: string;
  /** Diagonal lines instead of a fill. */
  hatched: boolean;
}

/** Shades stretches of one pane, under its series: the selected bar, and what a source could not see. */
export class Bands implements ISeriesPrimitive<Time>, IPrimitivePaneView, IPrimitivePaneRenderer {
  private readonly views = [this];

  /** @param bands asked for anew at each paint, since panning moves them */
  constructor(private readonly bands: () => readonly Band[]) {}

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  zOrder(): "bottom" {
    return "bottom";
  }

  renderer(): IPrimitivePaneRenderer {
    return this;
  }

  draw(target: Target): void {
    target.useBitmapCoordinateSpace(({ context, bitmapSize, horizontalPixelRatio }) => {
      for (const band of this.bands()) {
        const left = Math.round(band.left * horizontalPixelRatio);
        const right = Math.max(left + 1, Math.round(band.right * horizontalPixelRatio));
        if (band.hatched)
          hatch(context, left, right, bitmapSize.height, band.colour, 7 * horizontalPixelRatio);
        else {
          context.fillStyle = band.colour;
          context.fillRect(left, 0, right - left, bitmapSize.height);
        }
      }
    });
  }
}

function hatch(
  context: CanvasRenderingContext2D,
  left: number,
  right: number,
  height: number,
  colour: string,
  step: number,
): void {
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, step / 7);
  context.beginPath();
  for (let x = left - height; x < right; x += step) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}
