import { computed, effect, signal } from "@preact/signals";
import { api, apiPath, messageOf } from "../api/client.ts";
import { browserWorld, LiveStream, type StreamState } from "../api/stream.ts";
import type { Status, StreamEvent } from "../api/types.ts";
import { EXCHANGE_ZONE } from "../lib/time.ts";

/** What all pages share: the server's status and the live stream. */
export const status = signal<Status | null>(null);
export const statusError = signal<string | null>(null);
export const connection = signal<StreamState>("connecting");
/** The wall clock, to the second; stands still while the page is hidden. */
export const now = signal(Date.now());
export const zone = computed(() => status.value?.zone ?? EXCHANGE_ZONE);
/** The newest moment that the data knows of; ms since 1970. */
export const dataTime = computed(() => {
  const at = status.value?.data_time;
  return at ? Date.parse(at) : null;
});
/** Whether the data lies so far back that times need their own day. */
export const historical = computed(() => {
  const at = dataTime.value;
  return at !== null && now.value - at > 15 * 60_000;
});

type Handler = (batch: StreamEvent[]) => void;
const handlers = new Set<Handler>();
const resyncs = new Set<() => void>();

const stream = new LiveStream(browserWorld, {
  state: (value) => {
    connection.value = value;
  },
  events: (batch) => {
    for (const event of batch) if (event.type === "status") acceptStatus(event.data);
    for (const handler of handlers) handler(batch);
  },
  resync: () => {
    void loadStatus();
    for (const task of resyncs) task();
  },
});

function acceptStatus(value: Status): void {
  status.value = value;
  statusError.value = null;
}

export async function loadStatus(): Promise<void> {
  try {
    acceptStatus(await api.status());
  } catch (error) {
    statusError.value = messageOf(error);
  }
}

/** Hears of each batch of events, and of each time that everything shown must be fetched anew. */
export function listen(events: Handler, resync: () => void): () => void {
  handlers.add(events);
  resyncs.add(resync);
  return () => {
    handlers.delete(events);
    resyncs.delete(resync);
  };
}

/** Follows one symbol, or all. */
export function follow(symbol: string | null): void {
  stream.open(apiPath("/stream", { symbols: symbol }));
}

/** Starts the clock and the watch on the page's visibility. */
export function start(): void {
  void loadStatus();
  const tick = () => {
    if (!document.hidden) now.value = Date.now();
  };
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    tick();
    stream.shown();
  });
  effect(() => {
    document.documentElement.dataset["simulated"] = String(status.value?.simulated ?? false);
  });
}
