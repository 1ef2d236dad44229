/** A small part of systemd: it runs the instances of one unit file as child processes. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

interface Service {
  child: ChildProcess;
  isWanted: boolean;
}

/** The services of a unit file. */
export interface ServiceManager {
  /** The address to which the program `systemctl` sends its arguments. */
  readonly url: string;
  close(): Promise<void>;
}

/** Runs the instances of a unit file, each with a log file in the folder. */
export async function startServiceManager(
  unitFile: string,
  folder: string,
  environment: () => NodeJS.ProcessEnv,
): Promise<ServiceManager> {
  const services = new Map<string, Service>();
  const start = (instance: string): void => {
    const unit = readValues(unitFile);
    const settingOf = (name: string) => (unit.get(name) ?? "").replaceAll("%i", instance);
    const [program = "", ...args] = settingOf("ExecStart").split(" ");
    const log = openSync(join(folder, `${instance}.log`), "a");
    const child = spawn(program, args, {
      cwd: settingOf("WorkingDirectory"),
      env: { ...environment(), ...Object.fromEntries(readValues(settingOf("EnvironmentFile"))) },
      stdio: ["ignore", log, log],
    });
    const service = { child, isWanted: true };
    services.set(instance, service);
    child.once("exit", async () => {
      await setTimeout(Number(settingOf("RestartSec")) * 1000);
      if (service.isWanted && settingOf("Restart") === "always") start(instance);
    });
  };
  const stop = async (instance: string): Promise<void> => {
    const service = services.get(instance);
    if (!service) return;
    service.isWanted = false;
    services.delete(instance);
    if (service.child.exitCode !== null || service.child.signalCode !== null) return;
    const exitEvent = once(service.child, "exit");
    service.child.kill("SIGTERM");
    await exitEvent;
  };
  const run = async (words: readonly string[]): Promise<void> => {
    const [command] = words;
    const instances = words.flatMap((word) => word.split("@").slice(1));
    for (const instance of instances) {
      if (command === "kill") services.get(instance)?.child.kill(signalOf(words));
      if (command === "restart") await stop(instance);
      if (command === "restart" || command === "enable") start(instance);
    }
  };
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    await run(Buffer.concat(chunks).toString().split(" "));
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      await Promise.all([...services.keys()].map(stop));
    },
  };
}

function signalOf(words: readonly string[]): NodeJS.Signals {
  const [, name = ""] = words.join(" ").match(/--signal=(\w+)/) ?? [];
  return name as NodeJS.Signals;
}

/** Reads the lines `name=value` of a unit file or an environment file. */
function readValues(file: string): ReadonlyMap<string, string> {
  const lines = readFileSync(file, "utf8").matchAll(/^(\w+)=(.*)$/gm);
  return new Map([...lines].map(([, name = "", value = ""]) => [name, value]));
}
