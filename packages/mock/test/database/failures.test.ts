import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createMock } from "@tmf654/mock";
import { openSqlite } from "@tmf654/mock/sqlite";
import { describe, expect, test } from "vitest";
import { createApi, money } from "../behaviour/setup.ts";
import { runCommand } from "../support/run-command.ts";
import { sendTo } from "../support/send.ts";
import { temporaryFile } from "./temporary-file.ts";

/** Creates a file with another SQLite database. */
function otherDatabase(statement: string): string {
  const file = temporaryFile();
  const database = new DatabaseSync(file);
  database.exec(statement);
  database.close();
  return file;
}

describe("A file that cannot be used has a clear error, and stays as it is", () => {
  const files: readonly {
    readonly what: string;
    readonly create: () => string;
    readonly message: RegExp;
  }[] = [
    {
      what: "a text",
      create: () => {
        const file = temporaryFile();
        writeFileSync(file, "This is not a database. ".repeat(100));
        return file;
      },
      message: /is not an SQLite database/,
    },
    {
      what: "a database of another program",
      create: () => otherDatabase("CREATE TABLE music (song TEXT)"),
      message: /is a database of another program/,
    },
    {
      what: "a database of a newer version",
      create: () => {
        const file = temporaryFile();
        openSqlite(file).close();
        const database = new DatabaseSync(file);
        database.exec("PRAGMA user_version = 99");
        database.close();
        return file;
      },
      message: /has version 99, .*Use a newer @tmf654\/mock/,
    },
  ];
  test.each(files)("$what", ({ create, message }) => {
    const file = create();
    const before = readFileSync(file);
    expect(() => openSqlite(file)).toThrow(message);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("a folder that does not exist", () => {
    const file = join(dirname(temporaryFile()), "missing", "sandbox.db");
    expect(() => openSqlite(file)).toThrow(/cannot be opened. Check that its folder exists/);
  });

  test("a folder that cannot be written", () => {
    const file = temporaryFile();
    chmodSync(dirname(file), 0o500);
    // The administrator may write everywhere, so the test runs as another user then.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(() => openSqlite(file)).toThrow(/cannot be opened|cannot be written/);
      expect(existsSync(file)).toBe(false);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(dirname(file), 0o700);
    }
  });

  test("a file that cannot be written, in a folder that cannot be written", async () => {
    const file = temporaryFile();
    const database = openSqlite(file);
    await createMock({ database }).close();
    database.close();
    chmodSync(file, 0o444);
    chmodSync(dirname(file), 0o555);
    const before = readFileSync(file);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(() => openSqlite(file)).toThrow(
        /cannot be (?:opened|written|read or written)\. Check/,
      );
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(dirname(file), 0o700);
    }
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each<[string, (content: Buffer) => Buffer]>([
    ["a file that was cut off", (content) => content.subarray(0, content.length / 2)],
    [
      "a file with other bytes in its middle",
      (content) => Buffer.from(content).fill("torn", 8192, content.length - 8192),
    ],
  ])("%s", async (_, damage) => {
    const file = temporaryFile();
    const database = openSqlite(file);
    await createMock({ database, scenario: "everyday" }).close();
    database.close();
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    const open = () => {
      const opened = openSqlite(file);
      try {
        createMock({ database: opened });
      } finally {
        opened.close();
      }
    };
    expect(open).toThrow(/is not an SQLite database, or it is damaged/);
    await expect(runCommand(dirname(file), ["check", "--data", file])).rejects.toThrow(
      /is not an SQLite database, or it is damaged/,
    );
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  test("a folder in place of a file", () => {
    const file = temporaryFile();
    mkdirSync(file);
    expect(() => openSqlite(file)).toThrow(/cannot be opened/);
  });

  test("a file that another process has open", async () => {
    const file = temporaryFile();
    openSqlite(file).close();
    const code =
      `const { DatabaseSync } = require("node:sqlite");` +
      `const database = new DatabaseSync(${JSON.stringify(file)});` +
      `database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE");` +
      `console.log("open"); setTimeout(() => {}, 20000);`;
    const other = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(other.stdout, "data");
    try {
      expect(() => openSqlite(file)).toThrow(/Another process has the database .* open/);
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
    expect(openSqlite(file).close()).toBeUndefined();
  });
});

test("The end of a log that a crash cut off is ignored", async () => {
  const file = temporaryFile();
  const database = openSqlite(file);
  const mock = createMock({ database });
  await createApi(sendTo(mock)).topup("ana-main", money(10));
  // The process ends here: the log of SQLite still has all transactions.
  const copy = join(dirname(file), "copy.db");
  writeFileSync(copy, readFileSync(file));
  const log = readFileSync(`${file}-wal`);
  writeFileSync(`${copy}-wal`, Buffer.concat([log, Buffer.from("torn".repeat(500))]));
  await mock.close();
  database.close();
  const reopened = openSqlite(copy);
  const again = createMock({ database: reopened });
  expect(again.get("bucket", "ana-main")?.remainingValue).toEqual(money(35.5));
  await again.close();
  reopened.close();
});

test("A log without its last bytes loses the last transaction as a whole", async () => {
  const file = temporaryFile();
  const database = openSqlite(file);
  const mock = createMock({ database });
  const api = createApi(sendTo(mock));
  await api.topup("ana-main", money(10));
  await api.topup("ana-main", money(20));
  const copy = join(dirname(file), "copy.db");
  writeFileSync(copy, readFileSync(file));
  writeFileSync(`${copy}-wal`, readFileSync(`${file}-wal`));
  truncateSync(`${copy}-wal`, readFileSync(`${file}-wal`).length - 100);
  await mock.close();
  database.close();
  const reopened = openSqlite(copy);
  const again = createMock({ database: reopened });
  expect(again.get("bucket", "ana-main")?.remainingValue).toEqual(money(35.5));
  expect(again.list("topupBalance")).toHaveLength(1);
  await again.close();
  reopened.close();
});

describe("A database that is full", () => {
  test("gets no new mock, and the error says why", () => {
    const file = temporaryFile();
    const database = openSqlite(file, { maximumBytes: 20_000 });
    expect(() => createMock({ database })).toThrow(/is full/);
    database.close();
  });

  test("refuses writes with 503 and loses nothing, until there is space again", async () => {
    const file = temporaryFile();
    const database = openSqlite(file, { maximumBytes: 1_000_000 });
    const errors: unknown[] = [];
    const mock = createMock({ database, onError: (error) => errors.push(error) });
    const send = sendTo(mock);
    const api = createApi(send);
    const note = "x".repeat(20_000);
    let accepted = 0;
    let refused = await api.topup("ana-main", money(1), { reason: note });
    // A mock that never refuses must fail the test, and not run for ever.
    for (; refused.status === 201 && accepted < 200; accepted += 1) {
      refused = await api.topup("ana-main", money(1), { reason: note });
    }
    expect(refused.status).toBe(503);
    expect(refused.headers["retry-after"]).toBe("1");
    expect(refused.error.message).toContain("is full");
    expect(errors).toHaveLength(1);
    expect(mock.get("bucket", "ana-main")?.remainingValue).toEqual(money(25.5 + accepted));
    expect(mock.list("topupBalance")).toHaveLength(accepted);
    expect((await send({ path: "/bucket/ana-main" })).status).toBe(200);

    mock.reset();
    expect((await api.topup("ana-main", money(1), { reason: note })).status).toBe(201);
    await mock.close();
    database.close();

    const reopened = openSqlite(file);
    const again = createMock({ database: reopened });
    expect(again.get("bucket", "ana-main")?.remainingValue).toEqual(money(26.5));
    await again.close();
    reopened.close();
  });
});
