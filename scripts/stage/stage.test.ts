import { expect, test } from "vitest";
import { type Contents, contentIssues, isPlaceholder } from "./contents.ts";
import { copiedFiles, createPublishedManifest, createStubs, webAddress } from "./manifest.ts";
import { createPublishedReadme, relativeLinks } from "./readme.ts";

const project = {
  author: "The authors",
  repository: { type: "git", url: "git+https://git.test/us/toolkit.git" },
};

const createConditions = (name: string) => ({
  "@tmf654/source": `./src/${name}/index.ts`,
  import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
});

const manifest = {
  name: "@tmf654/some",
  version: "1.2.3",
  description: "Some package.",
  keywords: ["some"],
  license: "Apache-2.0",
  engines: { node: ">=20" },
  main: "./dist/index.cjs",
  types: "./dist/index.d.cts",
  files: ["dist"],
  publishConfig: { directory: "dist/package" },
  scripts: { build: "tsup" },
  devDependencies: { "@tmf654/mock": "1.2.3" },
  dependencies: { "@tmf654/contract": "1.2.3" },
  exports: {
    ".": createConditions("index"),
    "./http": createConditions("http"),
    "./data.json": { types: "./src/generated/data.d.cts", default: "./src/generated/data.json" },
    "./package.json": "./package.json",
  },
};

test("a published manifest has addresses, and nothing of the workspace", () => {
  const { exports, ...members } = createPublishedManifest(manifest, project, "some");
  expect(members).toEqual({
    name: "@tmf654/some",
    version: "1.2.3",
    description: "Some package.",
    homepage: "https://git.test/us/toolkit/tree/main/packages/some#readme",
    bugs: { url: "https://git.test/us/toolkit/issues" },
    repository: {
      type: "git",
      url: "git+https://git.test/us/toolkit.git",
      directory: "packages/some",
    },
    author: "The authors",
    keywords: ["some"],
    license: "Apache-2.0",
    engines: { node: ">=20" },
    main: "./dist/index.cjs",
    types: "./dist/index.d.cts",
    dependencies: { "@tmf654/contract": "1.2.3" },
  });
  expect(JSON.stringify(exports)).not.toContain("src");
  expect(exports["./data.json"]).toEqual({ types: "./data.d.cts", default: "./data.json" });
  expect(Object.keys(exports["./http"] ?? {})).toEqual(["import", "require"]);
});

test("files that exports takes from src are copied to the top", () => {
  expect(copiedFiles(manifest)).toEqual([
    { from: "./src/generated/data.d.cts", to: "./data.d.cts" },
    { from: "./src/generated/data.json", to: "./data.json" },
  ]);
});

test("each subpath is a folder for resolvers without exports", () => {
  expect(createStubs(manifest)).toEqual({
    http: {
      main: "../dist/http.cjs",
      module: "../dist/http.js",
      types: "../dist/http.d.cts",
      sideEffects: false,
    },
  });
  const esmOnlyTarget = { types: "./dist/only.d.ts", default: "./dist/only.js" };
  expect(createStubs({ name: "x", exports: { "./only": esmOnlyTarget } }).only).toMatchObject({
    main: "../dist/only.js",
    types: "../dist/only.d.ts",
  });
});

test.each([
  ["[a](../../docs/a.md#b)", "[a](https://git.test/docs/a.md#b)"],
  ["[a](../ledger/README.md)", "[a](https://git.test/packages/ledger/README.md)"],
  ["[a](src/scenarios)", "[a](https://git.test/packages/some/src/scenarios)"],
  ["[a](https://tmforum.org/x)", "[a](https://tmforum.org/x)"],
  ["[a](#profiles)", "[a](#profiles)"],
])("the link %s is published as %s", (text, published) => {
  const readme = createPublishedReadme(text, "some", (path) => `https://git.test/${path}`);
  expect(readme).toBe(published);
  expect(relativeLinks(readme)).toEqual([]);
});

const readme = "# @tmf654/some\n\n```sh\nnpm install @tmf654/some\n```\n";
const published = createPublishedManifest(manifest, project, "some");
const files = {
  LICENSE: "licence",
  NOTICE: "notice",
  "CHANGELOG.md": "# @tmf654/some\n",
  "README.md": readme,
  "package.json": JSON.stringify(published),
  "dist/index.cjs": "",
  "dist/index.d.cts": "",
  "http/package.json": "{}",
  "data.json": "{}",
};

function issuesOf(texts: Readonly<Record<string, string | undefined>>, unpackedSize = 1000) {
  const paths = Object.keys(texts).filter((path) => texts[path] !== undefined);
  const contents: Contents = { unpackedSize, files: paths.map((path) => ({ path, size: 1 })) };
  return contentIssues(contents, (path) => texts[path] ?? "");
}

const manifestWithout = (member: string): string =>
  JSON.stringify({ ...published, [member]: undefined });

test("a whole package has no issue", () => {
  expect(issuesOf(files)).toEqual([]);
});

test.each([
  ["no licence", { LICENSE: undefined }, "LICENSE is not in the tarball"],
  ["no notice", { NOTICE: undefined }, "NOTICE is not in the tarball"],
  [
    "no keywords",
    { "package.json": manifestWithout("keywords") },
    'package.json has no "keywords"',
  ],
  ["no main", { "package.json": manifestWithout("main") }, 'package.json has no "main"'],
  ["no author", { "package.json": manifestWithout("author") }, 'package.json has no "author"'],
  ["no repository", { "package.json": manifestWithout("repository") }, 'has no "repository"'],
  ["a dead link", { "README.md": `${readme}[a](../../docs/a.md)` }, "../../docs/a.md is dead"],
  ["no install line", { "README.md": "# @tmf654/some" }, "no npm install line"],
  ["a source", { "src/index.ts": "" }, "src/index.ts is a source"],
  ["types of Node", { "dist/a.d.cts": "import { A } from 'node:http';" }, "dist/a.d.cts does not"],
  ["a hidden subpath", { "http/package.json": undefined }, '"http" is found only by'],
])("a package with %s is reported", (_, change, message) => {
  expect(issuesOf({ ...files, ...change }).join()).toContain(message);
});

test("a package of more than a mebibyte is reported", () => {
  expect(issuesOf(files, 1024 ** 2)).toEqual([]);
  expect(issuesOf(files, 1024 ** 2 + 1).join()).toContain("more than 1 MiB");
});

test("an address without an owner is a placeholder", () => {
  expect(isPlaceholder(project)).toBe(false);
  const repository = { type: "git", url: "git+https://git.example.org/us/toolkit.git" };
  expect(isPlaceholder({ ...project, repository })).toBe(true);
  expect(webAddress({ ...project, repository })).toBe("https://git.example.org/us/toolkit");
});
