import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TickerChart } from "../../chart/tickerChart.ts";
import type { Bar, Gap, Interval } from "../../api/types.ts";
import { dark } from "../../app/theme.ts";
import { change, compact, count, plural, price, score, signed } from "../../lib/number.ts";
import { barName } from "../../lib/time.ts";
import { ENOUGH } from "../../api/types.ts";
import { scored, shownScore, stack, TRAILING } from "../../state/bars.ts";
import { barLacks } from "../../state/gaps.ts";
import { zone } from "../../state/session.ts";
import { messageOf } from "../../api/client.ts";

/** The charts come as a file of their own; asked for early, it loads beside the data. */
export const loadChart = () => import("../../chart/tickerChart.ts");

export interface ChartPanelProps {
  bars: readonly Bar[];
  gaps: readonly Gap[];
  interval: Interval;
  /** Start of the bar that the cursor stands on, ms since 1970. */
  cursor: number | null;
  onCursor: (start: number) => void;
  onOpen: (start: number, byKeyboard: boolean) => void;
}

function sentimentText(bar: Bar): string {
  const n = scored(bar);
  const mean = shownScore(bar);
  if (mean === null) return n === 0 ? "no scored posts" : `not enough posts (n=${n})`;
  return `sentiment ${score(mean)} from ${plural(n, "post")}`;
}

/** A bar in words, for the cursor's reader. */
function barText({ bars, gaps, interval }: ChartPanelProps, index: number): string {
  const bar = bars[index];
  if (!bar) return "no bars";
  const parts = [barName(Date.parse(bar.start), interval, zone.value)];
  if (bar.close !== null) parts.push(`close ${price(bar.close)}`);
  parts.push(sentimentText(bar), plural(bar.posts, "post"));
  parts.push(...barLacks(gaps, bars, index, interval, Date.now()));
  return parts.join(", ");
}

function Legend({
  bar,
  interval,
  priced,
  heights,
}: {
  bar: Bar;
  interval: Interval;
  /** Whether any bar shown has a price. */
  priced: boolean;
  heights: number[];
}) {
  const parts = stack(bar);
  const mean = shownScore(bar);
  const n = scored(bar);
  const move = bar.open && bar.close !== null ? (bar.close / bar.open - 1) * 100 : null;
  const [top = 0, middle = 0] = heights;
  return (
    <>
      <div class="legend" style={{ top: "4px" }}>
        <b class="num">{barName(Date.parse(bar.start), interval, zone.value)}</b>
        {bar.close === null ? (
          <span>{priced ? "no trades" : `No prices of ${interval} bars in this range`}</span>
        ) : (
          <>
            <span class="wide">
              O <i class="num">{price(bar.open)}</i>
            </span>
            <span class="wide">
              H <i class="num">{price(bar.high)}</i>
            </span>
            <span class="wide">
              L <i class="num">{price(bar.low)}</i>
            </span>
            <span>
              C <i class="num">{price(bar.close)}</i>
            </span>
            <span class={`num ${(move ?? 0) >= 0 ? "up" : "down"}`}>{change(move)}</span>
            {bar.volume !== null && (
              <span class="wide">
                Vol <i class="num">{compact(bar.volume)}</i>
              </span>
            )}
          </>
        )}
      </div>
      <div class="legend" style={{ top: `${top + 5}px` }}>
        <b>Sentiment</b>
        {mean === null ? (
          <span>{n === 0 ? "no scored posts" : `Not enough posts (n=${n})`}</span>
        ) : (
          <>
            <span class={`num ${mean >= 0 ? "up" : "down"}`}>{score(mean)}</span>
            <span class="num">n={count(n)}</span>
            {bar.score_stddev !== null && (
              <span class="num wide">±{signed(bar.score_stddev).replace("+", "")}</span>
            )}
          </>
        )}
        <span class="wide key">
          <i class="swatch trail" /> mean of {TRAILING} bars
        </span>
        <span class="wide key">
          <i class="swatch hollow" /> under {ENOUGH} posts
        </span>
      </div>
      <div class="legend" style={{ top: `${top + middle + 6}px` }}>
        <b>Posts</b> <span class="num">{count(bar.posts)}</span>
        <span class="key">
          <i class="swatch scored" /> {count(parts.scored)} scored
        </span>
        <span class="key">
          <i class="swatch copies" /> {count(parts.copies)} copies
        </span>
        <span class="key">
          <i class="swatch noise" /> {count(parts.noise)} noise
        </span>
      </div>
    </>
  );
}

/** The chart, its legends, and a cursor that the keyboard moves. */
export function ChartPanel(props: ChartPanelProps) {
  const { bars, gaps, interval, cursor, onCursor, onOpen } = props;
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<TickerChart | null>(null);
  const [ready, setReady] = useState(false);
  const [broken, setBroken] = useState<string | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const [heights, setHeights] = useState<number[]>([]);
  const opened = useRef(onOpen);
  opened.current = onOpen;

  useEffect(() => {
    let live = true;
    loadChart()
      .then(({ TickerChart }) => {
        if (!live || !frame.current) return;
        chart.current = new TickerChart(frame.current, zone.value, {
          hover: setHover,
          pick: (start) => opened.current(start, false),
          panes: setHeights,
        });
        setReady(true);
      })
      .catch((error: unknown) => setBroken(messageOf(error)));
    return () => {
      live = false;
      chart.current?.remove();
      chart.current = null;
    };
  }, []);

  useEffect(() => chart.current?.theme(), [dark.value]);
  useEffect(() => chart.current?.show(bars, gaps, interval), [ready, bars, gaps, interval]);
  useEffect(() => chart.current?.select(cursor), [ready, cursor]);

  const find = (start: number | null) =>
    start === null ? -1 : bars.findIndex((bar) => Date.parse(bar.start) === start);
  const hovered = bars[find(hover)];
  const at = find(cursor);
  const current = at >= 0 ? at : bars.length - 1;
  const shown = hovered ?? bars[current];
  const priced = useMemo(() => bars.some((each) => each.close !== null), [bars]);

  const pressed = (event: KeyboardEvent) => {
    const target = {
      ArrowLeft: current - (at >= 0 ? 1 : 0),
      ArrowRight: current + (at >= 0 ? 1 : 0),
      PageUp: current - 10,
      PageDown: current + 10,
      Home: 0,
      End: bars.length - 1,
    }[event.key];
    const here = bars[current];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (here) onOpen(Date.parse(here.start), true);
    } else if (target !== undefined) {
      event.preventDefault();
      const next = bars[Math.max(0, Math.min(bars.length - 1, target))];
      if (next) onCursor(Date.parse(next.start));
    }
  };

  return (
    <div class="chart">
      <div class="chart-canvas" ref={frame} data-ready={ready} aria-hidden="true" />
      {shown && heights.length === 3 && (
        <Legend bar={shown} interval={interval} priced={priced} heights={heights} />
      )}
      {broken && (
        <p class="notice">{`The chart could not be drawn: ${broken}. The table shows the same data.`}</p>
      )}
      <div
        class="chart-cursor"
        id="chart-cursor"
        role="slider"
        tabIndex={0}
        aria-label="Selected bar"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, bars.length - 1)}
        aria-valuenow={Math.max(0, current)}
        aria-valuetext={barText(props, current)}
        onKeyDown={pressed}
      >
        <kbd>←</kbd>
        <kbd>→</kbd> move · <kbd>Enter</kbd> opens the posts
      </div>
    </div>
  );
}
