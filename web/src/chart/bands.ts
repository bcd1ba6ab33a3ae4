import type { IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesPrimitive, Time } from "lightweight-charts";

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/** A stretch of the time axis, in media pixels from the pane's left edge. */
export interface Band {
  left: number;
  right: number;
  colour: string;
  /** Diagonal lines on a faint fill, where there is room for lines. */
  hatched: boolean;
}

/** How much of a hatched stretch's colour lies under its lines. */
const WASH = 0.25;

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
        const step = 7 * horizontalPixelRatio;
        const lines = band.hatched && right - left > step;
        context.globalAlpha = lines ? WASH : 1;
        context.fillStyle = band.colour;
        context.fillRect(left, 0, right - left, bitmapSize.height);
        context.globalAlpha = 1;
        if (lines) hatch(context, left, right, bitmapSize.height, band.colour, step);
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
  // Counted from the pane's edge, so that the lines of stretches side by side go on in each other.
  for (let x = Math.floor((left - height) / step) * step; x < right; x += step) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}
