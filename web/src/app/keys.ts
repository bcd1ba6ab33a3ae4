/** What each key does, for the keyboard help and for those who implement it. */
export const KEYS: { group: string; keys: [string[], string][] }[] = [
  {
    group: "Anywhere",
    keys: [
      [["?"], "This help"],
      [["/"], "Filter or find a ticker"],
      [["g", "m"], "Go to the market"],
      [["g", "s"], "Go to the status page"],
      [["t"], "Next theme: system, light, dark"],
      [["Esc"], "Close, or leave a field"],
    ],
  },
  {
    group: "Market",
    keys: [
      [["j", "↓"], "Next row"],
      [["k", "↑"], "Previous row"],
      [["Enter"], "Open the row's ticker"],
      [["1", "2"], "Last hour, last day"],
    ],
  },
  {
    group: "Ticker",
    keys: [
      [["1", "2", "3", "4"], "Bars of 1m, 15m, 1h, 1d"],
      [["←", "→"], "Previous, next bar (with the chart focused)"],
      [["Home", "End"], "First, last bar"],
      [["Enter"], "Open the posts behind the bar"],
      [["v"], "Chart or table"],
    ],
  },
];

/** Whether a key press belongs to a field rather than to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return (
    target !== null &&
    (target.isContentEditable ||
      target.tagName === "TEXTAREA" ||
      target.tagName === "SELECT" ||
      (target.tagName === "INPUT" &&
        !["checkbox", "radio", "button"].includes((target as HTMLInputElement).type)))
  );
}

/** Calls `handler` for plain key presses outside fields until the result is called. */
export function onKey(handler: (key: string, event: KeyboardEvent) => void): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (document.querySelector("dialog[open]")) return;
    handler(event.key, event);
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}
