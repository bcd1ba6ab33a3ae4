import { useEffect, useState } from "preact/hooks";
import { api } from "../../api/client.ts";
import type { LiveModel, Scorer } from "../../api/types.ts";
import { compact, count } from "../../lib/number.ts";
import { Panel } from "../../ui/controls.tsx";
import { Empty, Failure } from "../../ui/states.tsx";
import { State } from "./State.tsx";

const REFRESH_MS = 60_000;

const share = (value: number | null) => (value === null ? "–" : `${(100 * value).toFixed(1)} %`);
const signed = (value: number) => `${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1)}`;

function drift(model: LiveModel): string {
  return model.drift === null
    ? "–"
    : `${signed(model.drift.value)} (${signed(model.drift.low)} to ${signed(model.drift.high)})`;
}

function Models({ models }: { models: LiveModel[] }) {
  return models.length === 0 ? (
    <Empty title="No post with a tag of its author yet">
      Where authors tag their posts bullish or bearish, as on StockTwits, the scorer is held against their
      tags here.
    </Empty>
  ) : (
    <div class="scroll-x" tabIndex={0} role="region" aria-label="Table of models">
      <table class="grid plain">
        <caption class="visually-hidden">
          How each model agrees with authors' own tags over the last 30 days
        </caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Against its making</th>
            <th scope="col" class="right">
              Tagged posts
            </th>
            <th scope="col" class="right">
              Agreement
            </th>
            <th scope="col" class="right">
              Balanced
            </th>
            <th scope="col" class="right">
              When made
            </th>
            <th scope="col" class="right">
              Change, points
            </th>
            <th scope="col" class="right">
              Kappa
            </th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.model}>
              <th scope="row">{model.model}</th>
              <td>
                <State of={model.state} />
              </td>
              <td class="num right">{count(model.live.posts)}</td>
              <td class="num right">{share(model.live.accuracy)}</td>
              <td class="num right">{share(model.live.balanced_accuracy)}</td>
              <td class="num right">{share(model.reference?.balanced_accuracy ?? null)}</td>
              <td class="num right">{drift(model)}</td>
              <td class="num right">{model.live.kappa === null ? "–" : model.live.kappa.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function facts(scorer: Scorer): [string, preact.ComponentChildren][] {
  const known: [string, preact.ComponentChildren][] = [
    ["Scorer", scorer.name],
    ["State", <State of={scorer.state} />],
    ["Model", scorer.model],
  ];
  return scorer.detail ? [...known, ["Last failure", scorer.detail]] : known;
}

/** What judges posts, how it is, and how often it agrees with authors' own tags. */
export function ScorerPanel({ scorer }: { scorer: Scorer | null }) {
  const [models, setModels] = useState<LiveModel[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const load = () =>
    api
      .liveModels()
      .then((found) => {
        setModels(found.models);
        setFailure(null);
      })
      .catch(setFailure);
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Panel id="scorer-title" title="Scorer">
      {scorer !== null && (
        <>
          <dl class="stats wide-stats">
            {facts(scorer).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {Object.keys(scorer.counts).length > 0 && (
            <dl class="stats counters">
              {Object.entries(scorer.counts).map(([name, value]) => (
                <div key={name}>
                  <dt>{name.replaceAll("_", " ")}</dt>
                  <dd class="num" title={count(value)}>
                    {compact(value)}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
      <h3 class="sub">Against authors' own tags, over 30 days</h3>
      {failure !== null && models === null ? (
        <Failure error={failure} onRetry={() => void load()} />
      ) : (
        models !== null && <Models models={models} />
      )}
    </Panel>
  );
}
