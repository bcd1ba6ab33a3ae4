import type { Bar, Gap } from "../../api/types.ts";
import { change, compact, count, direction, price, share } from "../../lib/number.ts";
import { moment } from "../../lib/time.ts";
import { type Totals, totals } from "../../state/bars.ts";
import { lackOf } from "../../state/gaps.ts";
import { zone } from "../../state/session.ts";
import { Panel } from "../../ui/controls.tsx";
import { LABEL_GLYPH, LABEL_NAME, LABELS, Sentiment } from "../../ui/value.tsx";

/** The shares of the labels among scored posts. */
function LabelMix({ sum }: { sum: Totals }) {
  if (sum.scored === 0) return <p class="muted">No scored posts in this range.</p>;
  return (
    <div class="label-mix">
      <div class="mix-bar" aria-hidden="true">
        {LABELS.filter((label) => sum[label] > 0).map((label) => (
          <i key={label} class={`label-${label}`} style={{ flexGrow: sum[label] }} />
        ))}
      </div>
      <ul>
        {LABELS.map((label) => (
          <li key={label}>
            <span class={`label-name label-${label}`}>
              <span class="glyph" aria-hidden="true">
                {LABEL_GLYPH[label]}
              </span>{" "}
              {LABEL_NAME[label]}
            </span>
            <b class="num">{share(sum[label] / sum.scored)}</b>
            <span class="num muted">{count(sum[label])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Stat({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the range shown holds in all. */
export function Facts({ bars, gaps }: { bars: readonly Bar[]; gaps: readonly Gap[] }) {
  const sum = totals(bars);
  const move = sum.first && sum.last !== null ? (sum.last / sum.first - 1) * 100 : null;
  return (
    <div class="facts">
      <Panel id="mix-title" title="Label mix">
        <LabelMix sum={sum} />
      </Panel>
      <Panel id="stats-title" title="Over this range">
        <dl class="stats">
          <Stat name="Mean sentiment">
            <Sentiment value={sum.score} n={sum.scored} />
          </Stat>
          <Stat name="Price change">
            <span class={`num ${direction(move)}`}>{change(move)}</span>
          </Stat>
          <Stat name="High · low">
            <span class="num">
              {price(sum.high)} · {price(sum.low)}
            </span>
          </Stat>
          <Stat name="Volume">
            <span class="num">{compact(sum.volume)}</span>
          </Stat>
          <Stat name="Posts">
            <span class="num">{count(sum.posts)}</span>
          </Stat>
          <Stat name="Copies">
            <span class="num">
              {count(sum.copies)} <small>{share(sum.posts ? sum.copies / sum.posts : null)}</small>
            </span>
          </Stat>
          <Stat name="Noise">
            <span class="num">
              {count(sum.noise)} <small>{share(sum.posts ? sum.noise / sum.posts : null)}</small>
            </span>
          </Stat>
          <Stat name="Authors’ own tags">
            <span class="num" title="Bullish · bearish, as the authors tagged their posts">
              ▲ {count(sum.bullish)} · ▼ {count(sum.bearish)}
            </span>
          </Stat>
        </dl>
      </Panel>
      <Panel id="sources-title" title="Sources">
        {sum.sources.length === 0 ? (
          <p class="muted">No posts in this range.</p>
        ) : (
          <ul class="source-shares">
            {sum.sources.map(([source, posts]) => (
              <li key={source}>
                <span>{source}</span>
                <i aria-hidden="true">
                  <i style={{ width: `${(posts / (sum.sources[0]?.[1] || 1)) * 100}%` }} />
                </i>
                <b class="num">{share(sum.posts ? posts / sum.posts : null)}</b>
                <span class="num muted">{count(posts)}</span>
              </li>
            ))}
          </ul>
        )}
        {gaps.length > 0 && (
          <div class="gaps">
            <h3>Gaps in coverage</h3>
            <ul>
              {gaps.map((gap) => (
                <li key={`${gap.source} ${gap.symbol} ${gap.start}`}>
                  {lackOf(gap)} from <b>{gap.source}</b>,{" "}
                  <span class="num">{moment(Date.parse(gap.start), zone.value)}</span>
                  {" – "}
                  <span class="num">{gap.end ? moment(Date.parse(gap.end), zone.value) : "now"}</span>
                  <small>{gap.reason}</small>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Panel>
    </div>
  );
}
