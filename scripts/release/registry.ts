/** A registry on this machine, which takes other packages from the registry of npm's settings. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../packages/mock/test/support/free-port.ts";

const registryFolder = join(import.meta.dirname, "registry");
const limitMs = 60_000;

export interface LocalRegistry {
  readonly url: string;
  readonly publish: (tarball: string) => void;
  readonly stop: () => Promise<void>;
}

/** Installs the registry server once, from its lock file. */
function install(): void {
  if (existsSync(join(registryFolder, "node_modules"))) return;
  execFileSync("npm", ["ci", "--ignore-scripts", "--silent"], {
    cwd: registryFolder,
    stdio: "inherit",
  });
}

/** Anybody may publish the packages of this project to it. Its data is in the folder. */
const createSettings = (
  folder: string,
  upstream: string,
) => `storage: ${JSON.stringify(join(folder, "storage"))}
uplinks: { npm: { url: ${JSON.stringify(upstream)}, timeout: 60s, maxage: 60m } }
packages:
  "@tmf654/*": { access: $all, publish: $all }
  "**": { access: $all, proxy: npm }
log: { type: stdout, format: pretty, level: error }
`;

export async function startRegistry(folder: string): Promise<LocalRegistry> {
  install();
  const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
  const config = join(folder, "registry.yaml");
  writeFileSync(config, createSettings(folder, upstream));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const command = join(registryFolder, "node_modules", "verdaccio", "bin", "verdaccio");
  // The output of verdaccio is ignored: it warns about the user of the process, which does not
  // matter here.
  const args = [command, "--config", config, "--listen", `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  await waitUntilReady(url, child);
  return {
    url,
    publish: (tarball) => publishTo(url, tarball),
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

/** Publishes a tarball. npm asks for a token, although this registry needs none. */
function publishTo(url: string, tarball: string): void {
  const token = `--//${new URL(url).host}/:_authToken=none`;
  const args = ["publish", tarball, "--access", "public", "--silent", "--registry", url, token];
  execFileSync("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (child.exitCode === null && performance.now() < deadline) {
    const response = await fetch(`${url}-/ping`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(
    `The local registry does not respond at ${url}: free its port and run the command again.`,
  );
}
