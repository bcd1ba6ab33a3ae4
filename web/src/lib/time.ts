import { LOCALE } from "./number.ts";

/** Times are shown in the exchange's zone, never in the browser's. Instants are milliseconds since 1970. */
export const EXCHANGE_ZONE = "America/New_York";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const offsets = new Map<string, number>();
const parts = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let found = parts.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone });
    parts.set(key, found);
  }
  return found;
}

/** Local time minus UTC at an instant, in ms. Zones change their offset on quarter hours at the finest. */
export function zoneOffset(at: number, zone: string = EXCHANGE_ZONE): number {
  const slot = Math.floor(at / (HOUR / 4));
  const key = `${zone}:${slot}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const text = format(zone, {
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const field = (type: string) => Number(text.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    field("year"),
    field("month") - 1,
    field("day"),
    field("hour"),
    field("minute"),
    field("second"),
  );
  const offset = local - Math.floor(at / 1000) * 1000;
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** A date whose UTC fields are the zone's wall clock. For reading fields only: it is not the instant. */
export function wallClock(at: number, zone: string = EXCHANGE_ZONE): Date {
  return new Date(at + zoneOffset(at, zone));
}

/** The instant at which the zone's wall clock shows this; in a spring gap the instant after it. */
export function fromWallClock(local: number, zone: string = EXCHANGE_ZONE): number {
  const first = local - zoneOffset(local, zone);
  const second = local - zoneOffset(first, zone);
  if (second + zoneOffset(second, zone) === local) {
    const earlier = second - HOUR;
    return earlier + zoneOffset(earlier, zone) === local ? earlier : second;
  }
  return Math.max(first, second);
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Midnight in the zone of an ISO date; null if it is none. */
export function startOfDate(date: string, zone: string = EXCHANGE_ZONE): number | null {
  const match = DATE.exec(date);
  if (!match) return null;
  const local = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (new Date(local).toISOString().slice(0, 10) !== date) return null;
  return fromWallClock(local, zone);
}

/** Midnight in the zone of the day after an ISO date; days have 23 to 25 hours. */
export function endOfDate(date: string, zone: string = EXCHANGE_ZONE): number | null {
  const start = startOfDate(date, zone);
  return start === null ? null : startOfDate(isoDate(start + DAY + 2 * HOUR, zone), zone);
}

/** The ISO date that the zone's calendar shows. */
export function isoDate(at: number, zone: string = EXCHANGE_ZONE): string {
  return wallClock(at, zone).toISOString().slice(0, 10);
}

/** "EST" or "EDT". */
export function zoneName(at: number, zone: string = EXCHANGE_ZONE): string {
  const text = format(zone, { timeZoneName: "short", hour: "numeric" }).formatToParts(at);
  return text.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

const HM: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** "14:05". */
export function hourMinute(at: number, zone: string = EXCHANGE_ZONE): string {
  return format(zone, HM).format(at);
}

/** "14:05:09 EST". */
export function clock(at: number, zone: string = EXCHANGE_ZONE): string {
  return `${format(zone, { ...HM, second: "2-digit" }).format(at)} ${zoneName(at, zone)}`;
}

/** "Jan 5". */
export function monthDay(at: number, zone: string = EXCHANGE_ZONE): string {
  return format(zone, { month: "short", day: "numeric" }).format(at);
}

/** "Mon, Jan 5, 2015". */
export function longDate(at: number, zone: string = EXCHANGE_ZONE): string {
  return format(zone, { weekday: "short", month: "short", day: "numeric", year: "numeric" }).format(at);
}

/** "Jan 5, 2015, 14:05 EST". */
export function moment(at: number, zone: string = EXCHANGE_ZONE): string {
  const date = format(zone, { month: "short", day: "numeric", year: "numeric" }).format(at);
  return `${date}, ${hourMinute(at, zone)} ${zoneName(at, zone)}`;
}

/** As {@link moment}, without the year when it is that of `now`, and without the date when it is today's. */
export function shortMoment(at: number, now: number, zone: string = EXCHANGE_ZONE): string {
  if (isoDate(at, zone) === isoDate(now, zone)) return clock(at, zone);
  if (isoDate(at, zone).slice(0, 4) !== isoDate(now, zone).slice(0, 4)) return moment(at, zone);
  return `${monthDay(at, zone)}, ${hourMinute(at, zone)} ${zoneName(at, zone)}`;
}

/** What a bar of an interval is called: a day by its date, a shorter one by its start. */
export function barName(start: number, interval: string, zone: string = EXCHANGE_ZONE): string {
  return interval === "1d" ? longDate(start, zone) : moment(start, zone);
}

/** "12 s ago", for at most a day; else the moment. */
export function ago(at: number, now: number, zone: string = EXCHANGE_ZONE): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return moment(at, zone);
}

/**
 * An estimate of when the session before the one named by `start` closed: 16:00 on the weekday before. Half days and
 * holidays are the server's to know.
 */
export function priorClose(start: number, zone: string = EXCHANGE_ZONE): number {
  let local = wallClock(start, zone).getTime() - 8 * HOUR;
  while ([0, 6].includes(new Date(local).getUTCDay())) local -= DAY;
  return fromWallClock(local, zone);
}
