/**
 * `npm run check`: all checks that CI runs, the fast ones first. `npm run check:deep`: the checks
 * that take hours or need more programs. Both continue after a failure, and end with the number of
 * steps and tests that passed and failed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./packages.ts";

const STEPS: readonly (readonly [name: string, command: string])[] = [
  ["the lock file is complete", "npm ci --dry-run --silent"],
  ["generated files are fresh", "npm run -s generate -- --check"],
  ["the linters pass", "npm run -s lint"],
  ["the house rules hold", "npm run -s tidy"],
  ["everything compiles", "npm run -s types"],
  ["packages build", "npm run -s build"],
  ["packed packages are valid", "npm run -s packages"],
  ["each verb and flag of the packed command works", "npm run -s packed-command"],
  ["apps outside the workspace build and work", "npm run -s consumers -- --everyday"],
  ["sizes stay within their limits", "npm run -s size"],
  ["a busy mock server is not slower", "npm run -s bench -- --guard"],
  ["the reference documentation builds", "npm run -s docs"],
  ["20,000 random requests cause no 5xx, and memory does not grow", "npm run -s fuzz"],
  ["the mock behaves the same with a database", "npm run -s test:database"],
  ["the mock behaves the same over every transport", "npm run -s test:transports"],
  ["the page of the mock works in Chromium", "npm run -s test:page"],
  ["each mutant of the mock fails exactly its cases", "npm run -s mutants"],
];

const DEEP_STEPS: typeof STEPS = [
  ["a release can be published, installed and used", "npm run -s release -- --dry-run"],
  ["the READMEs work in five minutes", "npm run -s first-minutes"],
  ["five packages are ready for JSR", "npm run -s jsr"],
  ["the pictures of the documents show the page", "npm run -s screenshots -- --check"],
  ["other mock servers are compared", "npm run -s peers"],
  ["a first change takes a quarter of an hour", "npm run -s first-change"],
  ["apps of every kind build and work", "npm run -s consumers"],
  ["every runtime and bundler runs the packages", "npm run -s runtimes"],
  ["clients of other languages work", "npm run -s generators"],
  ["the long tests pass", "npm run -s test:deep"],
  ["the tests of the ledger find its mutants", "npm run -s mutation"],
  ["speed and size stay within their limits", "npm run -s bench"],
];

const isDeep = process.argv.includes("--deep");
const REPORT = join(root, ".cache", "test-report.json");

interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}
/** The part of Vitest's JSON report that is read here. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const results = (isDeep ? DEEP_STEPS : STEPS).map(([name, command]) => run(name, command));
mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(REPORT, { force: true });
process.env.TMF654_TEST_REPORT = REPORT;
if (!isDeep) results.push(run("tests", "npm run -s test"));

const noReport = { numPassedTests: 0, numFailedTests: isDeep ? 0 : 1, testResults: [] };
const tests: TestReport = existsSync(REPORT)
  ? (JSON.parse(readFileSync(REPORT, "utf8")) as TestReport)
  : noReport;

console.log("");
for (const line of failuresOf(tests)) {
  console.log(line);
}
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(0)} s)`);
}
const failedSteps = results.filter(({ ok }) => !ok).length;
const passedCount = results.length - failedSteps + tests.numPassedTests;
const failedCount = failedSteps + tests.numFailedTests;
console.log(`${passedCount} passed, ${failedCount} failed`);
process.exitCode = failedCount === 0 ? 0 : 1;

function run(name: string, command: string): CheckResult {
  console.log(`\n── ${name}: ${command}`);
  const start = performance.now();
  const { status } = spawnSync(command, { shell: true, stdio: "inherit", cwd: root });
  return { name, ok: status === 0, seconds: (performance.now() - start) / 1000 };
}

/** One line for each failed test, because CI may keep only the end of a long log. */
function failuresOf({ testResults }: TestReport): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === "failed");
    const lines = failed.map(
      ({ fullName, failureMessages }) =>
        `FAILED ${file}: ${fullName}: ${firstLine(failureMessages[0])}`,
    );
    return message === "" ? lines : [...lines, `FAILED ${file}: ${firstLine(message)}`];
  });
}

function firstLine(text = ""): string {
  return text.split("\n", 1)[0]?.slice(0, 200) ?? "";
}
