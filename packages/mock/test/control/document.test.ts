import { createConfig, lintFromString } from "@redocly/openapi-core";
import { createMock, createTenants } from "@tmf654/mock";
import { describe, expect, test } from "vitest";
import { controlRoutes } from "../../src/control/routes.ts";
import { checkDocumented, documentOf } from "./documented.ts";

interface Operation {
  readonly parameters?: readonly { name: string; in: string; schema: { enum?: string[] } }[];
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema: object }> }>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

const document = await documentOf();
const paths = document.paths as Paths;
const moment = createMock().snapshot();

describe("The control plane: its own OpenAPI document", () => {
  test("passes the linter's strict rules", async () => {
    const config = await createConfig({ extends: ["recommended-strict"] });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    const lines = problems.map(({ ruleId, message, location }) =>
      [ruleId, location[0]?.pointer, message].join(" "),
    );
    expect(lines).toEqual([]);
  });

  test("names every route, once", () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.sort()).toEqual(
      controlRoutes.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(new Set(controlRoutes.map(({ id }) => id)).size).toBe(controlRoutes.length);
  });

  test("states the status, the type and the schema of every response", () => {
    for (const methods of Object.values(paths)) {
      for (const { responses } of Object.values(methods)) {
        expect(Object.keys(responses).every((status) => /^\d{3}$/.test(status))).toBe(true);
        for (const [status, { content }] of Object.entries(responses)) {
          if (status !== "204") expect(Object.values(content ?? {})[0]?.schema).toBeDefined();
          else expect(content).toBeUndefined();
        }
      }
    }
    expect(Object.keys(paths["/metrics"]?.get?.responses[200]?.content ?? {})).toEqual([
      "text/plain",
    ]);
    expect(Object.keys(paths["/faults"]?.post?.responses ?? {})[0]).toBe("201");
  });

  test("declares the parameters of queries with their values", () => {
    const [state] = paths["/events/deliveries"]?.get?.parameters ?? [];
    expect(state).toMatchObject({
      name: "state",
      in: "query",
      schema: { enum: ["waiting", "sending", "delivered", "undelivered"] },
    });
    const [operation] = paths["/journal"]?.get?.parameters ?? [];
    expect(operation?.schema.enum).toContain("createTopupBalance");
  });

  test.each<[string, string, Response]>([
    ["an undocumented member", "/health", Response.json({ status: "ok", profile: "a", x: 1 })],
    ["a wrong value", "/health", Response.json({ status: "well", profile: "a" })],
    ["a wrong type", "/clock", new Response("now", { headers: { "content-type": "text/plain" } })],
    ["an undocumented status", "/clock", Response.json({}, { status: 418 })],
    ["a missing member", "/snapshot", Response.json({ version: 1 })],
    ["a tuple of another length", "/snapshot", Response.json({ ...moment, random: [1] })],
  ])("%s is reported", async (_, path, response) => {
    const asked = checkDocumented(async () => response)(
      new Request(`http://localhost/__mock${path}`),
    );
    await expect(asked).rejects.toThrow(/is not as documented/);
  });

  test("has the URL of its server, also under a tenant's prefix", async () => {
    const { fetch } = createTenants({ create: ({ basePath }) => createMock({ basePath }) });
    expect(await documentOf(fetch)).toMatchObject({ servers: [{ url: "/__mock" }] });
    expect(await documentOf(fetch, "/t/b")).toMatchObject({ servers: [{ url: "/t/b/__mock" }] });
  });
});
