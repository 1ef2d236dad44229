/**
 * The documented assertions of the official kit for the certified resources, in our own code. They
 * cover POST, lists, one resource by its id, mandatory attributes, fields, filters, and 404 for a
 * random id.
 */
import { kitRules } from "../../src/model/certificate.ts";
import type { TestServer } from "./mock-server.ts";

const certified = ["bucket", "topupBalance", "adjustBalance", "reserveBalance"] as const;

/** The body that a user of the kit configures for each POST. */
const payloads: Readonly<Record<string, object>> = {
  topupBalance: {
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 1, units: "EUR" },
  },
  adjustBalance: {
    bucket: { id: "ana-main" },
    usageType: "monetary",
    amount: { amount: 1, units: "EUR" },
  },
  reserveBalance: {
    bucket: { id: "ana-main" },
    partyAccount: { id: "acc-ana" },
    usageType: "monetary",
    amount: { amount: 1, units: "EUR" },
  },
};

type Resource = Readonly<Record<string, unknown>>;

/** The failures that the kit would report; none for a server that it accepts. */
export async function runOfficialKit(server: TestServer): Promise<readonly string[]> {
  const failures: string[] = [];
  const check = (subject: string, ok: boolean): void => {
    if (!ok) failures.push(subject);
  };
  for (const name of certified) {
    const call = async (path: string, body?: object) => {
      const response = await server.fetch(`${server.baseUrl}/${name}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    const checkResource = (what: string, one: Resource): void => {
      for (const attribute of kitRules[name].mandatory) {
        check(`${what} has ${attribute}`, isOfKind(one[attribute], name, attribute));
      }
    };
    const payload = payloads[name];
    if (payload !== undefined) {
      const made = await call("", payload);
      check(`POST ${name} is 201`, made.status === 201 && !Array.isArray(made.body));
      checkResource(`POST ${name}`, made.body as Resource);
    }
    const list = await call("");
    const elements = list.body as readonly Resource[];
    check(`GET ${name} is 200 and not empty`, list.status === 200 && elements.length > 0);
    for (const one of elements) checkResource(`GET ${name}`, one);
    const [firstElement = {}] = elements;
    const one = await call(`/${String(firstElement.id)}`);
    check(`GET ${name} by id is 200`, one.status === 200);
    checkResource(`GET ${name} by id`, one.body as Resource);
    for (const attribute of kitRules[name].mandatory) {
      check(`fields=${attribute}`, (await call(`?fields=${attribute}`)).status === 200);
    }
    for (const attribute of kitRules[name].filters) {
      const value = encodeURIComponent(String(firstElement[attribute]));
      const filteredResponse = await call(`?${attribute}=${value}`);
      const all = filteredResponse.body as readonly Resource[];
      const fits =
        all.length > 0 && all.every((each) => each[attribute] === firstElement[attribute]);
      check(`${name}?${attribute}`, filteredResponse.status === 200 && fits);
    }
    check(
      `unknown ${name} is 404`,
      (await call("/6f1f3a52-0000-4000-8000-000000000000")).status === 404,
    );
  }
  return failures;
}

function isOfKind(value: unknown, name: (typeof certified)[number], attribute: string): boolean {
  const kind = kitRules[name].kinds[attribute] ?? "string";
  if (kind === "array") return Array.isArray(value);
  return typeof value === kind;
}
