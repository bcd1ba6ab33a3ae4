import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { MarketPage } from "../pages/market/MarketPage.tsx";
import { StatusPage } from "../pages/status/StatusPage.tsx";
import { TickerPage } from "../pages/ticker/TickerPage.tsx";
import { loadStatus, status, statusError } from "../state/session.ts";
import { Empty, useTitle } from "../ui/states.tsx";
import { Header } from "./Header.tsx";
import { Help } from "./Help.tsx";
import { onKey } from "./keys.ts";
import { navigate, parseRoute, path } from "./router.ts";
import { nextTheme } from "./theme.ts";

/** The pause after which a `g` no longer counts as the first of two keys. */
const CHORD_MS = 1200;

function Missing({ at }: { at: string }) {
  useTitle("Page not found");
  return (
    <div class="page">
      <h1 tabIndex={-1}>Page not found</h1>
      <Empty title={`Nothing lives at ${at}`}>
        <a href="/">Go to the market</a>
      </Empty>
    </div>
  );
}

function Page() {
  const route = useComputed(() => parseRoute(path.value)).value;
  switch (route.page) {
    case "market":
      return <MarketPage />;
    case "ticker":
      return <TickerPage key={route.symbol} symbol={route.symbol} />;
    case "status":
      return <StatusPage />;
    case "missing":
      return <Missing at={route.path} />;
  }
}

function Notices() {
  const simulated = status.value?.simulated === true;
  if (!simulated && !statusError.value) return null;
  return (
    <section aria-label="Notices">
      {simulated && (
        <p class="banner simulated">
          <b>Simulated market</b>
          <span>invented companies, prices and posts</span>
        </p>
      )}
      {statusError.value && (
        <p class="banner down" role="alert">
          <b>Server unreachable</b>
          <span>What you see may be out of date.</span>
          <button type="button" class="link" onClick={() => void loadStatus()}>
            Try now
          </button>
        </p>
      )}
    </section>
  );
}

export function App() {
  const [help, setHelp] = useState(false);
  const shown = useRef(path.value);
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    if (shown.current === path.value) return;
    shown.current = path.value;
    scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [path.value]);

  useEffect(() => {
    let chord = 0;
    return onKey((key, event) => {
      const second = Date.now() - chord < CHORD_MS;
      chord = 0;
      if (second && key === "m") navigate("/");
      else if (second && key === "s") navigate("/status");
      else if (key === "g") chord = Date.now();
      else if (key === "?") setHelp(true);
      else if (key === "t") nextTheme();
      else if (key === "/") {
        event.preventDefault();
        const field = document.getElementById("filter") ?? document.getElementById("find-ticker");
        field?.focus();
      }
    });
  }, []);

  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header onHelp={() => setHelp(true)} />
      <Notices />
      <main id="main" ref={main} tabIndex={-1}>
        <Page />
      </main>
      <footer class="foot">
        <span>Tickvox {status.value?.version}</span>
        <a href="/docs">API</a>
        <span>
          Charts by{" "}
          <a href="https://www.tradingview.com/" rel="noreferrer" target="_blank">
            TradingView Lightweight Charts
          </a>
        </span>
        <button type="button" class="link" onClick={() => setHelp(true)}>
          Keyboard <kbd>?</kbd>
        </button>
      </footer>
      <Help open={help} onClose={() => setHelp(false)} />
    </>
  );
}
