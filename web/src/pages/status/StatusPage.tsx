import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import type { Pipeline, Rejection, Status } from "../../api/types.ts";
import { bytes, compact, count, duration, rate } from "../../lib/number.ts";
import { ago, moment } from "../../lib/time.ts";
import { follow, listen, loadStatus, now, status, statusError, zone } from "../../state/session.ts";
import { Panel } from "../../ui/controls.tsx";
import { Empty, Failure, Loading, useTitle } from "../../ui/states.tsx";
import { ScorerPanel } from "./ScorerPanel.tsx";
import { State } from "./State.tsx";

const since = (at: string | null) => (at === null ? "never" : ago(Date.parse(at), now.value, zone.value));

function Components({ value }: { value: Status }) {
  return (
    <Panel id="components-title" title="Components">
      <ul class="components">
        {value.components.map((component) => (
          <li key={component.name}>
            <b>{component.name}</b>
            <State of={component.state} />
            <small>{component.detail}</small>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Sources({ value }: { value: Status }) {
  return (
    <Panel id="sources-title" title="Sources">
      {value.sources.length === 0 ? (
        <Empty title="No source is configured" />
      ) : (
        <div class="scroll-x" tabIndex={0} role="region" aria-label="Table of sources">
          <table class="grid plain">
            <caption class="visually-hidden">Each source with its state, lag and rates</caption>
            <thead>
              <tr>
                <th scope="col">Source</th>
                <th scope="col">State</th>
                <th scope="col" class="right wide">
                  Rate
                </th>
                <th scope="col" class="right wide">
                  Lag
                </th>
                <th scope="col" class="right wide">
                  Landed
                </th>
                <th scope="col" class="right">
                  Rejected
                </th>
                <th scope="col" class="right">
                  Last
                </th>
              </tr>
            </thead>
            <tbody>
              {value.sources.map((source) => (
                <tr key={source.source}>
                  <th scope="row">{source.source}</th>
                  <td>
                    <State of={source.state} />
                    {source.detail && <small class="detail">{source.detail}</small>}
                    <small class="narrow num">
                      {rate(source.rate_per_second)} · lag {duration(source.lag_ms)} ·{" "}
                      {compact(source.landed)} landed
                    </small>
                  </td>
                  <td class="num right wide">{rate(source.rate_per_second)}</td>
                  <td class="num right wide">{duration(source.lag_ms)}</td>
                  <td class="num right wide">{count(source.landed)}</td>
                  <td class="num right">{count(source.rejected)}</td>
                  <td class="num right">{since(source.last_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Operators({ pipeline }: { pipeline: Pipeline }) {
  return (
    <Panel id="operators-title" title="Operators">
      {pipeline.operators.length === 0 ? (
        <Empty title="The pipeline has not reported yet" />
      ) : (
        <div class="scroll-x" tabIndex={0} role="region" aria-label="Table of operators">
          <table class="grid plain">
            <caption class="visually-hidden">Each operator with its counts, rate and load</caption>
            <thead>
              <tr>
                <th scope="col">Operator</th>
                <th scope="col" class="right wide">
                  In
                </th>
                <th scope="col" class="right">
                  Out
                </th>
                <th scope="col" class="right">
                  Rate
                </th>
                <th scope="col">Busy</th>
              </tr>
            </thead>
            <tbody>
              {pipeline.operators.map((operator) => (
                <tr key={operator.name}>
                  <th scope="row">{operator.name}</th>
                  <td class="num right wide">{count(operator.in)}</td>
                  <td class="num right">{count(operator.out)}</td>
                  <td class="num right">{rate(operator.rate_per_second)}</td>
                  <td>
                    <span class="load">
                      <i aria-hidden="true">
                        <i style={{ width: `${Math.min(100, operator.busy_pct ?? 0)}%` }} />
                      </i>
                      <span class="num">
                        {operator.busy_pct === null ? "–" : `${Math.round(operator.busy_pct)}%`}
                      </span>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function PipelinePanel({ pipeline }: { pipeline: Pipeline }) {
  const facts: [string, preact.ComponentChildren][] = [
    ["State", <State of={pipeline.state} />],
    ["Watermark", pipeline.watermark ? moment(Date.parse(pipeline.watermark), zone.value) : "none yet"],
    ["Lag", duration(pipeline.lag_ms)],
    ["Records behind", count(pipeline.lag_records)],
    ["Last checkpoint", since(pipeline.checkpoint_at)],
    ["It took", duration(pipeline.checkpoint_ms)],
    ["Restarts", count(pipeline.restarts)],
  ];
  return (
    <Panel id="pipeline-title" title="Pipeline">
      <dl class="stats wide-stats">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 class="sub">Counted so far</h3>
      <dl class="stats counters">
        {Object.entries(pipeline.counters).map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd class="num" title={count(value)}>
              {compact(value)}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Payload({ value }: { value: Rejection }) {
  const shown = new TextEncoder().encode(value.payload).length;
  return (
    <details class="rejection">
      <summary>
        <b class="reason">{value.reason}</b>
        <span class="message">{value.message}</span>
        <small class="num">
          {value.source} · {moment(Date.parse(value.observed_at), zone.value)}
        </small>
      </summary>
      <p class="muted num">
        {value.position} · {bytes(value.payload_bytes)}
        {shown < value.payload_bytes && ", the first 4,000 characters shown"}
      </p>
      <pre tabIndex={0}>{value.payload}</pre>
    </details>
  );
}

const PAGE = 50;

function Rejections({ rejected }: { rejected: number | undefined }) {
  const [found, setFound] = useState<Rejection[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  const load = (before?: string) =>
    api
      .rejections(before === undefined ? { limit: PAGE } : { limit: PAGE, before })
      .then(({ rejections, next_before }) => {
        setFound((known) => (before === undefined ? rejections : [...(known ?? []), ...rejections]));
        setNext(next_before);
        setFailure(null);
      })
      .catch(setFailure);

  useEffect(() => void load(), [rejected]);

  return (
    <Panel
      id="rejections-title"
      title={<>Rejections {rejected !== undefined && <span class="count num">{count(rejected)}</span>}</>}
    >
      {failure !== null && found === null ? (
        <Failure error={failure} onRetry={() => void load()} />
      ) : found === null ? (
        <Loading lines={3} label="Loading rejections" />
      ) : found.length === 0 ? (
        <Empty title="Nothing was rejected">What cannot be read is kept here with its reason.</Empty>
      ) : (
        <>
          {found.map((rejection) => (
            <Payload key={`${rejection.source} ${rejection.position}`} value={rejection} />
          ))}
          {next !== null && (
            <button type="button" class="button more" onClick={() => void load(next)}>
              Earlier rejections
            </button>
          )}
        </>
      )}
    </Panel>
  );
}

export function StatusPage() {
  useTitle("Status");
  useEffect(() => {
    follow(null);
    void loadStatus();
    return listen(
      () => {},
      () => {},
    );
  }, []);
  const value = status.value;
  return (
    <div class="page status">
      <div class="page-head">
        <h1 tabIndex={-1}>Status</h1>
        <p class="page-sub num">{value && `as of ${moment(Date.parse(value.now), zone.value)}`}</p>
      </div>
      {value === null && statusError.value !== null ? (
        <Failure error={new Error(statusError.value)} onRetry={() => void loadStatus()} />
      ) : value === null ? (
        <Loading lines={12} label="Loading the status" />
      ) : (
        <>
          <Components value={value} />
          <Sources value={value} />
          <div class="status-columns">
            <PipelinePanel pipeline={value.pipeline} />
            <Operators pipeline={value.pipeline} />
          </div>
          <ScorerPanel scorer={value.scorer} />
          <Rejections rejected={value.pipeline.counters["rejected"]} />
        </>
      )}
    </div>
  );
}
