import type { SparkPoint } from "../api/types.ts";
import { price, score } from "../lib/number.ts";
import { FULL_SCORE } from "./value.tsx";

const WIDTH = 132;
const HEIGHT = 30;

/** Price as an SVG path over equal steps; it starts anew after each gap. */
export function pricePath(points: readonly SparkPoint[], width: number, height: number): string {
  const prices = points.flatMap((point) => (point.price === null ? [] : [point.price]));
  if (prices.length < 2) return "";
  const low = Math.min(...prices);
  const span = Math.max(...prices) - low || 1;
  const step = width / Math.max(1, points.length - 1);
  let path = "";
  let drawing = false;
  points.forEach((point, i) => {
    if (point.price === null) {
      drawing = false;
      return;
    }
    const x = (i * step).toFixed(1);
    const y = (height - 2 - ((point.price - low) / span) * (height - 4)).toFixed(1);
    path += `${drawing ? "L" : "M"}${x} ${y}`;
    drawing = true;
  });
  return path;
}

/** What the picture says, for those who do not see it. */
export function sparkText(points: readonly SparkPoint[]): string {
  const prices = points.flatMap((point) => (point.price === null ? [] : [point.price]));
  const scores = points.flatMap((point) => (point.score === null ? [] : [point.score]));
  const first = prices[0];
  const last = prices.at(-1);
  const parts = [];
  if (first !== undefined && last !== undefined) parts.push(`price from ${price(first)} to ${price(last)}`);
  if (scores.length > 0) {
    parts.push(`sentiment between ${score(Math.min(...scores))} and ${score(Math.max(...scores))}`);
  }
  return parts.length > 0 ? parts.join(", ") : "no data yet";
}

/** The price as a line over the sentiment as columns around the middle. */
export function Sparkline({ points }: { points: readonly SparkPoint[] }) {
  const step = WIDTH / Math.max(1, points.length);
  const middle = HEIGHT / 2;
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Over the window: ${sparkText(points)}`}
    >
      <path d={`M0 ${middle}H${WIDTH}`} class="spark-zero" />
      {points.map((point, i) => {
        if (point.score === null || point.score === 0) return null;
        const size = Math.min(1, Math.abs(point.score) / FULL_SCORE) * (middle - 1);
        return (
          <rect
            key={i}
            x={i * step + 0.3}
            width={Math.max(0.5, step - 0.6)}
            y={point.score > 0 ? middle - size : middle}
            height={size}
            class={point.score > 0 ? "spark-up" : "spark-down"}
          />
        );
      })}
      <path d={pricePath(points, WIDTH, HEIGHT)} class="spark-price" />
    </svg>
  );
}
