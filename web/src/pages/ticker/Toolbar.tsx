import { useEffect, useState } from "preact/hooks";
import type { Interval } from "../../api/types.ts";
import { setQuery } from "../../app/router.ts";
import { isoDate } from "../../lib/time.ts";
import { INTERVALS } from "../../state/bars.ts";
import { presets, type View } from "../../state/range.ts";
import { zone } from "../../state/session.ts";
import { Segmented } from "../../ui/controls.tsx";

const NAME: Record<Interval, string> = {
  "1m": "1 minute",
  "15m": "15 minutes",
  "1h": "1 hour",
  "1d": "1 day",
};

export function showInterval(interval: Interval): void {
  setQuery({ interval, range: null, at: null });
}

/** Which bars, over which range. */
export function Toolbar({
  view,
  first,
  last,
  shown,
}: {
  view: View;
  first: number | null;
  last: number;
  /** Starts of the first and the last bar shown, for the dates while a preset counts; null without bars. */
  shown: { from: number; to: number } | null;
}) {
  const shownFrom = view.from ?? (shown ? isoDate(shown.from, zone.value) : "");
  const shownTo = view.to ?? (shown ? isoDate(shown.to, zone.value) : "");
  const [from, setFrom] = useState(shownFrom);
  const [to, setTo] = useState(shownTo);
  useEffect(() => {
    setFrom(shownFrom);
    setTo(shownTo);
  }, [shownFrom, shownTo]);

  const dated = (nextFrom: string, nextTo: string) => {
    setFrom(nextFrom);
    setTo(nextTo);
    if (nextFrom && nextTo && nextFrom <= nextTo) {
      setQuery({ from: nextFrom, to: nextTo, range: null, at: null, interval: view.interval });
    }
  };
  const min = first === null ? undefined : isoDate(first, zone.value);
  const max = isoDate(last, zone.value);

  return (
    <div class="toolbar">
      <Segmented
        label="Length of a bar"
        choices={INTERVALS.map((id) => ({ id, name: id, label: `Bars of ${NAME[id]}` }))}
        value={view.interval}
        onChange={showInterval}
      />
      <Segmented
        label="Range"
        choices={presets(view.interval).map(({ id, name }) => ({ id, name: id, label: name }))}
        value={view.from === null ? view.range : null}
        onChange={(range) => setQuery({ range, interval: view.interval, from: null, to: null, at: null })}
      />
      <div class="dates" role="group" aria-label="Dates, New York">
        <input
          type="date"
          aria-label="From"
          value={from}
          min={min}
          max={max}
          onChange={(event) => dated(event.currentTarget.value, to || max)}
        />
        <span aria-hidden="true">–</span>
        <input
          type="date"
          aria-label="To"
          value={to}
          min={min}
          max={max}
          onChange={(event) => dated(from || (min ?? ""), event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
