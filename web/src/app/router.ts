import { signal } from "@preact/signals";

export type Route =
  | { page: "market" }
  | { page: "ticker"; symbol: string }
  | { page: "status" }
  | { page: "missing"; path: string };

/** The page that a path names. */
export function parseRoute(path: string): Route {
  const trimmed = path.replace(/\/+$/, "");
  if (trimmed === "") return { page: "market" };
  if (trimmed === "/status") return { page: "status" };
  const ticker = /^\/ticker\/([^/]+)$/.exec(trimmed);
  if (ticker) {
    try {
      return { page: "ticker", symbol: decodeURIComponent(ticker[1] as string).toUpperCase() };
    } catch {
      return { page: "missing", path };
    }
  }
  return { page: "missing", path };
}

export function tickerPath(symbol: string): string {
  return `/ticker/${encodeURIComponent(symbol)}`;
}

/** A query with some parameters changed; null takes one away. */
export function changedQuery(query: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) params.delete(key);
    else params.set(key, value);
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}

const browser = typeof window !== "undefined";

/** The address shown, in two parts. */
export const path = signal(browser ? location.pathname : "/");
export const query = signal(browser ? location.search : "");

function read(): void {
  path.value = location.pathname;
  query.value = location.search;
}

export function navigate(href: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  read();
}

/** Changes the query in place, without an entry in the history. */
export function setQuery(changes: Record<string, string | null>): void {
  navigate(path.value + changedQuery(query.value, changes), { replace: true });
}

/** Makes plain clicks on links of this site change the page without loading it. */
export function startRouter(): void {
  addEventListener("popstate", read);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest("a");
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (/^\/(api|docs|health|metrics|openapi)/.test(link.pathname)) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
