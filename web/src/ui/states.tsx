import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { ApiError, messageOf } from "../api/client.ts";

/** Grey lines in place of what is being fetched. */
export function Loading({ lines = 6, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{label}…</span>
      {Array.from({ length: lines }, (_, i) => (
        <i key={i} style={{ width: `${92 - ((i * 37) % 40)}%` }} aria-hidden="true" />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="notice">
      <p class="notice-title">{title}</p>
      {children && <div class="notice-body">{children}</div>}
    </div>
  );
}

export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const unreachable = error instanceof ApiError && error.unreachable;
  return (
    <div class="notice failure" role="alert">
      <p class="notice-title">{unreachable ? "Server unreachable" : "This could not be loaded"}</p>
      <p class="notice-body">{messageOf(error)}</p>
      <button type="button" class="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

/** Sets the page's title while it is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tickvox`;
  }, [title]);
}
