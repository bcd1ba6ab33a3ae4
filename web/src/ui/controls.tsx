import type { ComponentChildren } from "preact";

export interface Choice<T extends string> {
  id: T;
  name: string;
  /** Read out instead of the name. */
  label?: string;
}

/** A few exclusive choices side by side. */
export function Segmented<T extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onChange: (id: T) => void;
}) {
  return (
    <div class="segmented" role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          aria-pressed={choice.id === value}
          aria-label={choice.label}
          onClick={() => onChange(choice.id)}
        >
          {choice.name}
        </button>
      ))}
    </div>
  );
}

export type ViewMode = "chart" | "table";

/** Switches a chart to a table of the same data. */
export function ViewToggle({
  of,
  value,
  onChange,
}: {
  of: string;
  value: ViewMode;
  onChange: (mode: ViewMode) => void;
}) {
  return (
    <Segmented
      label={`Show ${of} as`}
      choices={[
        { id: "chart", name: "Chart" },
        { id: "table", name: "Table" },
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

export function Panel({
  title,
  id,
  tools,
  children,
  class: extra = "",
}: {
  title: ComponentChildren;
  id: string;
  tools?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}) {
  return (
    <section class={`panel ${extra}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        {tools && <div class="panel-tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
