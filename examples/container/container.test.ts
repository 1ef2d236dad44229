/** Checks of the Dockerfile that need no container engine. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { parse } from "yaml";

const folder = import.meta.dirname;
const image = readFileSync(join(folder, "Dockerfile"), "utf8").replaceAll("\\\n", "");
const lines = image.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
const main = join(folder, "../../packages/mock/src/cli/main.ts");

/** The arguments of an instruction in JSON form. */
function commandOf(instruction: string): readonly string[] {
  const line = lines.find((each) => each.startsWith(instruction)) ?? "";
  return JSON.parse(line.slice(line.indexOf("[")));
}

test("the image has a supported Node.js, and no root at run time", () => {
  const [, major] = /^FROM node:(\d+)-/.exec(lines[0] ?? "") ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(22);
  const user = lines.indexOf("USER node");
  expect(user).toBeGreaterThan(lines.findIndex((line) => line.startsWith("RUN ")));
  expect(user).toBeLessThan(lines.findIndex((line) => line.startsWith("ENTRYPOINT ")));
});

test("the compose file serves the port of the image on loopback, with settings that exist", () => {
  const compose = parse(readFileSync(join(folder, "compose.yaml"), "utf8"));
  const service = compose.services["tmf654-mock"];
  const [, port] = /^EXPOSE (\d+)$/m.exec(image) ?? [];
  expect(service.ports).toEqual([`127.0.0.1:${port}:${port}`]);
  const [source = "", target] = service.volumes[0].split(":");
  expect(JSON.parse(readFileSync(join(folder, source), "utf8"))).toHaveProperty("scenario");
  expect(target).toBe(`/home/node/${source.slice(2)}`);
});

test("the command starts, the health check sees it, and SIGTERM ends it", async () => {
  const free = "0";
  const args = commandOf("CMD").map((each) => (each === "4010" ? free : each));
  const child = spawn(process.execPath, ["--conditions=@tmf654/source", main, ...args], {
    cwd: folder,
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  // The settings file asks for the JSON log, so the start text is on stderr.
  await vi.waitFor(() => expect(err).toContain("curl"), { timeout: 30_000 });
  expect(err).toContain("Settings: ");
  const [, port = ""] = /listening on http:\/\/[^:]+:(\d+)/.exec(err) ?? [];
  const [program = "", flag = "", code = ""] = commandOf("HEALTHCHECK");
  expect(program).toBe("node");
  const check = () => spawnSync(process.execPath, [flag, code.replace("4010", port)]).status;
  expect(check()).toBe(0);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(check()).toBe(1);
  expect(out).toBe("");
}, 60_000);
