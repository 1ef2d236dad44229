import { expect, test } from "vitest";
import { type WorkerFacts, workerIssue } from "./worker-issue.ts";

const validFacts: WorkerFacts = {
  href: "http://localhost:5173/app/",
  isSupported: true,
  scriptUrl: "http://localhost:5173/mockServiceWorker.js",
  script: { status: 200, type: "text/javascript", text: "const PACKAGE_VERSION = '3.0.5'" },
  mswMajor: 3,
  scope: "http://localhost:5173/",
};

test.each<readonly [string, Partial<WorkerFacts>, RegExp | undefined]>([
  ["a script in order", {}, undefined],
  ["a script that is not loaded yet", { script: undefined as never, scope: undefined }, undefined],
  [
    "a type with a charset",
    { script: createScript(200, "application/javascript; charset=utf-8") },
    undefined,
  ],
  [
    "an origin that is not secure",
    { href: "http://192.168.0.7:5173/", isSupported: false },
    /on http:\/\/192\.168\.0\.7:5173, which is not secure.*localhost or https.*npx tmf654-mock/,
  ],
  [
    "a missing script",
    { script: createScript(404, "text/plain") },
    /is missing: .* 404\..*npx msw init.*`worker\.url`/,
  ],
  [
    "the page of a single-page app in its place",
    { script: createScript(200, "text/html") },
    /text\/html in place of a script.*npx msw init/,
  ],
  ["a script without a type", { script: createScript(200, "") }, /no content type in place/],
  [
    "an older script",
    { script: createScript(200, "text/javascript", "2.10.4") },
    /is of MSW 2\.10\.4, but MSW 3 is installed.*again/,
  ],
  [
    "a script of another minor version",
    { script: createScript(200, "text/javascript", "3.4.0") },
    undefined,
  ],
  ["a newer script", { mswMajor: 2 }, /is of MSW 3\.0\.5, but MSW 2 is installed/],
  [
    "a scope beside the page",
    { scope: "http://localhost:5173/assets/" },
    /controls only http:\/\/localhost:5173\/assets\/.*worker\.url/,
  ],
])("%s", (_, facts, issue) => {
  const foundIssue = workerIssue({ ...validFacts, ...facts });
  if (issue) expect(foundIssue).toMatch(issue);
  else expect(foundIssue).toBeUndefined();
});

function createScript(status: number, type: string, version = "3.0.5") {
  return { status, type, text: `const PACKAGE_VERSION = '${version}'` };
}
