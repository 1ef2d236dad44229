/** A machine for the guide: its programs, a folder, free ports, PostgreSQL and nginx. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../packages/mock/test/database/postgres-server.ts";
import { freePort } from "../../packages/mock/test/support/free-port.ts";
import { startCommand } from "../../packages/mock/test/support/processes.ts";
import { nginxProgram, postgresPrograms } from "../not-run.ts";
import { root } from "../packages.ts";
import { readBlocks } from "./guide-blocks.ts";
import { startServiceManager } from "./service-manager.ts";

/** Where each file of the guide is, by the language of its block. */
const fileNames: Readonly<Record<string, string>> = {
  dotenv: "sandbox.env",
  js: "tmf654.config.mjs",
  ini: "tmf654@.service",
  nginx: "conf.d/tmf654.conf",
};

/** The ports in the guide: nginx and three servers. */
const guidePorts = ["8080", "4011", "4012", "4013"] as const;

/** The machine that runs a guide. */
export interface GuideMachine {
  /** The URL of nginx, and those of the servers. */
  readonly proxy: string;
  readonly servers: readonly string[];
  /** Runs the shell blocks of a section, and returns their output. Fails if a command fails. */
  run(section: string): Promise<string>;
  /** Runs one command line. */
  execute(command: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts PostgreSQL and nginx, and writes the files of the guide. */
export async function startMachine(guide: string): Promise<GuideMachine> {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-guide-"));
  const postgres = await startPostgres();
  const ports = await Promise.all(guidePorts.map(() => freePort()));
  const admin = new URL(postgres.url);
  const replacements = new Map([
    ...guidePorts.map((port, at) => [port, String(ports[at])] as const),
    ["5432", admin.port],
    ["/srv/sandbox", folder],
  ]);
  const blocks = readBlocks(guide, replacements);
  mkdirSync(join(folder, "conf.d"));
  for (const { language, text } of blocks) {
    const name = fileNames[language];
    if (name !== undefined) writeFileSync(join(folder, name), text);
  }
  const programs = join(import.meta.dirname, "programs");
  const environment: NodeJS.ProcessEnv = {
    PATH: [programs, postgresPrograms(), process.env.PATH].join(":"),
    GUIDE_ROOT: root,
    GUIDE_FOLDER: folder,
    GUIDE_NODE: process.execPath,
    GUIDE_NGINX: nginxProgram,
  };
  const services = await startServiceManager(
    join(folder, fileNames.ini ?? ""),
    folder,
    () => environment,
  );
  const nginx = await startNginx(folder);
  const shell = {
    ...environment,
    GUIDE_SERVICES: services.url,
    PGHOST: admin.hostname,
    PGPORT: admin.port,
    PGUSER: admin.username,
    PGPASSWORD: admin.password,
  };
  const execute = (command: string): Promise<string> => runShell(command, folder, shell);
  const commands = blocks.filter(({ language }) => language === "sh");
  /** The variables of earlier blocks, as in one terminal. */
  const variables: string[] = [];
  return {
    proxy: `http://127.0.0.1:${ports[0]}`,
    servers: ports.slice(1).map((port) => `http://127.0.0.1:${port}`),
    execute,
    run: async (section) => {
      const output: string[] = [];
      const blocksOfSection = commands.filter((block) => block.section === section);
      if (blocksOfSection.length === 0)
        throw new Error(`The guide has no commands in "${section}".`);
      for (const { text } of blocksOfSection) {
        output.push(await execute([...variables, text].join("\n")));
        variables.push(...(text.match(/^[A-Z_]+=.*$/gm) ?? []));
      }
      return output.join("");
    },
    close: async () => {
      nginx.child.kill("SIGTERM");
      await Promise.all([nginx.ended, services.close()]);
      await postgres.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts nginx in the foreground, without the file of the guide: a command of the guide loads it. */
async function startNginx(folder: string) {
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const settings = (includes: string) =>
    [
      // nginx that root starts would run as a user that cannot read the folder.
      ...(process.getuid?.() === 0 ? ["user root;"] : []),
      `pid ${folder}/nginx.pid;`,
      "worker_processes 1;",
      "events {}",
      `http { access_log off; ${includes}`,
      ...paths.map((name) => `${name}_temp_path ${folder}/${name};`),
      "}",
    ].join("\n");
  const file = join(folder, "nginx.conf");
  writeFileSync(file, settings(""));
  const args = ["-e", "stderr", "-c", file, "-g", "daemon off; error_log stderr notice;"];
  const nginx = startCommand(nginxProgram, args, folder);
  await nginx.until(/start worker process /);
  writeFileSync(file, settings(`include ${folder}/conf.d/*.conf;`));
  return nginx;
}

/** Runs a command line, and returns its output. Fails if a command fails. */
async function runShell(command: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const args = ["--norc", "-euo", "pipefail", "-c", command];
  const { ended, output } = startCommand("bash", args, folder, { env });
  const code = await ended;
  if (code !== 0) throw new Error(`exit code ${code}\n${command}\n${output()}`);
  return output();
}
