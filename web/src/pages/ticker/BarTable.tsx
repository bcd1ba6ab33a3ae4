import { useState } from "preact/hooks";
import type { Bar, Gap, Interval } from "../../api/types.ts";
import { compact, count, price } from "../../lib/number.ts";
import { barName } from "../../lib/time.ts";
import { scored, shownScore } from "../../state/bars.ts";
import { barLacks } from "../../state/gaps.ts";
import { zone } from "../../state/session.ts";
import { NotEnough, Sentiment } from "../../ui/value.tsx";

const STEP = 60;

/** The chart's data as a table, newest first, with what is missing in each bar. Where it is narrow lesser columns go. */
export function BarTable({
  bars,
  gaps,
  interval,
  selected,
  onOpen,
}: {
  bars: readonly Bar[];
  gaps: readonly Gap[];
  interval: Interval;
  selected: number | null;
  onOpen: (start: number) => void;
}) {
  const [rows, setRows] = useState(STEP);
  const newest = bars.slice(-rows).reverse();
  const now = Date.now();
  return (
    <div class="scroll-y bar-table" tabIndex={0} role="region" aria-label="Bars as a table">
      <table class="grid plain">
        <caption class="visually-hidden">
          Price, sentiment and posts per bar of {interval}, newest first
        </caption>
        <thead>
          <tr>
            <th scope="col">Bar</th>
            <th scope="col" class="right">
              Posts
            </th>
            <th scope="col" class="right wide">
              Open
            </th>
            <th scope="col" class="right wide">
              High
            </th>
            <th scope="col" class="right wide">
              Low
            </th>
            <th scope="col" class="right">
              Close
            </th>
            <th scope="col" class="right wide">
              Volume
            </th>
            <th scope="col" class="right">
              Sentiment
            </th>
            <th scope="col" class="right wide parts">
              <abbr title="Positive, neutral, negative, mixed">+ / ● / − / ◆</abbr>
            </th>
            <th scope="col" class="right wide lesser">
              Originals
            </th>
            <th scope="col" class="right wide lesser">
              Noise
            </th>
          </tr>
        </thead>
        <tbody>
          {newest.map((bar, i) => {
            const start = Date.parse(bar.start);
            const mean = shownScore(bar);
            const name = barName(start, interval, zone.value);
            return (
              <tr key={bar.start} class={start === selected ? "selected" : ""}>
                <th scope="row" class="num">
                  {name}
                  {barLacks(gaps, bars, bars.length - 1 - i, interval, now).map((lack) => (
                    <small key={lack} class="lack">
                      <i class="swatch gap" aria-hidden="true" /> {lack}
                    </small>
                  ))}
                </th>
                <td class="num right">
                  {bar.posts === 0 ? (
                    count(0)
                  ) : (
                    <button
                      type="button"
                      class="link"
                      aria-label={`${count(bar.posts)}: open the posts of ${name}`}
                      onClick={() => onOpen(start)}
                    >
                      {count(bar.posts)}
                    </button>
                  )}
                </td>
                <td class="num right wide">{price(bar.open)}</td>
                <td class="num right wide">{price(bar.high)}</td>
                <td class="num right wide">{price(bar.low)}</td>
                <td class="num right">{price(bar.close)}</td>
                <td class="num right wide">{compact(bar.volume)}</td>
                <td class="right">
                  {mean === null ? (
                    <NotEnough n={scored(bar)} short />
                  ) : (
                    <Sentiment value={mean} n={scored(bar)} />
                  )}
                </td>
                <td class="num right wide parts">
                  {[bar.positive, bar.neutral, bar.negative, bar.mixed].map(count).join(" / ")}
                </td>
                <td class="num right wide lesser">{count(bar.originals)}</td>
                <td class="num right wide lesser">{count(bar.noise)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows < bars.length && (
        <button type="button" class="button more" onClick={() => setRows(rows + 4 * STEP)}>
          Show earlier bars ({count(bars.length - rows)})
        </button>
      )}
    </div>
  );
}
