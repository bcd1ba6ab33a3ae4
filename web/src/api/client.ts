import type {
  Bars,
  Explanation,
  Interval,
  Listing,
  LiveModel,
  Market,
  Posts,
  Rejection,
  Status,
  Ticker,
  Window,
} from "./types.ts";

/** A request that did not succeed; `status` is 0 when the server was not reached at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "ApiError";
  }

  get unreachable(): boolean {
    return this.status === 0;
  }
}

type Params = Record<string, string | number | null | undefined>;

/** Path and query under the API's base; null and undefined parameters are left out. */
export function apiPath(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

async function answer(
  path: string,
  params: Params,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(apiPath(path, params), {
      headers: { accept: "application/json", ...headers },
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "UNREACHABLE", "Cannot reach the Tickvox server: check that it is still running.");
  }
  if (!response.ok && response.status !== 304) {
    const body = (await response.json().catch(() => null)) as { code?: string; message?: string } | null;
    throw new ApiError(
      response.status,
      body?.code ?? `HTTP_${response.status}`,
      body?.message ?? `The server answered ${response.status} ${response.statusText}`.trim(),
    );
  }
  return response;
}

async function call<T>(path: string, params: Params, signal?: AbortSignal): Promise<T> {
  return (await (await answer(path, params, {}, signal)).json()) as T;
}

/** What was answered, with its tag; null where that is still the answer that `tag` is of. */
async function callIfChanged<T>(
  path: string,
  params: Params,
  tag: string | null,
): Promise<{ value: T; tag: string | null } | null> {
  const response = await answer(path, params, tag === null ? {} : { "if-none-match": tag });
  if (response.status === 304) return null;
  return { value: (await response.json()) as T, tag: response.headers.get("etag") };
}

const seg = encodeURIComponent;

export const api = {
  status: (signal?: AbortSignal) => call<Status>("/status", {}, signal),
  rejections: (params: { limit: number; before?: string }, signal?: AbortSignal) =>
    call<{ rejections: Rejection[]; next_before: string | null }>("/rejections", params, signal),
  liveModels: (signal?: AbortSignal) =>
    call<{ window: number; models: LiveModel[] }>("/models/live", {}, signal),
  /** All tickers; null where nothing has changed since the answer that `tag` is of. */
  market: (window: Window, tag: string | null) => callIfChanged<Market>("/market", { window }, tag),
  /** One ticker's row of the market. */
  marketRow: (window: Window, symbol: string) => call<Market>("/market", { window, symbols: symbol }),
  search: (q: string, signal?: AbortSignal) => call<{ tickers: Listing[] }>("/tickers", { q }, signal),
  ticker: (symbol: string, signal?: AbortSignal) => call<Ticker>(`/tickers/${seg(symbol)}`, {}, signal),
  bars: (
    symbol: string,
    params: { interval: Interval; from: string | null; to: string | null; limit: number },
    signal?: AbortSignal,
  ) => call<Bars>(`/tickers/${seg(symbol)}/bars`, params, signal),
  posts: (
    symbol: string,
    params: {
      from: string | null;
      to: string | null;
      limit: number;
      cursor?: string | null;
      label?: string | null;
      include: "originals" | "all";
    },
    signal?: AbortSignal,
  ) => call<Posts>(`/tickers/${seg(symbol)}/posts`, params, signal),
  explanation: (source: string, id: string, symbol: string, signal?: AbortSignal) =>
    call<Explanation>(`/posts/${seg(source)}/${seg(id)}/explanation`, { symbol }, signal),
};

/** What to tell a person about a failed request. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
