import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printedLines, withAssertions } from "../examples/blocks.ts";
import { packages, root } from "../packages.ts";
import type { FollowedReadme } from "./follow.ts";
import { type CombinationResult, issueOf, rowOf } from "./report.ts";
import { isCopyable, stepsOf } from "./steps.ts";
import { managers } from "./tools.ts";

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

test("the steps of a README are its commands and programs, after a server that it mentions", () => {
  const readme = [
    block("sh", "npm install a   # once\nnpx @tmf654/mock --port 4010"),
    "The mock (`npx @tmf654/mock` starts one) is needed.\n",
    block("ts", "console.log(1); // 1"),
    block("sh", "curl http://127.0.0.1:4010\nnpm run prism"),
    block("js", "module.exports = {};"),
  ].join("\n");
  expect(stepsOf(readme).map(({ kind, ...step }) => [kind, Object.values(step)[0]])).toEqual([
    ["install", "npm install a"],
    ["serve", "npx @tmf654/mock"],
    ["serve", "npx @tmf654/mock --port 4010"],
    ["program", "console.log(1); // 1\n"],
    ["run", "curl http://127.0.0.1:4010"],
    ["left out", "npm run prism"],
    ["left out", "module.exports = {};\n"],
  ]);
});

test("a command of no known kind is an error", () => {
  expect(() => stepsOf(block("sh", "docker run mock"))).toThrow(
    /Unknown command "docker run mock"/,
  );
});

test.each(["README.md", ...packages.map(({ name }) => `packages/${name}/README.md`)])(
  "%s has an installation and a program or a server to follow",
  (file) => {
    const kinds = stepsOf(readFileSync(join(root, file), "utf8")).map(({ kind }) => kind);
    expect(kinds).toContain("install");
    expect(kinds.some((kind) => kind === "program" || kind === "serve")).toBe(true);
  },
);

const examples = globSync("examples/*/README.md", { cwd: root });

test.each(examples.filter((file) => !/(?:browser|node)\/README/.test(file)))(
  "%s can be followed in a copy of its folder",
  (file) => {
    const readme = readFileSync(join(root, file), "utf8");
    const kinds = stepsOf(readme, true).map(({ kind }) => kind);
    expect([isCopyable(readme), kinds[0]]).toEqual([true, "install"]);
    expect(kinds.slice(1).some((kind) => kind === "serve" || kind === "run")).toBe(true);
  },
);

test("in a copy, a command with several lines and scripts of the manifest are steps", () => {
  const readme = block("sh", "npm install\nA=1 npm run dev\ncurl a --json \\\n  '{}'\nnpm test");
  expect(stepsOf(readme, true)).toEqual([
    { kind: "install", command: "npm install" },
    { kind: "serve", command: "A=1 npm run dev" },
    { kind: "run", command: "curl a --json '{}'" },
    { kind: "run", command: "npm test" },
  ]);
});

test("the promised lines of a program are beside or below its calls", () => {
  const program =
    "console.log(a); // one\nconsole.log(b);\n// two\nconsole.log(\n  c,\n); // three";
  expect(printedLines(program)).toEqual(["one", "two", "three"]);
});

test("a promised value becomes an assertion", () => {
  expect(withAssertions("const a = 1; // one\na + 1; // 2")).toMatch(
    /\nconst a.*\ncheck\(a \+ 1, 2\);$/,
  );
  expect(withAssertions("const a = 1;")).toBe("const a = 1;");
});

test.each([
  ["npm", "npm install --save-dev a", "npx @tmf654/mock", "npx tmf654-conformance"],
  ["pnpm", "pnpm add -D a", "pnpm dlx @tmf654/mock", "pnpm exec tmf654-conformance"],
  ["yarn", "yarn add -D a", "yarn dlx @tmf654/mock", "yarn tmf654-conformance"],
])("the commands of a README are translated for %s", (name, ...expected) => {
  const manager = managers.find((each) => each.name === name);
  const translatedCommands = [
    "npm install --save-dev a",
    "npx @tmf654/mock",
    "npx tmf654-conformance",
  ];
  expect(translatedCommands.map((command) => manager?.translate(command))).toEqual(expected);
});

const followed: FollowedReadme = { name: "a", steps: 2, installing: 1, untilFirst: 2, total: 150 };

test.each<[string, Partial<CombinationResult>, string | undefined]>([
  ["of five minutes", {}, undefined],
  ["of more", { readmes: [followed, { ...followed, total: 150.1 }] }, "failed"],
  ["with a failed step", { issue: { kind: "failed", text: "x" } }, "failed"],
  ["on a machine without its Node.js", { issue: { kind: "NOT RUN", text: "x" } }, "NOT RUN"],
])("a combination %s", (_, change, kind) => {
  const result = { name: "Node.js 24, npm", readmes: [followed, followed], ...change };
  expect(issueOf(result)?.kind).toBe(kind);
  expect(rowOf(result).join()).toContain(kind ?? "300.0 s");
});
