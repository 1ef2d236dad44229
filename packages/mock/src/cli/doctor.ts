import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import process from "node:process";
import { versionOfScript } from "../msw/worker-script.ts";
import { isEarlierVersion, isInCaretRange } from "../schema/version.ts";
import { readFlagSettings } from "./flag-settings.ts";
import { createServedMock } from "./served-mock.ts";
import { readContent } from "./server-content.ts";
import { findConfig, readServerSettings, type ServerSettings } from "./server-settings.ts";
import { formatStartError } from "./start-error.ts";
import type { VerbInput } from "./verbs.ts";

/** One checked thing. A failed check has a remedy. */
interface DoctorResult {
  readonly subject: string;
  readonly verdict: "ok" | "note" | "issue";
  readonly detail: string;
}

/** Optional packages, with the versions that the mock supports. */
type Peers = Readonly<Record<string, string>>;

/** Checks the machine and the project, and prints a line for each result. */
export async function checkMachine(input: VerbInput): Promise<number> {
  const require = createRequire(join(input.folder, "package.json"));
  const manifest = createRequire(import.meta.url)("@tmf654/mock/package.json") as {
    readonly engines: { readonly node: string };
    readonly peerDependencies: Peers;
  };
  // An invalid flag must not be reported as an issue of the settings file.
  readFlagSettings({ port: input.values.port });
  const [config, settings] = await checkConfigFile(input);
  const results = [
    checkNode(process.versions.node, manifest.engines.node),
    config,
    await checkPort(settings?.port ?? 4010, settings?.host ?? "127.0.0.1"),
    ...Object.entries(manifest.peerDependencies).map(([name, range]) =>
      checkPeer(name, range, versionOf(name, require)),
    ),
    checkWorker(input, versionOf("msw", require)),
  ];
  for (const { subject, verdict, detail } of results) {
    input.out(`${verdict.padEnd(5)}  ${subject}: ${detail}\n`);
  }
  return results.some(({ verdict }) => verdict === "issue") ? 1 : 0;
}

/** Whether this Node.js is new enough for the range `>=a.b.c`. */
export function checkNode(version: string, range: string): DoctorResult {
  const neededVersion = range.replace(">=", "");
  const isNewEnough = !isEarlierVersion(version, neededVersion);
  const detail = isNewEnough ? version : `${version} is too old: install ${neededVersion} or newer`;
  return { subject: "Node.js", verdict: isNewEnough ? "ok" : "issue", detail };
}

async function checkConfigFile(
  input: VerbInput,
): Promise<readonly [DoctorResult, ServerSettings | undefined]> {
  const subject = "settings file";
  const file = findConfig(input.values.config, input.folder);
  try {
    const settings = await readServerSettings(input);
    const content = await readContent(settings);
    // A mock checks the rest, such as the instant of its clock.
    await createServedMock(settings, content, { err: () => {} }).close();
    const detail = file ?? "none; tmf654.config.ts can have the settings of the command";
    return [{ subject, verdict: file === undefined ? "note" : "ok", detail }, settings];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ subject, verdict: "issue", detail }, undefined];
  }
}

function checkPort(port: number, host: string): Promise<DoctorResult> {
  const subject = `port ${port}`;
  return new Promise((resolveResult) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const detail =
        error.code === "EADDRINUSE"
          ? `in use: stop the process that uses it, or use --port ${port + 1}`
          : formatStartError(error, host, port);
      resolveResult({ subject, verdict: "issue", detail });
    });
    server.listen(port, host, () => {
      server.close(() => resolveResult({ subject, verdict: "ok", detail: "free" }));
    });
  });
}

function versionOf(name: string, require: NodeJS.Require): string | undefined {
  try {
    const paths = require.resolve.paths(name) ?? [];
    const file = paths
      .map((path) => join(path, name, "package.json"))
      .find((each) => existsSync(each));
    return file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8")).version;
  } catch {
    return undefined;
  }
}

/** Whether an optional package has a supported version, such as one in `^2.10.0 || ^3.0.0`. */
export function checkPeer(name: string, range: string, version: string | undefined): DoctorResult {
  if (version === undefined) {
    const detail = `not installed; if you need it: npm install -D ${name}@"${range}"`;
    return { subject: name, verdict: "note", detail };
  }
  const isSupported = range.split("||").some((part) => isInCaretRange(version, part.trim()));
  return isSupported
    ? { subject: name, verdict: "ok", detail: version }
    : {
        subject: name,
        verdict: "issue",
        detail: `${version} is not supported: npm install -D ${name}@"${range}"`,
      };
}

/** Whether the worker script of MSW is that of the installed version. */
function checkWorker(
  { values, folder }: VerbInput,
  installedVersion: string | undefined,
): DoctorResult {
  const subject = "MSW's worker script";
  const publicFolder = String(values.public ?? "public");
  const file = resolve(folder, publicFolder, "mockServiceWorker.js");
  const command = `npx msw init ${publicFolder}`;
  if (!existsSync(file)) {
    const detail = `not found at ${file}; if a page uses the mock through MSW, run: ${command}`;
    return { subject, verdict: "note", detail };
  }
  const version = versionOfScript(readFileSync(file, "utf8"));
  if (installedVersion === undefined || version === installedVersion) {
    return { subject, verdict: "ok", detail: `${version ?? "unknown version"} at ${file}` };
  }
  const versions = `of MSW ${version ?? "unknown"}, and ${installedVersion} is installed`;
  const detail = `${file} is ${versions}: ${command}`;
  return { subject, verdict: "issue", detail };
}
