/** The check that each page has every entry of its table in code. */
import { events } from "@tmf654/contract";
import { type Activity, createMock } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { helpText } from "../../../packages/conformance/src/cli/flags.ts";
import { allFlags } from "../../../packages/mock/src/cli/flags.ts";
import { exposedHeaders } from "../../../packages/mock/src/http/headers.ts";
import { root } from "../../packages.ts";
import { bundleDocument } from "../document.ts";
import { emitConfigPage, isConfigMember } from "./config.ts";
import { emitErrorsPage } from "./errors.ts";
import { emitEventsPage } from "./events.ts";
import { emitFlagsPage } from "./flags.ts";
import { emitHeadersPage } from "./headers.ts";
import { emitLogPage, sections } from "./log.ts";

const document = await bundleDocument("spec/openapi.yaml");
const textOf = (files: Record<string, string>): string => Object.values(files).join("");
const emptyCell = /\| +\|/;

describe("flags.md", () => {
  const page = textOf(emitFlagsPage());

  test("has each flag of each command of the mock, with its help", () => {
    for (const [name, { help }] of allFlags.flatMap((flags) => Object.entries(flags))) {
      expect(page).toMatch(new RegExp(`\`(?:-., )?--${name}[ \`]`));
      expect(page).toContain(help.replaceAll("|", "\\|"));
    }
  });

  test("has each flag in the help of the conformance suite", () => {
    const names = [...helpText().matchAll(/^ {2}--([\w-]+)/gm)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) expect(page).toContain(`\`--${name}`);
  });
});

describe("config.md", () => {
  const page = textOf(emitConfigPage(root));

  test("has the members that a settings file may have, each with a description", () => {
    const names = [...page.matchAll(/^\| `(\w+)` \| ./gm)].map(([, name = ""]) => name);
    expect(names).toEqual(expect.arrayContaining(["port", "profile", "database", "limits"]));
    expect(names.every(isConfigMember)).toBe(true);
    expect(isConfigMember("onError")).toBe(false);
    expect(page).not.toContain("onError");
  });

  test("describes the members that the file alone has, not those of createMock", () => {
    expect(page).toMatch(/`database` \| The URL of the PostgreSQL database/);
  });
});

test("events.md has each event of the contract, with a description", () => {
  const page = textOf(emitEventsPage(document));
  for (const { eventType, listenerPath } of events) {
    expect(page).toContain(`\`${eventType}\``);
    expect(page).toContain(`\`POST ${listenerPath}\``);
  }
  expect(page).not.toMatch(emptyCell);
});

test("headers.md has each header that a page of another origin may read", () => {
  const page = textOf(emitHeadersPage(document));
  for (const name of exposedHeaders) expect(page).toContain(`\`${name}\``);
  expect(page).not.toMatch(emptyCell);
});

test("errors.md has each status, and each class of the client with a description", () => {
  const page = textOf(emitErrorsPage(root));
  for (const status of [400, 401, 403, 404, 405, 409, 412, 413, 415, 429, 500, 503]) {
    expect(page).toContain(`| ${status} | `);
  }
  expect(page).toContain("| `UnknownOutcomeError` | ");
  expect(page).not.toMatch(emptyCell);
});

describe("log.md", () => {
  const page = textOf(emitLogPage(root));
  const sectionOf = (title: string) =>
    page.split("## ").find((part) => part.startsWith(title)) ?? "";

  test.each(sections)("%s has members with descriptions", (title) => {
    expect(sectionOf(title)).toMatch(/^\| `\w+` \| `.+` \| yes \| .+ \|$/m);
    expect(sectionOf(title)).not.toMatch(emptyCell);
  });

  test("each object of a log has the members that it always has, and no other than the listed ones", async () => {
    const activities = await activitiesOfEachKind();
    expect(new Set(activities.map(({ kind }) => kind))).toEqual(
      new Set(["request", "command", "clock", "delivery", "state"]),
    );
    for (const activity of activities) {
      const section = sectionOf(`kind: ${activity.kind}`);
      const rows = [...section.matchAll(/^\| `(\w+)` \| .+ \| (yes|no) \|/gm)];
      const names = rows.map(([, name]) => name);
      const alwaysNames = rows
        .filter(([, , isAlways]) => isAlways === "yes")
        .map(([, name]) => name);
      expect(names).toEqual(expect.arrayContaining(Object.keys(activity)));
      expect(Object.keys(activity)).toEqual(expect.arrayContaining(alwaysNames));
    }
  });
});

async function activitiesOfEachKind(): Promise<readonly Activity[]> {
  const mock = createMock({ fetch: async () => new Response(null, { status: 204 }) });
  const activities: Activity[] = [];
  mock.activity.listen((activity) => activities.push(activity));
  const post = (path: string, body: object) =>
    mock.fetch(`http://mock${mock.basePath}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await post("/hub", { callback: "http://localhost:9999/events" });
  await post("/topupBalance", {
    amount: { amount: 10, units: "EUR" },
    usageType: "monetary",
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
  });
  await post("/topupBalance", {});
  mock.subscribers.suspend("ana-main");
  await mock.events.drain();
  await mock.clock.advance("PT1H");
  mock.reset();
  return activities;
}
