type Health = "good" | "busy" | "bad" | "off";

const HEALTH: Record<string, Health> = {
  up: "good",
  live: "good",
  running: "good",
  finished: "off",
  disabled: "off",
  starting: "busy",
  catching_up: "busy",
  rate_limited: "busy",
  restarting: "busy",
  refused: "bad",
  unreachable: "bad",
  down: "bad",
  failed: "bad",
  failing: "bad",
  resting: "bad",
  steady: "good",
  above: "good",
  below: "bad",
  too_few: "off",
  no_reference: "off",
};

const GLYPH: Record<Health, string> = { good: "●", busy: "◐", bad: "▲", off: "○" };

/** A state in words, with a glyph of its kind. */
export function State({ of }: { of: string }) {
  const health = HEALTH[of] ?? "busy";
  return (
    <span class={`state ${health}`}>
      <span aria-hidden="true">{GLYPH[health]}</span> {of.replaceAll("_", " ")}
    </span>
  );
}
