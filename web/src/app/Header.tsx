import { clock, isoDate, moment } from "../lib/time.ts";
import { connection, dataTime, historical, now, status, zone } from "../state/session.ts";
import { path } from "./router.ts";
import { Search } from "./Search.tsx";
import { nextTheme, theme } from "./theme.ts";

const CONNECTION = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting" } as const;
const THEME = { auto: "System theme", light: "Light theme", dark: "Dark theme" } as const;
const THEME_ICON = {
  auto: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
  light:
    "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 .8v2M8 13.2v2M.8 8h2M13.2 8h2M2.9 2.9l1.4 1.4M11.7 11.7l1.4 1.4M2.9 13.1l1.4-1.4M11.7 4.3l1.4-1.4",
  dark: "M13.6 9.7A6 6 0 0 1 6.3 2.4a6 6 0 1 0 7.3 7.3z",
} as const;

function Brand() {
  return (
    <a class="brand" href="/" aria-label="Tickvox, to the market">
      <svg viewBox="0 0 32 24" width="32" height="24" aria-hidden="true">
        <path d="M8 2v20" class="brand-wick" />
        <path d="M8 7v9" class="brand-body" />
        <path d="M16.5 8.2a6 6 0 0 1 0 7.6" class="brand-up" />
        <path d="M21.5 4.2a12 12 0 0 1 0 15.6" class="brand-down" />
      </svg>
      <span>Tickvox</span>
    </a>
  );
}

function ExchangeClock() {
  const known = status.value;
  const data = dataTime.value;
  if (historical.value && data !== null) {
    return (
      <p class="exchange">
        <span class="num">{moment(data, zone.value)}</span>
        <small>newest data</small>
      </p>
    );
  }
  return (
    <p class="exchange" title={`${isoDate(now.value, zone.value)}, ${zone.value}`}>
      <span class="num">{clock(now.value, zone.value)}</span>
      <small>
        {zone.value.split("/").at(-1)?.replace("_", " ")}
        {known && (known.market_open ? " · open" : " · closed")}
      </small>
    </p>
  );
}

export function Header({ onHelp }: { onHelp: () => void }) {
  const page = (href: string) => (path.value === href ? "page" : undefined);
  return (
    <header class="top">
      <Brand />
      <nav aria-label="Pages">
        <a href="/" aria-current={page("/")}>
          Market
        </a>
        <a href="/status" aria-current={page("/status")}>
          Status
        </a>
      </nav>
      <Search />
      <ExchangeClock />
      <p class={`connection ${connection.value}`} role="status">
        <i aria-hidden="true" />
        {CONNECTION[connection.value]}
      </p>
      <div class="top-buttons">
        <button
          type="button"
          class="icon"
          title={`${THEME[theme.value]} (t)`}
          aria-label={`${THEME[theme.value]}, change`}
          onClick={nextTheme}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={THEME_ICON[theme.value]} />
            {theme.value === "auto" && <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" class="filled" />}
          </svg>
        </button>
        <button type="button" class="icon" title="Keyboard (?)" aria-label="Keyboard help" onClick={onHelp}>
          ?
        </button>
      </div>
    </header>
  );
}
