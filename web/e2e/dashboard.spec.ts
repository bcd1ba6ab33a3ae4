import { expect, test } from "@playwright/test";
import type { Market, MarketRow } from "../src/api/types.ts";
import {
  busiest,
  expectAccessible,
  expectNoSpareScroll,
  hatchedPanes,
  stickingOut,
  timeMarks,
  openMarket,
  openTicker,
  watchErrors,
  watchWriting,
  withGap,
  withLargeMarket,
  withoutPrices,
  withSparseMarket,
} from "./steps.ts";

test.describe("the market", () => {
  test("changes live, without a reload", async ({ page }) => {
    const errors = watchErrors(page);
    await openMarket(page);
    await expect(page.locator(".connection")).toHaveText("Live");
    await page.evaluate(() => {
      (window as { stayed?: boolean }).stayed = true;
    });
    const figures = () => page.locator(".watchlist tbody").innerText();
    const before = await figures();
    await expect.poll(figures, { timeout: 60_000 }).not.toBe(before);
    expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed)).toBe(true);
    expect(errors).toEqual([]);
  });

  test("is labelled as simulated where it is", async ({ page, request }) => {
    const status = (await (await request.get("/api/v1/status")).json()) as { simulated: boolean };
    for (const path of ["/", "/status"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText("Simulated market", { exact: true })).toHaveCount(status.simulated ? 1 : 0);
    }
  });

  test("sorts by each column and says so", async ({ page }) => {
    await openMarket(page);
    for (const name of ["Symbol", "Name", "Price", "Change", "Sentiment", "Posts", "Usual", "Trend"]) {
      const heading = page.getByRole("columnheader", { name });
      await heading.getByRole("button").click();
      await expect(heading).toHaveAttribute("aria-sort", /ascending|descending/);
      await expect(page.locator("th[aria-sort]")).toHaveCount(1);
    }
    await page.getByRole("columnheader", { name: "Symbol" }).getByRole("button").click();
    const symbols = await page
      .locator("tr[data-symbol]")
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["symbol"] as string));
    expect(symbols).toEqual([...symbols].sort());
  });

  test("is walked by keyboard", async ({ page }) => {
    await openMarket(page);
    const symbols = await page
      .locator("tr[data-symbol]")
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["symbol"] as string));
    await page.keyboard.press("/");
    await expect(page.locator("#filter")).toBeFocused();
    await page.keyboard.type(symbols[0] as string);
    await expect(page.locator(`tr[data-symbol="${symbols[0]}"]`)).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await expect(page.locator("tr[data-symbol]:focus-within")).toHaveCount(1);
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/ticker\//);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await expect(page.getByRole("heading", { level: 1, name: "Market" })).toBeVisible();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
  });

  for (const width of [768, 1024, 1280, 1440]) {
    test(`keeps a table of sparse rows within its panel: ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await withSparseMarket(page);
      await openMarket(page);
      await expect(page.getByText("Not enough posts (n=0)").first()).toBeVisible();
      expect(await stickingOut(page, ".watchlist")).toEqual([]);
      await expectNoSpareScroll(page);
    });
  }

  test("draws the first rows of a large market, sorted as a whole, and all when asked", async ({ page }) => {
    await withLargeMarket(page, 450);
    await openMarket(page);
    const rows = page.locator("tr[data-symbol]");
    await expect(rows).toHaveCount(200);
    await expect(page.locator(".watchlist .count")).toHaveText("450");
    const symbol = page.getByRole("columnheader", { name: "Symbol" }).getByRole("button");
    await symbol.click();
    await symbol.click();
    await expect(rows.first()).toHaveAttribute("data-symbol", "T0449");
    await page.locator("#filter").fill("T0003");
    await expect(rows).toHaveCount(1);
    await page.locator("#filter").fill("");
    await page.getByRole("button", { name: "Show all 450" }).click();
    await expect(rows).toHaveCount(450);
  });

  test("shows the map as a table too", async ({ page }) => {
    await openMarket(page);
    await expect(page.locator(".tile").first()).toBeVisible();
    await page.getByRole("group", { name: "Show the map as" }).getByRole("button", { name: "Table" }).click();
    await expect(page.getByRole("table", { name: "Posts and scores by ticker" })).toBeVisible();
  });
});

test.describe("a ticker", () => {
  test("opens the posts behind a bar, by keyboard, with the words that moved the score", async ({ page }) => {
    const errors = watchErrors(page);
    await openTicker(page, await busiest(page));
    const cursor = page.getByRole("slider", { name: "Selected bar" });
    await cursor.focus();
    await cursor.press("End");
    for (let i = 0; i < 60; i++) {
      const said = (await cursor.getAttribute("aria-valuetext")) ?? "";
      if (!/, 0 posts$/.test(said)) break;
      await cursor.press("ArrowLeft");
    }
    await cursor.press("Enter");
    const posts = page.getByRole("region", { name: "Posts behind the bar" }).first();
    await expect(posts).toBeVisible();
    await expect(page).toHaveURL(/at=/);
    const first = posts.locator("li.post").first();
    await expect(first).toBeVisible();
    await first.getByRole("button", { name: /Why/ }).click();
    await expect(first.locator(".why")).toBeVisible();
    await expect(first.getByText(/Linked by/)).toBeVisible();
    await page.getByRole("button", { name: "All of the range" }).click();
    await expect(page).not.toHaveURL(/at=/);
    expect(errors).toEqual([]);
  });

  test("opens the posts behind a bar by a click on the chart", async ({ page }) => {
    await openTicker(page, await busiest(page));
    const chart = page.locator(".chart-canvas");
    const box = await chart.boundingBox();
    if (!box) throw new Error("The chart has no box");
    await chart.click({ position: { x: box.width * 0.45, y: box.height * 0.3 } });
    await expect(page.getByRole("heading", { name: /Posts behind the bar/ })).toBeVisible();
  });

  test("shows the bars as a table, and their posts from there", async ({ page }) => {
    await openTicker(page, await busiest(page));
    await page
      .getByRole("group", { name: "Show the bars as" })
      .getByRole("button", { name: "Table" })
      .click();
    await page.locator(".bar-table button.link").first().click();
    await expect(page.getByRole("heading", { name: /Posts behind the bar/ })).toBeVisible();
  });

  test("hatches the panes of what a source did not bring, and says so", async ({ page }) => {
    const symbol = await busiest(page);
    for (const [missing, hatched] of [
      ["posts", [false, true, true]],
      ["prices", [true, false, false]],
      ["posts_and_prices", [true, true, true]],
    ] as const) {
      await withGap(page, { source: "elsewhere", missing });
      await openTicker(page, symbol);
      const words = `no ${missing.replace("_and_", " or ")} from elsewhere`;
      await expect(page.locator(".foot-hint")).toContainText(words);
      await expect(page.locator(".gaps li")).toContainText(words);
      await expect(page.getByRole("slider")).toHaveAttribute("aria-valuetext", new RegExp(words));
      await expect.poll(() => hatchedPanes(page)).toEqual(hatched);
      await page
        .getByRole("group", { name: "Show the bars as" })
        .getByRole("button", { name: "Table" })
        .click();
      await expect(page.locator(".bar-table tbody tr").first()).toContainText(words);
    }
  });

  test("has the market page's figures in its head, whatever the bars show", async ({ page }) => {
    const symbol = await busiest(page);
    for (const view of ["?interval=15m", "?interval=1d", "?interval=15m&from=2020-01-01&to=2020-01-05"]) {
      await page.goto(`/ticker/${symbol}${view}`);
      const row = page.request.get(`/api/v1/market?window=1d&symbols=${symbol}`);
      const { posts } = ((await (await row).json()) as Market).rows[0] as MarketRow;
      const shown = async () =>
        Number((await page.locator(".ticker-posts").innerText()).replaceAll(/,|\s.*/gs, ""));
      await expect.poll(shown).toBeGreaterThan(posts * 0.9);
    }
  });

  test("says what is shown where other bars cannot be loaded", async ({ page }) => {
    await openTicker(page, await busiest(page), "?interval=15m");
    await page.route(/\/bars\?/, (route) => route.abort());
    await page.getByRole("button", { name: "Bars of 1 hour", exact: true }).click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("Shown is what was loaded before");
    await expect(page.getByText("holds more than")).toHaveCount(0);
    await expect(page.locator(".foot-hint")).toContainText("of 15m");
    await page.unrouteAll({ behavior: "wait" });
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator(".foot-hint")).toContainText("of 1h");
    await expect(alert).toHaveCount(0);
  });

  for (const width of [1440, 1280, 390]) {
    test(`cuts no label of the time axis: ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await watchWriting(page);
      const symbol = await busiest(page);
      for (const interval of ["1m", "15m", "1h", "1d"]) {
        await openTicker(page, symbol, `?interval=${interval}`);
        await expect.poll(async () => (await timeMarks(page)).length).toBeGreaterThan(0);
        await expect
          .poll(async () => (await timeMarks(page)).filter((mark) => !mark.whole).map(({ text }) => text))
          .toEqual([]);
      }
    });
  }

  test("says where an interval has no prices, and shows no scale for them", async ({ page }) => {
    const symbol = await busiest(page);
    await page.route(/\/stream/, (route) => route.abort()); // A live price would be the first of the interval.
    await openTicker(page, symbol, "?interval=1d");
    const note = page.getByText("No prices of 15m bars in this range");
    await expect(note).toHaveCount(0);
    await withoutPrices(page);
    await page.getByRole("button", { name: "Bars of 15 minutes", exact: true }).click();
    await expect(note).toBeVisible();
    await expect(page.locator(".legend").first()).not.toContainText("no trades");
  });

  test("keeps its view in the address", async ({ page }) => {
    await openTicker(page, await busiest(page));
    for (const interval of ["1 minute", "15 minutes", "1 hour", "1 day"]) {
      const button = page.getByRole("button", { name: `Bars of ${interval}`, exact: true });
      await button.click();
      await expect(button).toHaveAttribute("aria-pressed", "true");
    }
    await expect(page).toHaveURL(/interval=1d/);
    await page.reload();
    await expect(page.getByRole("button", { name: "Bars of 1 day", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  });

  test("that nobody knows says so", async ({ page }) => {
    await page.goto("/ticker/NOSUCHTICKER");
    await expect(page.getByText("No ticker is called NOSUCHTICKER")).toBeVisible();
  });
});

test("the status page shows components, sources, pipeline and rejections", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto("/status");
  for (const name of ["Components", "Sources", "Pipeline", "Operators", /Rejections/]) {
    await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  }
  expect(errors).toEqual([]);
});

for (const width of [390, 768, 1280]) {
  test(`what a table leads to, and the last column, are in sight: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const symbol = await busiest(page);
    for (const interval of ["15m", "1d"]) {
      await openTicker(page, symbol, `?interval=${interval}`);
      await page
        .getByRole("group", { name: "Show the bars as" })
        .getByRole("button", { name: "Table" })
        .click();
      await expect(page.locator(".bar-table button.link").first()).toBeInViewport({ ratio: 1 });
      expect(await stickingOut(page, ".bar-table")).toEqual([]);
    }
    await page.goto("/status");
    await expect(page.getByRole("region", { name: "Table of sources" })).toBeVisible();
    expect(await stickingOut(page, "[aria-label='Table of sources']")).toEqual([]);
  });
}

for (const scheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`no page has an accessibility violation or scrolls sideways: ${scheme}, ${width} px`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const symbol = await busiest(page);
      await expectNoSpareScroll(page);
      await expectAccessible(page);

      await openTicker(page, symbol);
      await expect(page.locator("li.post").first()).toBeVisible();
      await page.locator("li.post").first().getByRole("button", { name: /Why/ }).click();
      await expect(page.locator(".why").first()).toBeVisible();
      await expectNoSpareScroll(page);
      await expectAccessible(page);

      await page
        .getByRole("group", { name: "Show the bars as" })
        .getByRole("button", { name: "Table" })
        .click();
      await expectNoSpareScroll(page);
      await expectAccessible(page);

      await page.goto("/status");
      await expect(page.getByRole("heading", { name: "Components" })).toBeVisible();
      await expectNoSpareScroll(page);
      await expectAccessible(page);
    });
  }
}
