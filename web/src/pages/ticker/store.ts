import { batch, signal } from "@preact/signals";
import { api, ApiError } from "../../api/client.ts";
import type { Bar, Gap, Interval, Listing, StreamEvent, Ticker } from "../../api/types.ts";
import { applyBarEvents, BAR_LIMIT } from "../../state/bars.ts";
import { boundsOf, type Bounds, fittingInterval, type View } from "../../state/range.ts";

const DAY = 86_400_000;
/** Sessions before today's that make a ticker's norm; as calendar days, with weekends and holidays. */
const NORM_DAYS = 35;

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** What one ticker's page holds. */
export class TickerStore {
  readonly ticker = signal<Ticker | null>(null);
  /** Set when there is no such ticker: what may have been meant. */
  readonly suggestions = signal<Listing[] | null>(null);
  readonly failure = signal<unknown>(null);
  readonly bars = signal<readonly Bar[] | null>(null);
  readonly gaps = signal<readonly Gap[]>([]);
  readonly daily = signal<readonly Bar[]>([]);
  /** The interval of the bars shown, which may be coarser than the one asked for. */
  readonly interval = signal<Interval>("15m");
  readonly bounds = signal<Bounds>({ from: null, to: null });
  private request = 0;

  constructor(
    readonly symbol: string,
    private readonly clock: () => number,
  ) {}

  /** The newest data's time; the clock's when there is none. */
  get last(): number {
    const last = this.ticker.value?.last_bar;
    return last ? Date.parse(last) : this.clock();
  }

  async loadTicker(): Promise<void> {
    try {
      const ticker = await api.ticker(this.symbol);
      batch(() => {
        this.ticker.value = ticker;
        this.failure.value = null;
      });
      await this.loadDaily();
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) await this.suggest();
      else this.failure.value = error;
    }
  }

  async loadBars(view: View): Promise<void> {
    const mine = ++this.request;
    const bounds = boundsOf(view, this.last);
    const interval = fittingInterval(view.interval, bounds);
    try {
      const found = await api.bars(this.symbol, {
        interval,
        from: iso(bounds.from),
        to: iso(bounds.to),
        limit: BAR_LIMIT,
      });
      if (mine !== this.request) return;
      batch(() => {
        this.bars.value = found.bars;
        this.gaps.value = found.gaps;
        this.interval.value = interval;
        this.bounds.value = bounds;
        this.failure.value = null;
      });
    } catch (error) {
      if (mine === this.request) this.failure.value = error;
    }
  }

  accept(events: readonly StreamEvent[]): void {
    const { from, to } = this.bounds.value;
    if (this.bars.value) {
      this.bars.value = applyBarEvents(
        this.bars.value,
        events,
        this.symbol,
        this.interval.value,
        from ?? -Infinity,
        to,
      );
    }
    this.daily.value = applyBarEvents(this.daily.value, events, this.symbol, "1d", -Infinity, null);
  }

  private async loadDaily(): Promise<void> {
    const from = iso(this.last - NORM_DAYS * DAY);
    const found = await api.bars(this.symbol, { interval: "1d", from, to: null, limit: NORM_DAYS + 1 });
    this.daily.value = found.bars;
  }

  private async suggest(): Promise<void> {
    const found = await api.search(this.symbol).catch(() => ({ tickers: [] }));
    const shorter =
      found.tickers.length === 0 && this.symbol.length > 1
        ? await api.search(this.symbol.slice(0, 2)).catch(() => ({ tickers: [] }))
        : found;
    this.suggestions.value = shorter.tickers.slice(0, 6);
  }
}
