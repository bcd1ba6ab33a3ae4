import {
  type AutoscaleInfo,
  CandlestickSeries,
  type CandlestickData,
  createChartEx,
  CrosshairMode,
  type DeepPartial,
  type IChartApiBase,
  type ISeriesApi,
  type Logical,
  type MouseEventParams,
  TickMarkType,
  type TimeChartOptions,
  type Time,
  type UTCTimestamp,
  type WhitespaceData,
} from "lightweight-charts";
import type { Bar, Gap, Interval } from "../api/types.ts";
import { compact, LOCALE, price, score } from "../lib/number.ts";
import { barName, hourMinute, monthDay, wallClock } from "../lib/time.ts";
import { scored, shownScore, stack, trailingScores } from "../state/bars.ts";
import { type Lack, lacking } from "../state/gaps.ts";
import { type Band, Bands } from "./bands.ts";
import { type Outage, outages } from "./outages.ts";
import { type Palette, readPalette } from "./palette.ts";
import { type PostsPoint, PostsSeries } from "./postsSeries.ts";
import { type SentimentPoint, SentimentSeries } from "./sentimentSeries.ts";
import { ZonedScale } from "./zonedScale.ts";

export interface ChartCallbacks {
  /** The bar under the pointer, null when it left. */
  hover(start: number | null): void;
  pick(start: number): void;
  /** Heights of the three panes in CSS pixels, from the top. */
  panes(heights: number[]): void;
}

type Candle = CandlestickData<Time> | WhitespaceData<Time>;
type Points = { candles: Candle[]; sentiment: SentimentPoint[]; posts: PostsPoint[] };

/** Width in pixels at which even a short gap is seen. */
const LEAST_GAP = 3;

/** Half the width in pixels of the widest mark on the time axis. */
const HALF_MARK = 24;

const seconds = (iso: string) => (Date.parse(iso) / 1000) as UTCTimestamp;

/** What the three series show of the bars. */
function pointsOf(bars: readonly Bar[]): Points {
  const trailing = trailingScores(bars);
  return {
    candles: bars.map((bar) => {
      const time = seconds(bar.start);
      const { open, high, low, close } = bar;
      return open === null || high === null || low === null || close === null
        ? { time }
        : { time, open, high, low, close };
    }),
    sentiment: bars.map((bar, i) => ({
      time: seconds(bar.start),
      score: shownScore(bar),
      scored: scored(bar),
      trailing: trailing[i] ?? null,
    })),
    posts: bars.map((bar) => ({ time: seconds(bar.start), ...stack(bar) })),
  };
}

function leaveFocus(container: HTMLElement): void {
  container.querySelectorAll("a").forEach((link) => link.setAttribute("tabindex", "-1"));
}

/** Candles, sentiment and post counts in three panes over one time axis. */
export class TickerChart {
  private palette: Palette = readPalette();
  private readonly chart: IChartApiBase<Time>;
  private readonly candles: ISeriesApi<"Candlestick">;
  private readonly sentimentView = new SentimentSeries(this.palette);
  private readonly postsView = new PostsSeries(this.palette);
  private readonly sentiment: ISeriesApi<"Custom", Time, SentimentPoint | WhitespaceData<Time>>;
  private readonly posts: ISeriesApi<"Custom", Time, PostsPoint | WhitespaceData<Time>>;
  private readonly resized: ResizeObserver;
  private readonly grown: MutationObserver;
  private bars: readonly Bar[] = [];
  private outages: Record<Lack, readonly Outage[]> = { prices: [], posts: [] };
  private selected: number | null = null;
  private interval: Interval = "15m";
  private priced = false;

  constructor(
    container: HTMLElement,
    private readonly zone: string,
    private readonly callbacks: ChartCallbacks,
  ) {
    this.chart = createChartEx<Time, ZonedScale>(container, new ZonedScale(zone), { autoSize: true });
    this.candles = this.chart.addSeries(
      CandlestickSeries,
      { borderVisible: false, lastValueVisible: true },
      0,
    );
    this.sentiment = this.chart.addCustomSeries(this.sentimentView, {}, 1);
    this.posts = this.chart.addCustomSeries(this.postsView, {}, 2);
    this.sentiment.applyOptions({
      priceFormat: { type: "custom", formatter: score, minMove: 0.01 },
      autoscaleInfoProvider: symmetrical,
    });
    this.sentiment.createPriceLine({
      price: 0,
      lineWidth: 1,
      lineStyle: 0,
      axisLabelVisible: false,
      title: "",
      color: this.palette.line,
    });
    this.posts.applyOptions({
      priceFormat: { type: "custom", formatter: (value: number) => compact(Math.round(value)), minMove: 1 },
    });
    this.candles.attachPrimitive(new Bands(() => this.shades("prices")));
    this.sentiment.attachPrimitive(new Bands(() => this.shades("posts")));
    this.posts.attachPrimitive(new Bands(() => this.shades("posts")));
    const [top, middle, bottom] = this.chart.panes();
    top?.setStretchFactor(0.56);
    middle?.setStretchFactor(0.24);
    bottom?.setStretchFactor(0.2);
    middle?.priceScale("right").applyOptions({ scaleMargins: { top: 0.22, bottom: 0.08 } });
    bottom?.priceScale("right").applyOptions({ scaleMargins: { top: 0.28, bottom: 0 } });
    top?.priceScale("right").applyOptions({ scaleMargins: { top: 0.14, bottom: 0.06 } });
    this.chart.subscribeCrosshairMove((event) => callbacks.hover(startOf(event)));
    this.chart.subscribeClick((event) => {
      const start = startOf(event);
      if (start !== null) callbacks.pick(start);
    });
    // The canvas is hidden from assistive technology, so the logo's link, made anew with each theme, must not take the focus.
    this.grown = new MutationObserver(() => leaveFocus(container));
    this.grown.observe(container, { childList: true, subtree: true });
    leaveFocus(container);
    this.theme();
    this.resized = new ResizeObserver(() => requestAnimationFrame(() => this.reportPanes()));
    this.resized.observe(container);
  }

  /** Takes the colours of the theme that applies now. */
  theme(): void {
    const palette = readPalette();
    this.palette = palette;
    this.sentimentView.palette = palette;
    this.postsView.palette = palette;
    this.candles.applyOptions({
      upColor: palette.positive,
      wickUpColor: palette.positive,
      downColor: palette.negative,
      wickDownColor: palette.negative,
    });
    this.scalePrices();
    const timeScale: DeepPartial<TimeChartOptions["timeScale"]> = {
      borderColor: palette.grid,
      timeVisible: this.interval !== "1d",
      // Room for the last mark; the first is moved into the chart where nothing stands left of it.
      rightOffsetPixels: HALF_MARK,
      fixLeftEdge: true,
      minBarSpacing: 0.4,
      tickMarkFormatter: (time: Time, type: TickMarkType) => this.mark(Number(time) * 1000, type),
    };
    const crosshair = { color: palette.muted, labelBackgroundColor: palette.muted, width: 1 as const };
    this.chart.applyOptions({
      layout: {
        background: { color: palette.surface },
        textColor: palette.muted,
        fontSize: 11,
        fontFamily: getComputedStyle(document.body).fontFamily,
        attributionLogo: true,
        panes: { separatorColor: palette.grid, separatorHoverColor: palette.line, enableResize: true },
      },
      grid: { vertLines: { color: palette.grid }, horzLines: { color: palette.grid } },
      crosshair: { mode: CrosshairMode.Normal, vertLine: crosshair, horzLine: crosshair },
      rightPriceScale: { borderVisible: false, minimumWidth: 58 },
      timeScale,
      localization: {
        locale: LOCALE,
        timeFormatter: (time: Time) => barName(Number(time) * 1000, this.interval, this.zone),
      },
    });
  }

  /** Shows these bars; those already shown are only touched where they changed. */
  show(bars: readonly Bar[], gaps: readonly Gap[], interval: Interval): void {
    const fresh =
      interval !== this.interval || bars[0]?.start !== this.bars[0]?.start || this.bars.length === 0;
    if (interval !== this.interval) {
      this.interval = interval;
      this.chart.applyOptions({ timeScale: { timeVisible: interval !== "1d" } });
    }
    const before = this.bars;
    this.bars = bars;
    const priced = bars.some((bar) => bar.close !== null);
    if (priced !== this.priced) {
      this.priced = priced;
      this.scalePrices();
    }
    this.outages = {
      prices: outages(lacking(gaps, "prices"), bars),
      posts: outages(lacking(gaps, "posts"), bars),
    };
    const points = pointsOf(bars);
    let same = 0;
    while (same < before.length && same < bars.length && before[same] === bars[same]) same++;
    if (!fresh && bars.length >= before.length && same >= before.length - 1) {
      for (let i = same; i < bars.length; i++) {
        this.candles.update(points.candles[i] as Candle);
        this.sentiment.update(points.sentiment[i] as SentimentPoint);
        this.posts.update(points.posts[i] as PostsPoint);
      }
      return;
    }
    this.candles.setData(points.candles);
    this.sentiment.setData(points.sentiment);
    this.posts.setData(points.posts);
    if (fresh) this.chart.timeScale().fitContent();
  }

  /** Without any price the scale would keep the one of the bars shown before: its marks are left out then. */
  private scalePrices(): void {
    const formatter = this.priced ? price : () => "";
    this.candles.applyOptions({ priceFormat: { type: "custom", formatter, minMove: 0.0001 } });
  }

  /** Marks a bar as selected and brings it into view. */
  select(start: number | null): void {
    this.selected = start;
    if (start !== null) {
      const scale = this.chart.timeScale();
      const index = scale.timeToIndex((start / 1000) as UTCTimestamp, true);
      const range = scale.getVisibleLogicalRange();
      if (index !== null && range && (index < range.from || index > range.to)) {
        const half = (range.to - range.from) / 2;
        scale.setVisibleLogicalRange({ from: index - half, to: index + half });
      }
    }
    this.chart.applyOptions({});
  }

  remove(): void {
    this.resized.disconnect();
    this.grown.disconnect();
    this.chart.remove();
  }

  private reportPanes(): void {
    this.callbacks.panes(this.chart.panes().map((pane) => pane.getHeight()));
  }

  /** The shaded stretches of a pane that shows prices or posts. */
  private shades(shown: Lack): Band[] {
    const scale = this.chart.timeScale();
    const spacing =
      (scale.logicalToCoordinate(1 as Logical) ?? 0) - (scale.logicalToCoordinate(0 as Logical) ?? 0);
    const place = (at: number) => {
      const index = scale.timeToIndex((at / 1000) as UTCTimestamp, true);
      return index === null ? null : scale.logicalToCoordinate(index as number as Logical);
    };
    const bands: Band[] = [];
    const origin = scale.logicalToCoordinate(0 as Logical) ?? 0;
    for (const outage of this.outages[shown]) {
      const left = origin + outage.from * spacing;
      const right = Math.min(scale.width(), origin + outage.to * spacing);
      bands.push({ left, right: Math.max(right, left + LEAST_GAP), colour: this.palette.gap, hatched: true });
    }
    if (this.selected !== null && this.bars.some((bar) => Date.parse(bar.start) === this.selected)) {
      const x = place(this.selected);
      const half = Math.max(3, spacing / 2 + 1);
      if (x !== null) {
        bands.push({ left: x - half, right: x + half, colour: this.palette.select, hatched: false });
      }
    }
    return bands;
  }

  private mark(at: number, type: TickMarkType): string {
    switch (type) {
      case TickMarkType.Year:
        return String(wallClock(at, this.zone).getUTCFullYear());
      case TickMarkType.Month:
      case TickMarkType.DayOfMonth:
        return monthDay(at, this.zone);
      case TickMarkType.Time:
      case TickMarkType.TimeWithSeconds:
        return hourMinute(at, this.zone);
    }
  }
}

function startOf(event: MouseEventParams<Time>): number | null {
  return event.time === undefined ? null : Number(event.time) * 1000;
}

/** Scores keep zero in the middle, and small ones stay small. */
function symmetrical(original: () => AutoscaleInfo | null): AutoscaleInfo | null {
  const info = original();
  const range = info?.priceRange;
  const most = Math.max(0.3, Math.abs(range?.minValue ?? 0), Math.abs(range?.maxValue ?? 0));
  return { ...info, priceRange: { minValue: -most, maxValue: most } };
}
