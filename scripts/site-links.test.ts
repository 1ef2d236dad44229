import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { deadSiteLinks } from "./site-links.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-site-links-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("links to missing pages, anchors and images are reported", () => {
  mkdirSync(join(folder, "guides"));
  writeFileSync(join(folder, "style.css"), "");
  writeFileSync(join(folder, "guides", "a page.html"), '<h1 id="top">A</h1><a href="#none">x</a>');
  writeFileSync(
    join(folder, "index.html"),
    [
      '<link href="style.css?v=1"><a href="https://tmforum.org">out</a>',
      '<a href="guides/a%20page.html#top">fine</a><a href="guides/a%20page.html#end">x</a>',
      '<a href="gone.html">x</a><img src="gone.png">',
    ].join("\n"),
  );
  expect([...deadSiteLinks(folder)].sort()).toEqual([
    "guides/a page.html: #none leads nowhere.",
    "index.html: gone.html leads nowhere.",
    "index.html: gone.png leads nowhere.",
    "index.html: guides/a%20page.html#end leads nowhere.",
  ]);
});
