import { batch, computed, signal } from "@preact/signals";
import { api, ApiError } from "../../api/client.ts";
import type { Bar, Gap, Interval, Listing, MarketRow, StreamEvent, Ticker } from "../../api/types.ts";
import { applyBarEvents, BAR_LIMIT } from "../../state/bars.ts";
import { applyEvents, type Watchlist } from "../../state/market.ts";
import { boundsOf, type Bounds, fittingInterval, type View } from "../../state/range.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** What one ticker's page holds. */
export class TickerStore {
  readonly ticker = signal<Ticker | null>(null);
  /** Set when there is no such ticker: what may have been meant. */
  readonly suggestions = signal<Listing[] | null>(null);
  readonly failure = signal<unknown>(null);
  readonly bars = signal<readonly Bar[] | null>(null);
  readonly gaps = signal<readonly Gap[]>([]);
  /** The ticker's row of the market page, whatever the bars show; null before it is known. */
  readonly row = computed<MarketRow | null>(() => this.list.value?.rows[0] ?? null);
  /** Whether bars are on their way. */
  readonly loading = signal(false);
  /** The interval of the bars shown, which may be coarser than the one asked for. */
  readonly interval = signal<Interval>("15m");
  readonly bounds = signal<Bounds>({ from: null, to: null });
  private readonly list = signal<Watchlist | null>(null);
  private request = 0;
  private rowRequest = 0;

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
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) await this.suggest();
      else this.failure.value = error;
    }
  }

  async loadBars(view: View): Promise<void> {
    const mine = ++this.request;
    this.loading.value = true;
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
    } finally {
      if (mine === this.request) this.loading.value = false;
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
    if (this.list.value) this.list.value = applyEvents(this.list.value, events);
  }

  /** Fetches the row anew. Where that fails what is known stays. */
  async loadRow(): Promise<void> {
    const mine = ++this.rowRequest;
    const market = await api.marketRow("1d", this.symbol).catch(() => null);
    if (market && mine === this.rowRequest) this.list.value = { rows: market.rows, seen: new Set() };
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
