import { type Direction, ENOUGH, type Label } from "../api/types.ts";
import { change, count, direction, score } from "../lib/number.ts";

const ARROW = { up: "▲", down: "▼", flat: "■" } as const;

/** A price change in percent: sign, glyph and colour say the same thing. */
export function Change({ value }: { value: number | null }) {
  const way = direction(value);
  return (
    <span class={`num change ${value === null ? "flat" : way}`}>
      {value !== null && (
        <span class="glyph" aria-hidden="true">
          {ARROW[way]}
        </span>
      )}
      {change(value)}
    </span>
  );
}

/** What stands where too few posts carry a mean. */
export function NotEnough({ n, short = false }: { n: number; short?: boolean }) {
  return (
    <span class="not-enough" title={`Not enough posts (n=${n}): a mean needs at least ${ENOUGH}`}>
      {short ? `n=${count(n)}` : `Not enough posts (n=${count(n)})`}
    </span>
  );
}

/** The score at which bars and tiles reach their full length and colour. */
export const FULL_SCORE = 0.4;

/** A mean score with a small bar that grows from the middle: right for positive, left for negative. */
export function Sentiment({ value, n }: { value: number | null; n: number }) {
  if (value === null) return <NotEnough n={n} />;
  const way = direction(value);
  const length = Math.min(1, Math.abs(value) / FULL_SCORE) * 50;
  return (
    <span class={`sentiment ${way}`}>
      <span class="num">{score(value)}</span>
      <span class="diverging" aria-hidden="true">
        <i style={{ width: `${length}%`, left: value < 0 ? `${50 - length}%` : "50%" }} />
      </span>
    </span>
  );
}

export const LABELS: Direction[] = ["positive", "neutral", "negative", "mixed"];
export const LABEL_GLYPH: Record<Label, string> = {
  positive: "▲",
  neutral: "●",
  negative: "▼",
  mixed: "◆",
  unscored: "○",
};
export const LABEL_NAME: Record<Label, string> = {
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  mixed: "Mixed",
  unscored: "Not scored",
};

/** A post's label and score. */
export function LabelChip({ label, value }: { label: Label; value: number | null }) {
  return (
    <span class={`chip label-${label}`}>
      <span class="glyph" aria-hidden="true">
        {LABEL_GLYPH[label]}
      </span>
      {LABEL_NAME[label]} {value !== null && <span class="num">{score(value)}</span>}
    </span>
  );
}
