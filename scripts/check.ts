/**
 * `npm run check`: everything CI needs, in an order that fails early. Goes on after a failure, so
 * that one run tells all, and ends with one line: how many steps and tests passed and failed.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./packages.ts";

const STEPS: readonly (readonly [name: string, command: string])[] = [
  ["the lock file is complete", "npm ci --dry-run --silent"],
  ["generated files are fresh", "npm run -s generate -- --check"],
  ["the contract and the code are clean", "npm run -s lint"],
  ["the house rules hold", "npm run -s tidy"],
  ["everything compiles", "npm run -s types"],
  ["packages build", "npm run -s build"],
  ["packages are well formed", "npm run -s packages"],
  ["sizes keep their budgets", "npm run -s size"],
  ["the reference documentation builds", "npm run -s docs"],
  ["20,000 random requests bring no 5xx, and memory stays flat", "npm run -s fuzz"],
];

const REPORT = join(root, ".cache", "test-report.json");

type Outcome = { readonly name: string; readonly ok: boolean; readonly seconds: number };
type TestReport = { numPassedTests: number; numFailedTests: number; success: boolean };

const outcomes = STEPS.map(([name, command]) => run(name, command));
mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(REPORT, { force: true });
process.env.TMF654_TEST_REPORT = REPORT;
outcomes.push(run("tests", "npm run -s test"));

const tests: TestReport = existsSync(REPORT)
  ? (JSON.parse(readFileSync(REPORT, "utf8")) as TestReport)
  : { numPassedTests: 0, numFailedTests: 1, success: false };

console.log("");
for (const { name, ok, seconds } of outcomes) {
  console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(0)} s)`);
}
const failedSteps = outcomes.filter(({ ok }) => !ok).length;
const passed = outcomes.length - failedSteps + tests.numPassedTests;
const failed = failedSteps + tests.numFailedTests;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(name: string, command: string): Outcome {
  console.log(`\n── ${name}: ${command}`);
  const start = performance.now();
  const { status } = spawnSync(command, { shell: true, stdio: "inherit", cwd: root });
  return { name, ok: status === 0, seconds: (performance.now() - start) / 1000 };
}
