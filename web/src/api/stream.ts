import type { StreamEvent } from "./types.ts";

export type StreamState = "connecting" | "live" | "reconnecting";

/** The part of EventSource that the stream needs. */
export interface EventSourceLike {
  addEventListener(type: string, listener: (event: { data?: string }) => void): void;
  close(): void;
}

/** The world outside the stream; all of it is replaced in tests. */
export interface StreamWorld {
  connect(url: string): EventSourceLike;
  /** Runs `task` after `ms`; the result cancels it. */
  after(ms: number, task: () => void): () => void;
  /** Runs `task` before the next paint. */
  frame(task: () => void): void;
  hidden(): boolean;
  random(): number;
}

export interface StreamListener {
  /** All events since the last frame, in order of arrival. */
  events(batch: StreamEvent[]): void;
  state(state: StreamState): void;
  /** Events were missed: what is shown must be fetched anew. */
  resync(): void;
}

const TYPES: StreamEvent["type"][] = ["hello", "sentiment_bar", "price_bar", "mention", "status"];
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
/** The server sends its status each 2 s; a silence this long means a dead connection. */
export const SILENCE_MS = 12_000;
/** What is kept for a hidden page; beyond it the page is fetched anew when shown. */
export const HIDDEN_EVENTS = 2_000;

/** Delay before the nth attempt in a row, n from 1: doubling, with up to a quarter taken off at random. */
export function retryDelay(attempt: number, random: number): number {
  const full = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
  return Math.round(full * (1 - random / 4));
}

/** Server-sent events, coalesced per frame, reconnected with back-off, held back while the page is hidden. */
export class LiveStream {
  private source: EventSourceLike | null = null;
  private url: string | null = null;
  private buffer: StreamEvent[] = [];
  private framed = false;
  private overflowed = false;
  private attempt = 0;
  private connectedBefore = false;
  private cancelRetry = () => {};
  private cancelWatch = () => {};

  constructor(
    private readonly world: StreamWorld,
    private readonly listener: StreamListener,
  ) {}

  /** Follows `url` from now on, instead of what was followed before. */
  open(url: string): void {
    if (url === this.url) return;
    this.close();
    this.url = url;
    this.connectedBefore = false;
    this.attempt = 0;
    this.connect();
  }

  close(): void {
    this.drop();
    this.url = null;
    this.buffer = [];
  }

  /** To be called when the page is shown again. */
  shown(): void {
    if (this.overflowed) {
      this.overflowed = false;
      this.buffer = [];
      this.listener.resync();
    }
    this.schedule();
  }

  private connect(): void {
    const url = this.url;
    if (url === null) return;
    this.listener.state(this.attempt === 0 ? "connecting" : "reconnecting");
    const source = this.world.connect(url);
    this.source = source;
    source.addEventListener("open", () => this.opened(source));
    source.addEventListener("error", () => this.failed(source));
    for (const type of TYPES) {
      source.addEventListener(type, (event) => this.received(source, type, event.data));
    }
    this.watch(source);
  }

  private opened(source: EventSourceLike): void {
    if (source !== this.source) return;
    this.attempt = 0;
    this.listener.state("live");
    if (this.connectedBefore) this.listener.resync();
    this.connectedBefore = true;
  }

  private failed(source: EventSourceLike): void {
    if (source !== this.source) return;
    this.drop();
    this.attempt++;
    this.listener.state("reconnecting");
    this.cancelRetry = this.world.after(retryDelay(this.attempt, this.world.random()), () => this.connect());
  }

  private received(source: EventSourceLike, type: StreamEvent["type"], data: string | undefined): void {
    if (source !== this.source || data === undefined) return;
    this.watch(source);
    if (this.world.hidden() && this.buffer.length >= HIDDEN_EVENTS) {
      this.overflowed = true;
      return;
    }
    this.buffer.push({ type, data: JSON.parse(data) } as StreamEvent);
    this.schedule();
  }

  private schedule(): void {
    if (this.framed || this.world.hidden() || this.buffer.length === 0) return;
    this.framed = true;
    this.world.frame(() => {
      this.framed = false;
      const batch = this.buffer;
      this.buffer = [];
      if (batch.length > 0) this.listener.events(batch);
    });
  }

  private watch(source: EventSourceLike): void {
    this.cancelWatch();
    this.cancelWatch = this.world.after(SILENCE_MS, () => this.failed(source));
  }

  private drop(): void {
    this.cancelRetry();
    this.cancelWatch();
    this.cancelRetry = () => {};
    this.cancelWatch = () => {};
    this.source?.close();
    this.source = null;
  }
}

/** The browser's own world. */
export const browserWorld: StreamWorld = {
  connect: (url) => new EventSource(url) as unknown as EventSourceLike,
  after: (ms, task) => {
    const id = setTimeout(task, ms);
    return () => clearTimeout(id);
  },
  frame: (task) => void requestAnimationFrame(task),
  hidden: () => document.hidden,
  random: () => Math.random(),
};
