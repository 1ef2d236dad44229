/** The rough difference of two pictures, which small changes of fonts and texts do not reach. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright";

/** The largest mean difference of two pictures, from 0 (equal) to 1 (black and white). */
const MAXIMUM_DIFFERENCE = 0.02;

/** Returns the issue of a shown picture in comparison with a new one. */
export async function comparePictures(
  page: Page,
  shown: string,
  taken: string,
): Promise<string | undefined> {
  const [before, now] = await page.evaluate(readPictures, [toUrl(shown), toUrl(taken)]);
  if (before === undefined || now === undefined || before.size !== now.size) {
    return `it has ${before?.size} pixels, and the page now has ${now?.size}. ${REMEDY}`;
  }
  const difference = meanDifference(before.pixels, now.pixels);
  return difference <= MAXIMUM_DIFFERENCE
    ? undefined
    : `the page now differs by ${(difference * 100).toFixed(1)}%. ${REMEDY}`;
}

const REMEDY = "Run `npm run screenshots -- docs/images subscriber`.";

/** Returns the mean difference of two lists of colours, of which each is from 0 to 255. */
export function meanDifference(before: readonly number[], now: readonly number[]): number {
  const sum = before.reduce((all, value, at) => all + Math.abs(value - (now[at] ?? 0)), 0);
  return sum / (255 * before.length);
}

const toUrl = (file: string): string =>
  `data:image/png;base64,${readFileSync(file).toString("base64")}`;

/** Runs in the page: the size of each picture, and its colours without its details. */
async function readPictures(urls: readonly string[]) {
  const canvas = document.createElement("canvas");
  canvas.width = 64;
  canvas.height = 64;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return Promise.all(
    urls.map(async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      context?.drawImage(image, 0, 0, 64, 64);
      const pixels = context?.getImageData(0, 0, 64, 64).data ?? [];
      return { size: `${image.naturalWidth} × ${image.naturalHeight}`, pixels: [...pixels] };
    }),
  );
}
