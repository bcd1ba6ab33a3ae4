import { batch, computed, signal } from "@preact/signals";
import { api } from "../../api/client.ts";
import type { MarketRow, Window } from "../../api/types.ts";
import { applyEvents, type Watchlist } from "../../state/market.ts";
import { follow, listen } from "../../state/session.ts";

/** Posts leave the window as time goes by, which no event tells: the list is fetched anew this often. */
const REFRESH_MS = 10_000;

export const windowOf = signal<Window>("1d");
export const list = signal<Watchlist | null>(null);
/** The rows as last fetched: what need not move with every event is laid out by these. */
export const fetched = signal<readonly MarketRow[]>([]);
export const failure = signal<unknown>(null);
export const totalPosts = computed(() => list.value?.rows.reduce((sum, row) => sum + row.posts, 0) ?? 0);

let request = 0;
/** Of the rows as last fetched. */
let tag: string | null = null;

export async function load(): Promise<void> {
  const mine = ++request;
  try {
    const market = await api.market(windowOf.value, list.value && tag);
    if (mine !== request) return;
    tag = market ? market.tag : tag;
    batch(() => {
      if (market) fetched.value = market.value.rows;
      const rows = fetched.value;
      if (list.value?.rows !== rows) list.value = { rows, seen: new Set() };
      failure.value = null;
    });
  } catch (error) {
    if (mine === request) failure.value = error;
  }
}

export function showWindow(window: Window): void {
  if (window === windowOf.value) return;
  windowOf.value = window;
  list.value = null;
  void load();
}

/** Keeps the list up to date until the result is called. */
export function watch(): () => void {
  follow(null);
  void load();
  const stop = listen(
    (events) => {
      if (list.value) list.value = applyEvents(list.value, events);
    },
    () => void load(),
  );
  const timer = setInterval(() => {
    if (!document.hidden) void load();
  }, REFRESH_MS);
  return () => {
    stop();
    clearInterval(timer);
  };
}
