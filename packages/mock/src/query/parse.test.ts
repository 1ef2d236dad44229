import { beforeAll, describe, expect, test } from "vitest";
import type { Query } from "../ports/query.ts";
import { attributesOf } from "./attributes.ts";
import { matches } from "./matches.ts";
import { type ParseContext, parseFields, parseQuery } from "./parse.ts";
import { loadPatternCompiler } from "./patterns.ts";

const context: ParseContext = {
  attributes: attributesOf("bucket"),
  strict: true,
  defaultLimit: 1000,
  maximumLimit: 1000,
};
let patternContext = context;

beforeAll(async () => {
  patternContext = { ...context, compile: await loadPatternCompiler() };
});

const bucket = {
  id: "b1",
  href: "/bucket/b1",
  name: "Data, 10 GB; shared",
  status: "active",
  usageType: "data",
  isShared: true,
  confirmationDate: "2026-03-05T12:00:00Z",
  remainingValue: { amount: 19.99, units: "GB" },
  partyAccount: { id: "acc-1" },
  logicalResource: [{ id: "56911111111" }, { id: "56922222222" }],
  "@type": "Bucket",
};

function queryOf(raw: string): Query {
  const result = parseQuery(raw, patternContext);
  if (!("query" in result)) throw new Error(JSON.stringify(result));
  return result.query;
}

function issuePathsOf(raw: string, overrides: Partial<ParseContext> = {}): string[] {
  const result = parseQuery(raw, { ...patternContext, ...overrides });
  return "issues" in result ? result.issues.map((each) => each.path) : [];
}

describe("filters", () => {
  test.each<[string, boolean]>([
    ["", true],
    ["status=active", true],
    ["status=expired", false],
    ["status=expired,active", true],
    ["status=expired%2Cactive", true],
    ["status=expired&status=active", true],
    ["status=expired;active", true],
    ["status=expired;status=active", true],
    ["status=expired;usageType=data", true],
    ["status=active&usageType=voice", false],
    ["status.eq=active", true],
    ["status%3D%3Dactive", true],
    ["status.ne=active", false],
    ["status.ne=expired,suspended", true],
    ["status.ne=expired&status.ne=active", false],
    ["status.in=active,expired", true],
    ["description.ne=x", true],
    ["remainingValue.amount=19.990", true],
    ["remainingValue.amount=19.9900000000000000001", false],
    ["remainingValue.amount.gt=19.98", true],
    ["remainingValue.amount.gt=19.99", false],
    ["remainingValue.amount%3E19.98", true],
    ["remainingValue.amount%3E%3D19.99", true],
    ["remainingValue.amount%3E=19.99", true],
    ["remainingValue.amount%3E19.98=", true],
    ["remainingValue.amount%3C20", true],
    ["remainingValue.amount%3C%3D19.99", true],
    ["remainingValue.amount.lt=19.99", false],
    ["remainingValue.amount.gte=10&remainingValue.amount.lte=15", false],
    ["remainingValue.amount.gt=100;remainingValue.amount.lt=50", true],
    ["confirmationDate=2026-03-05", true],
    ["confirmationDate=2026-03-06", false],
    ["confirmationDate.ne=2026-03-05", false],
    ["confirmationDate=2026-03-05T13:00:00%2B01:00", true],
    ["confirmationDate=2026-03-05T13:00:00+01:00", true],
    ["confirmationDate.gte=2026-03-05T12:00:00Z", true],
    ["confirmationDate.gt=2026-03-05T12:00:00Z", false],
    ["confirmationDate.lte=2026-03-05", false],
    ["isShared=true", true],
    ["isShared=false", false],
    ["partyAccount.id=acc-1", true],
    ["logicalResource.id=56922222222", true],
    ["logicalResource.id=+56911111111", true],
    ["logicalResource.id=%2B56911111111", true],
    ["logicalResource.id.ne=56922222222", false],
    ["%40type=Bucket", true],
    ["@type=Other", false],
    ["name=Data\\, 10 GB\\; shared", true],
    ["name.regex=%5EData.*shared%24", true],
    ["name.regex=^d", false],
    ["name%3D~10%20GB", true],
    ["id.regex=^b%5Cd{1,2}$", true],
    ["id.regex=^%5Cd{4}-%5Cd{2}-%5Cd{2}T%5Cd{2}:%5Cd{2}:%5Cd{2}", false],
  ])("%s: %s", (raw, expected) => {
    expect(matches(queryOf(raw).where, bucket)).toBe(expected);
  });

  test.each<[string, boolean]>([
    ["voucher=411024681357A", true],
    ["voucher=4110-2468-1357%20a", true],
    ["voucher=411024681358A", false],
    ["voucher.in=NONE,4110 2468 1357A", true],
    ["voucher.ne=411024681357A", false],
    ["voucher.regex=^4110 2468-", true],
  ])("a top-up with a voucher: %s: %s", (raw, expected) => {
    const result = parseQuery(raw, { ...patternContext, attributes: attributesOf("topupBalance") });
    if (!("query" in result)) throw new Error(JSON.stringify(result));
    expect(matches(result.query.where, { voucher: "4110 2468-1357a" })).toBe(expected);
  });

  test("equality with several values is one comparison, which can use an index", () => {
    for (const raw of ["id=a,b", "id=a&id=b", "id.in=a,b", "id=a&id.in=b"]) {
      expect(queryOf(raw).where).toEqual({
        kind: "compare",
        path: ["id"],
        op: "in",
        operands: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      });
    }
  });
});

describe("issues", () => {
  test.each<[string, string[]]>([
    ["stauts=active", ["stauts"]],
    ["colour=red&shape=round", ["colour", "shape"]],
    ["status=blue", ["status"]],
    ["remainingValue.amount.gt=many", ["remainingValue.amount.gt"]],
    ["isShared=yes", ["isShared"]],
    ["confirmationDate.gt=yesterday", ["confirmationDate.gt"]],
    ["partyAccount=acc-1", ["partyAccount"]],
    ["logicalResource=1", ["logicalResource"]],
    ["limit=-1", ["limit"]],
    ["limit=1.5", ["limit"]],
    ["limit=ten", ["limit"]],
    ["limit=", ["limit"]],
    ["offset=-1&limit=x", ["offset", "limit"]],
    ["limit=1&limit=2", ["limit"]],
    ["limit%3E5", ["limit"]],
    ["fields=id,colour", ["fields"]],
    ["sort=colour", ["sort"]],
    ["filter=x", ["filter"]],
    ["name.regex=(a", ["name.regex"]],
    ["name.regex=(%3F=a)", ["name.regex"]],
    [`name.regex=${"a".repeat(1001)}`, ["name.regex"]],
    ["name.regex=.{0,999}", ["name.regex"]],
    [`name.regex=${".{0,99}".repeat(9)}`, ["name.regex"]],
    ["name.regex=(a{1,20}){1,20}", ["name.regex"]],
    [Array.from({ length: 6 }, (_, at) => `name.regex=a${at}`).join("&"), ["name.regex"]],
    ["nothing", ["nothing"]],
  ])("%s", (raw, parameters) => {
    expect(issuePathsOf(raw)).toEqual(parameters);
  });

  test.each([
    "stauts=active",
    "status=blue",
    "partyAccount=1",
    "fields=colour",
    "sort=colour",
    "limit=9007199254740991",
    "limit=99999999999999999999999",
  ])("a lenient profile accepts %s", (raw) => {
    expect(issuePathsOf(raw, { strict: false })).toEqual([]);
  });

  test.each(["?@nope=1", "@nope=1", "fields=@U", "sort=@nope", "filter=x"])(
    "the unknown name in %s is an issue",
    (raw) => {
      expect(issuePathsOf(raw)).toHaveLength(1);
    },
  );

  test("a limit above every number is the maximum", () => {
    const result = parseQuery("limit=99999999999999999999999", context);
    expect(result).toMatchObject({ query: { limit: context.maximumLimit } });
  });

  test("a lenient filter on an unknown attribute or an object never widens a list", () => {
    const read = (raw: string) => parseQuery(raw, { ...context, strict: false });
    expect(read("logicalResource.value=1")).toMatchObject({
      query: { where: { kind: "compare", path: ["logicalResource", "value"] } },
    });
    expect(read("partyAccount=1")).toMatchObject({ query: { where: { kind: "or", of: [] } } });
  });

  test("an unknown attribute gives suggestions", () => {
    const result = parseQuery("stauts=active", context);
    expect(result).toMatchObject({
      issues: [{ path: "stauts", message: expect.stringContaining("did you mean status") }],
    });
  });

  test("the name of a member suggests the paths that end in it", () => {
    const result = parseQuery("amount.gt=5", context);
    expect(JSON.stringify(result)).toContain("remainingValue.amount");
  });

  test("invalid percent-encoding is an error", () => {
    expect(parseQuery("name=%E0%A4%A", context)).toEqual({ unreadable: "name=%E0%A4%A" });
  });

  test("a pattern without the engine for it is an issue, not an exception", () => {
    expect(issuePathsOf("name.regex=a", { compile: undefined })).toEqual(["name.regex"]);
  });
});

describe("sort, page and fields", () => {
  test("sort keys keep their order and direction; a space stands for an unencoded +", () => {
    expect(queryOf("sort=-confirmationDate,+id, name&sort=status").sort).toEqual([
      { path: ["confirmationDate"], descending: true },
      { path: ["id"], descending: false },
      { path: ["name"], descending: false },
      { path: ["status"], descending: false },
    ]);
  });

  test("pages have defaults and a ceiling", () => {
    expect(queryOf("")).toMatchObject({ offset: 0, limit: 1000 });
    expect(queryOf("limit=0")).toMatchObject({ limit: 0 });
    expect(queryOf("offset=5&limit=5000")).toMatchObject({ offset: 5, limit: 1000 });
  });

  test.each<[string, readonly string[] | undefined]>([
    ["", undefined],
    ["fields=", undefined],
    ["fields=none", []],
    ["fields=name,remainingValue.amount", ["name", "remainingValue.amount"]],
    ["fields=name%2Cstatus", ["name", "status"]],
    ["fields=name&fields=status", ["name", "status"]],
    ["fields=@type", ["@type"]],
  ])("%s", (raw, fields) => {
    expect(queryOf(raw).fields).toEqual(fields);
  });

  test("parseFields rejects any other text", () => {
    expect(parseFields("colour=red&fields=name", context)).toMatchObject({
      query: { fields: ["name"] },
    });
  });
});
