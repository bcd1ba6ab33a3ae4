import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { count } from "../lib/number.ts";

/** Rows from which on a table is drawn whole only when that is asked for: many more would slow each live change. */
export const FIRST_ROWS = 200;

/** The rows to draw, and what to put below them: a button for the rest, or nothing. */
export function useFirst<T>(rows: readonly T[]): [readonly T[], ComponentChildren] {
  const [all, setAll] = useState(false);
  if (all || rows.length <= FIRST_ROWS) return [rows, null];
  return [
    rows.slice(0, FIRST_ROWS),
    <button type="button" class="button more" onClick={() => setAll(true)}>
      Show all {count(rows.length)}
    </button>,
  ];
}
