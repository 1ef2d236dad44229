/** The run of the tests in two workers, then of the failing one. It prints their reports' data. */
import { spawnSync } from "node:child_process";

function run(specs) {
  const args = ["node_modules/@playwright/test/cli.js", "test"];
  const env = { ...process.env, SPECS: specs };
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
  if (!stdout.startsWith("{")) throw new Error(`${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}

const results = ({ suites }) =>
  suites.flatMap((suite) => [
    ...results({ suites: suite.suites ?? [] }),
    ...suite.specs.flatMap(({ tests }) => tests.flatMap((each) => each.results)),
  ]);

const passed = run("{balance,workers}.spec.js");
const workers = new Set(results(passed).map(({ workerIndex }) => workerIndex));
const { expected, unexpected } = passed.stats;
if (unexpected > 0) console.error(JSON.stringify(results(passed).flatMap(({ errors }) => errors)));

const [failed] = results(run("failing.spec.js"));
const journal = failed.attachments.find(({ name }) => name === "tmf654 journal");
const text = Buffer.from(journal?.body ?? "", "base64").toString();
const [line = "no journal"] = text.split("\n");
console.log(`${expected} passed, ${unexpected} failed, ${workers.size} workers, ${line.slice(25)}`);
