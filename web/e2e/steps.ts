import AxeBuilder from "@axe-core/playwright";
import { type APIResponse, expect, type Page, type Route } from "@playwright/test";
import type { Bars, Gap, Market, MarketRow } from "../src/api/types.ts";

/** Fails the test on whatever the page reports as an error. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

export async function openMarket(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Market" })).toBeVisible();
  await expect(page.locator("tr[data-symbol]").first()).toBeVisible();
}

/** The symbol that is talked about most. */
export async function busiest(page: Page): Promise<string> {
  await openMarket(page);
  return (await page.locator("tr[data-symbol]").first().getAttribute("data-symbol")) as string;
}

export async function openTicker(page: Page, symbol: string, query = ""): Promise<void> {
  await page.goto(`/ticker/${encodeURIComponent(symbol)}${query}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(symbol);
  await expect(page.locator(".chart-canvas[data-ready=true]")).toBeVisible();
}

/** No violation of WCAG 2.2 A and AA, nor of axe's best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForTimeout(1_000); // A value that lights up is judged when it has faded.
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(
    (each) =>
      `${each.id}: ${each.help}\n${each.nodes.map((node) => `  ${node.html} ${node.failureSummary}`).join("\n")}`,
  );
  expect(found.join("\n")).toBe("");
}

/** Nothing beside the page, and nothing below its foot, to scroll to. */
export async function expectNoSpareScroll(page: Page): Promise<void> {
  const [content, window, below] = await page.evaluate(() => {
    const root = document.documentElement;
    const foot = document.querySelector("footer") as HTMLElement;
    return [root.scrollWidth, innerWidth, root.scrollHeight - scrollY - foot.getBoundingClientRect().bottom];
  });
  expect(content).toBeLessThanOrEqual(window as number);
  expect(below).toBeLessThan(2);
}

/** The market's answer, whole even where the page asks for it only if it has changed. */
async function fetchMarket(route: Route): Promise<{ response: APIResponse; market: Market }> {
  const { "if-none-match": _, ...headers } = route.request().headers();
  const response = await route.fetch({ headers });
  return { response, market: (await response.json()) as Market };
}

/** From now on the market has this many rows, each ticker several times under names of its own. */
export async function withLargeMarket(page: Page, size: number): Promise<void> {
  await page.unrouteAll({ behavior: "wait" });
  await page.route(/\/market\?/, async (route) => {
    const { response, market } = await fetchMarket(route);
    const rows = Array.from({ length: size }, (_, i) => ({
      ...(market.rows[i % market.rows.length] as MarketRow),
      symbol: `T${String(i).padStart(4, "0")}`,
    }));
    await route.fulfill({ response, json: { ...market, rows } });
  });
}

/** From now on the market has rows as real tickers without much talk have them, with names and figures of any length. */
export async function withSparseMarket(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "wait" });
  await page.route(/\/market\?/, async (route) => {
    const { response, market } = await fetchMarket(route);
    const rows = market.rows.map((row, i) => ({
      ...row,
      name: "Consolidated Intercontinental Holdings Corporation",
      price: i % 2 === 0 ? 512_345.67 : row.price,
      change_pct: i % 2 === 0 ? -12.34 : null,
      posts: i % 3 === 0 ? 12_345 : 0,
      posts_ratio: null,
      score: null,
      scored: i % 3 === 0 ? 2 : 0,
    }));
    await route.fulfill({ response, json: { ...market, rows } });
  });
}

/** What sticks out of its panel at the right, unless the panel scrolls it. */
export async function stickingOut(page: Page, panel: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const box = document.querySelector(selector) as HTMLElement;
    const edge = box.getBoundingClientRect().right + 0.5;
    return [...box.querySelectorAll("th, td, svg")]
      .filter((each) => each.getBoundingClientRect().right > edge)
      .map((each) => each.className.toString());
  }, panel);
}

/** From now on bars come with one gap alone, which reaches over all of them. */
export async function withGap(page: Page, parts: Pick<Gap, "source" | "missing">): Promise<void> {
  await page.unrouteAll({ behavior: "wait" });
  await page.route(/\/bars\?/, async (route) => {
    const response = await route.fetch();
    const bars = (await response.json()) as Bars;
    const gap: Gap = { ...parts, symbol: null, start: "2000-01-01T00:00:00Z", end: null, reason: "away" };
    await route.fulfill({ response, json: { ...bars, gaps: [gap] } });
  });
}

/** From now on each canvas keeps what was written on it since it was last cleared, with where it begins and ends. */
export async function watchWriting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { fillText, fillRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillRect = function (x, y, width, height) {
      if (x === 0 && y === 0 && this.globalCompositeOperation === "copy") this.canvas.dataset["written"] = "";
      fillRect.call(this, x, y, width, height);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      const half = this.measureText(text).width / 2;
      const { dataset } = this.canvas;
      dataset["written"] = `${dataset["written"] ?? ""}${text}|${x - half}|${x + half}\n`;
      fillText.call(this, text, x, y);
    };
  });
}

/** The marks of the time axis, each with whether it is whole. */
export async function timeMarks(page: Page): Promise<{ text: string; whole: boolean }[]> {
  return page.evaluate(() => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>(".chart-canvas tr:last-child canvas")];
    const width = Math.max(...canvases.map((canvas) => canvas.clientWidth));
    return canvases
      .flatMap((canvas) => (canvas.dataset["written"] ?? "").split("\n"))
      .filter((line) => line !== "")
      .map((line) => line.split("|"))
      .map(([text, from, to]) => ({
        text: text as string,
        whole: Number(from) > -0.5 && Number(to) < width + 0.5,
      }));
  });
}

/** From now on bars come without a price. */
export async function withoutPrices(page: Page): Promise<void> {
  await page.route(/\/bars\?/, async (route) => {
    const response = await route.fetch();
    const bars = (await response.json()) as Bars;
    const none = { open: null, high: null, low: null, close: null, volume: null, trades: null, vwap: null };
    await route.fulfill({
      response,
      json: { ...bars, bars: bars.bars.map((bar) => ({ ...bar, ...none })) },
    });
  });
}

/** Whether each pane's ground, which is the commonest colour of it, is another than the page's panels have. */
export async function hatchedPanes(page: Page): Promise<boolean[]> {
  return page.evaluate(() => {
    const panel = document.querySelector(".chart")?.closest(".panel") as HTMLElement;
    const plain = getComputedStyle(panel).backgroundColor.match(/\d+/g)?.slice(0, 3).join();
    const commonest = (canvas: HTMLCanvasElement) => {
      const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      const counts = new Map<string, number>();
      for (let i = 0; i < data.length; i += 4 * 7) {
        const colour = [data[i], data[i + 1], data[i + 2]].join();
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
    };
    return [...document.querySelectorAll(".chart-canvas tr")]
      .map((row) => [...row.querySelectorAll("canvas")])
      .map((canvases) => canvases.sort((a, b) => b.width - a.width)[0])
      .filter((canvas) => canvas !== undefined && canvas.height > 60)
      .map((canvas) => commonest(canvas as HTMLCanvasElement) !== plain);
  });
}
