/** Numbers for people. The locale is fixed: the browser's may be one that chart code cannot handle. */
export const LOCALE = "en-US";

/** Stands where there is no value. */
export const NONE = "–";
const MINUS = "−";

const formats = new Map<string, Intl.NumberFormat>();

function fixed(min: number, max: number): Intl.NumberFormat {
  const key = `${min}:${max}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: min, maximumFractionDigits: max });
    formats.set(key, format);
  }
  return format;
}

function minus(text: string): string {
  return text.replace("-", MINUS);
}

export function count(value: number | null | undefined): string {
  return value == null ? NONE : minus(fixed(0, 0).format(value));
}

/** Three significant places from 10,000 on: 12.3k, 4.56M. */
export function compact(value: number | null | undefined): string {
  if (value == null) return NONE;
  const size = Math.abs(value);
  if (size < 10_000) return minus(fixed(0, size < 10 && !Number.isInteger(value) ? 1 : 0).format(value));
  const [scale, unit] = size < 999_500 ? [1e3, "k"] : size < 999_500_000 ? [1e6, "M"] : [1e9, "B"];
  const scaled = value / (scale as number);
  const places = Math.abs(scaled) < 10 ? 2 : Math.abs(scaled) < 100 ? 1 : 0;
  return minus(fixed(0, places).format(scaled)) + unit;
}

export function price(value: number | null | undefined): string {
  if (value == null) return NONE;
  return Math.abs(value) < 1 ? minus(fixed(4, 4).format(value)) : minus(fixed(2, 2).format(value));
}

/** With its sign, zero without: "+0.21", "−0.21", "0.00". */
export function signed(value: number | null | undefined, places = 2): string {
  if (value == null) return NONE;
  const text = fixed(places, places).format(Math.abs(value));
  const zero = Number(text.replaceAll(",", "")) === 0;
  return zero ? text : (value > 0 ? "+" : MINUS) + text;
}

export function score(value: number | null | undefined): string {
  return signed(value, 2);
}

/** A percentage, given in percent, with its sign. */
export function change(value: number | null | undefined): string {
  return value == null ? NONE : `${signed(value, 2)}%`;
}

/** A share 0..1 as whole percent; a share that is not zero never reads 0%. */
export function share(value: number | null | undefined): string {
  if (value == null || Number.isNaN(value)) return NONE;
  if (value > 0 && value < 0.005) return "<1%";
  return `${fixed(0, 0).format(value * 100)}%`;
}

/** "1.8×". */
export function ratio(value: number | null | undefined): string {
  if (value == null) return NONE;
  return `${fixed(1, 1).format(value)}×`;
}

export function rate(value: number | null | undefined): string {
  if (value == null) return NONE;
  return value >= 100 ? `${compact(Math.round(value))}/s` : `${fixed(0, 1).format(value)}/s`;
}

/** A length of time, given in milliseconds, in its largest fitting units. */
export function duration(ms: number | null | undefined): string {
  if (ms == null) return NONE;
  if (ms < 0) return "0 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${fixed(0, 1).format(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${fixed(0, 0).format(Math.floor(hours / 24))} days`;
}

export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  return value < 1_000_000
    ? `${fixed(0, 1).format(value / 1000)} kB`
    : `${fixed(0, 1).format(value / 1e6)} MB`;
}

export type Direction = "up" | "down" | "flat";

/** The direction of a value as it is shown: what rounds to zero is flat. */
export function direction(value: number | null | undefined, places = 2): Direction {
  if (value == null) return "flat";
  const rounded = Math.round(value * 10 ** places);
  return rounded > 0 ? "up" : rounded < 0 ? "down" : "flat";
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}
