import type { Page } from "playwright";

/** What fits beside a page in its archive. */
const MOST_BYTES = 200_000;
/** Tried in turn: a busy page takes more room. */
const QUALITIES = [55, 30, 10];

/** What a page looks like at its top, as a small JPEG; null where the page does not hold still for it. */
export async function takeScreenshot(page: Page, ms: number): Promise<Buffer | null> {
  for (const quality of QUALITIES) {
    const options = { type: "jpeg", quality, timeout: ms, animations: "disabled" } as const;
    const image = await page.screenshot(options).catch(() => null);
    if (!image || image.length <= MOST_BYTES) return image;
  }
  return null;
}
