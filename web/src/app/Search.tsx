import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Listing } from "../api/types.ts";
import { navigate, tickerPath } from "./router.ts";

const DELAY_MS = 120;

/** Finds a ticker by symbol or name. */
export function Search() {
  const [text, setText] = useState("");
  const [found, setFound] = useState<Listing[] | null>(null);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const open = found !== null && text.trim() !== "";

  useEffect(() => {
    const asked = text.trim();
    if (asked === "") {
      setFound(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api
        .search(asked, abort.signal)
        .then(({ tickers }) => {
          setFound(tickers.slice(0, 8));
          setActive(0);
        })
        .catch(() => {
          if (!abort.signal.aborted) setFound([]);
        });
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);

  const close = () => {
    setText("");
    setFound(null);
  };
  const go = (listing: Listing | undefined) => {
    if (!listing) return;
    close();
    input.current?.blur();
    navigate(tickerPath(listing.symbol));
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      close();
      input.current?.blur();
    } else if (event.key === "Enter") {
      go(found?.[active]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open || found.length === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + found.length) % found.length);
    }
  };

  return (
    <div class="search">
      <input
        ref={input}
        id="find-ticker"
        type="search"
        role="combobox"
        list={undefined}
        aria-label="Find a ticker"
        aria-expanded={open}
        aria-controls="find-ticker-list"
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `find-ticker-${active}` : undefined}
        placeholder="Find a ticker"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={() => setTimeout(() => setFound(null), 150)}
      />
      <ul id="find-ticker-list" role="listbox" aria-label="Tickers" hidden={!open}>
        {open && found.length === 0 && (
          <li class="search-none" role="option" aria-selected="false" aria-disabled="true">
            No ticker matches
          </li>
        )}
        {open &&
          found.map((listing, i) => (
            <li
              key={listing.symbol}
              id={`find-ticker-${i}`}
              role="option"
              aria-selected={i === active}
              onMouseDown={(event) => {
                event.preventDefault();
                go(listing);
              }}
            >
              <b>{listing.symbol}</b> <span>{listing.name}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}
