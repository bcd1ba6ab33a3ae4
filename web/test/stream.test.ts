import { describe, expect, test } from "vitest";
import { HIDDEN_EVENTS, LiveStream, retryDelay, SILENCE_MS, type StreamState } from "../src/api/stream.ts";
import type { StreamEvent } from "../src/api/types.ts";

class Source {
  readonly listeners = new Map<string, (event: { data?: string }) => void>();
  closed = false;
  constructor(readonly url: string) {}
  addEventListener(type: string, listener: (event: { data?: string }) => void) {
    this.listeners.set(type, listener);
  }
  close() {
    this.closed = true;
  }
  fire(type: string, data?: unknown) {
    this.listeners.get(type)?.(data === undefined ? {} : { data: JSON.stringify(data) });
  }
}

function setup() {
  const sources: Source[] = [];
  let timers: { ms: number; task: () => void }[] = [];
  let frames: (() => void)[] = [];
  const heard = { batches: [] as StreamEvent[][], states: [] as StreamState[], resyncs: 0 };
  const world = { hidden: false };
  const stream = new LiveStream(
    {
      connect: (url) => {
        const source = new Source(url);
        sources.push(source);
        return source;
      },
      after: (ms, task) => {
        const timer = { ms, task };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      frame: (task) => void frames.push(task),
      hidden: () => world.hidden,
      random: () => 0,
    },
    {
      events: (batch) => void heard.batches.push(batch),
      state: (state) => void heard.states.push(state),
      resync: () => void heard.resyncs++,
    },
  );
  return {
    stream,
    heard,
    world,
    sources,
    last: () => sources.at(-1) as Source,
    timers: () => timers.map((timer) => timer.ms),
    elapse: (ms: number) => {
      const due = timers.find((timer) => timer.ms === ms);
      if (!due) throw new Error(`No timer of ${ms} ms among ${timers.map((timer) => timer.ms)}`);
      timers = timers.filter((timer) => timer !== due);
      due.task();
    },
    paint: () => {
      const due = frames;
      frames = [];
      for (const task of due) task();
    },
  };
}

describe("the live stream", () => {
  test("events between two frames arrive together", () => {
    const { stream, heard, last, paint } = setup();
    stream.open("/s");
    last().fire("open");
    last().fire("hello", { now: "n" });
    last().fire("mention", { symbol: "A" });
    expect(heard.batches).toEqual([]);
    paint();
    expect(heard.batches.map((batch) => batch.map((event) => event.type))).toEqual([["hello", "mention"]]);
  });

  test("a lost connection is tried again, ever more slowly, and what was missed is fetched", () => {
    const { stream, heard, last, elapse, sources } = setup();
    stream.open("/s");
    last().fire("open");
    last().fire("error");
    expect(heard.states.at(-1)).toBe("reconnecting");
    elapse(500);
    last().fire("error");
    elapse(1_000);
    expect(sources).toHaveLength(3);
    expect(sources.slice(0, 2).every((source) => source.closed)).toBe(true);
    expect(heard.resyncs).toBe(0);
    last().fire("open");
    expect(heard.states.at(-1)).toBe("live");
    expect(heard.resyncs).toBe(1);
  });

  test("a silent connection counts as lost", () => {
    const { stream, heard, last, elapse } = setup();
    stream.open("/s");
    last().fire("open");
    elapse(SILENCE_MS);
    expect(last().closed).toBe(true);
    expect(heard.states.at(-1)).toBe("reconnecting");
  });

  test("each event puts the silence off", () => {
    const { stream, last, timers } = setup();
    stream.open("/s");
    for (let i = 0; i < 5; i++) last().fire("status", {});
    expect(timers()).toEqual([SILENCE_MS]);
  });

  test("delays grow to a bound and differ between clients", () => {
    expect([1, 2, 3, 9].map((attempt) => retryDelay(attempt, 0))).toEqual([500, 1_000, 2_000, 15_000]);
    expect(retryDelay(9, 1)).toBe(11_250);
  });

  test("a hidden page renders nothing and catches up when shown", () => {
    const { stream, heard, last, paint, world } = setup();
    stream.open("/s");
    world.hidden = true;
    last().fire("mention", { symbol: "A" });
    paint();
    expect(heard.batches).toEqual([]);
    world.hidden = false;
    stream.shown();
    paint();
    expect(heard.batches).toHaveLength(1);
  });

  test("a page hidden for long is fetched anew instead", () => {
    const { stream, heard, last, paint, world } = setup();
    stream.open("/s");
    world.hidden = true;
    for (let i = 0; i <= HIDDEN_EVENTS; i++) last().fire("mention", { symbol: "A" });
    world.hidden = false;
    stream.shown();
    paint();
    expect(heard.batches).toEqual([]);
    expect(heard.resyncs).toBe(1);
  });

  test("following something else drops the old connection and what it still says", () => {
    const { stream, heard, sources, paint } = setup();
    stream.open("/a");
    stream.open("/b");
    sources[0]?.fire("mention", { symbol: "A" });
    paint();
    expect(sources[0]?.closed).toBe(true);
    expect(heard.batches).toEqual([]);
    stream.open("/b");
    expect(sources).toHaveLength(2);
  });
});
