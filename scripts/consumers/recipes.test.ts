import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksOf } from "../examples/blocks.ts";
import { root } from "../packages.ts";

const selfCare = "../../../examples/self-care/src";
const suites = "../../../examples/test-suites";

/** The files of the apps that execute the blocks of a guide, in its order, from the folder `apps`. */
const executed: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "page.md": [
    ["storybook/.storybook/preview.js"],
    ["angular/src/mock.ts"],
    ["vue/vue-main.js"],
    ["cypress/cypress/support/e2e.ts"],
    ["cypress/cypress/e2e/balance.cy.ts"],
  ],
  "mount.md": [
    ["servers/express.mjs"],
    ["servers/hono.mjs"],
    ["servers/mock.js"],
    ["servers/app/tmf-api/[...path]/route.js", "servers/app/%5F_mock/[...path]/route.js"],
    ["service-worker/sw.js"],
  ],
  "top-up-screen.md": [
    [`${selfCare}/forms.ts`],
    [`${selfCare}/forms.ts`],
    [`${selfCare}/forms.ts`],
    [`${selfCare}/services.ts`],
    [`${selfCare}/services.ts`],
    [`${selfCare}/flows/keep-records.ts`],
    [`${selfCare}/flows/use-flow.ts`],
    [`${selfCare}/screens/top-up-card.tsx`],
    [`${selfCare}/screens/top-up-card.tsx`],
    [`${selfCare}/flows/flow-notice.tsx`],
    [`${selfCare}/flows/flow-notice.tsx`],
  ],
  "tests.md": [
    [`${suites}/tests/top-up.vitest.tsx`],
    [`${suites}/tests/top-up.vitest.tsx`],
    [`${suites}/tests/top-up.jest.ts`],
    [`${suites}/tests/top-up.playwright.ts`],
    [`${suites}/.storybook/preview.ts`],
    [`${suites}/src/top-up-button.stories.tsx`],
  ],
};

const rows = Object.entries(executed).flatMap(([guide, files]) =>
  files.flatMap((names, index) => names.map((name) => [guide, index, name] as const)),
);

test.each(rows)("%s: recipe %d is in the app's file %s", (guide, index, name) => {
  const file = readFileSync(join(import.meta.dirname, "apps", name), "utf8");
  const lines = linesOf(recipesOf(guide)[index] ?? "");
  expect(lines.length).toBeGreaterThan(0);
  expect(linesOf(file)).toEqual(expect.arrayContaining([...lines]));
});

test.each(Object.entries(executed))("%s has no recipe without an app", (guide, files) => {
  expect(recipesOf(guide)).toHaveLength(files.length);
});

function recipesOf(guide: string): readonly string[] {
  const blocks = blocksOf(readFileSync(join(root, "docs", "guides", guide), "utf8"));
  return blocks.filter(({ language }) => /^[jt]sx?$/.test(language)).map(({ text }) => text);
}

function linesOf(code: string): readonly string[] {
  return code.split("\n").filter((line) => line.trim() !== "");
}
