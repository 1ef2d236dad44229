import { createMock, type MockOptions, MockOptionsError } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { describe, expect, test } from "vitest";
import { profiles } from "../profile/built-in.ts";

describe("unknown and invalid options are refused by name", () => {
  test.each<[object, RegExp]>([
    [{ profil: "x" }, /no option is called profil; did you mean profile\?/],
    [{ colour: "x" }, /no option is called colour; there are profile, auth/],
    [{ profile: 5 }, /profile must be a profile or its name/],
    [{ profile: null }, /profile must be/],
    [{ scenario: 5 }, /scenario must be/],
    [{ seed: Number.NaN }, /seed must be a number or a string/],
    [{ clock: null }, /clock must be "real", an instant, or an object/],
    [{ basePath: 5 }, /basePath must be a path/],
    [{ basePath: "http://host/api" }, /basePath must be a path/],
    [{ basePath: "/api?x" }, /basePath must be a path/],
    [{ fetch: "x" }, /fetch must be a function/],
    [{ controlToken: "" }, /controlToken must be/],
    [{ maxActions: 5 }, /maxActions/],
    [{ limits: { actions: -1 } }, /limits must be an object of whole numbers above 0/],
    [{ limits: { actions: 0 } }, /limits/],
    [{ limits: { actions: 1.5 } }, /limits/],
    [{ journal: { entries: -1 } }, /journal must have entries and bytes/],
    [{ journal: { entrys: 1 } }, /journal/],
    [{ journal: 5 }, /journal/],
    [{ strict: "yes" }, /strict must be true or false/],
    [{ onError: 1 }, /onError must be a function/],
    [{ timers: {} }, /timers/],
    [{ limits: { actions: 0 }, strict: 1 }, /limits .*; strict/],
  ])("%j", (options, message) => {
    const make = () => createMock(options as MockOptions);
    expect(make).toThrow(MockOptionsError);
    expect(make).toThrow(message);
  });

  test.each<[object, object]>([
    [{ profil: "x" }, { path: "profil", code: "unknownOption" }],
    [{ strict: 1 }, { path: "strict", code: "invalidOption" }],
    [
      { profile: "certifed" },
      { path: "profile", message: expect.stringContaining("mean certified?") },
    ],
    [{ scenario: "x" }, { path: "scenario", message: expect.stringContaining("there are ") }],
  ])("the issue of %j names the option", (options, issue) => {
    const make = () => createMock(options as MockOptions);
    expect(make).toThrow(expect.objectContaining({ issues: [expect.objectContaining(issue)] }));
  });

  test.each<[object, RegExp]>([
    [{ fetch, bseUrl: "http://x" }, /no option is called bseUrl; did you mean baseUrl\?/],
    [{ fetch: "x", token: 5 }, /fetch must be a function; token must be a text/],
  ])("createControl refuses %j", (options, message) => {
    const make = () => createControl(options as never);
    expect(make).toThrow(MockOptionsError);
    expect(make).toThrow(message);
  });

  test.each([
    ["everyday", '"everyday"'],
    ["low-balanc", '"low-balance"'],
    ["x", '"everyday"'],
  ])("seed refuses the scenario { name: %j } without content", (name, suggestedScenario) => {
    const mock = createMock();
    const countsBefore = mock.counts();
    expect(() => mock.seed({ name, description: "" })).toThrow(`such as ${suggestedScenario}`);
    expect(mock.counts()).toEqual(countsBefore);
    mock.seed("empty");
    mock.seed({ name, description: "" }, 1);
  });

  test.each([...profiles.keys()])("the profile %s works with additions: false", async (name) => {
    const mock = createMock({
      profile: { ...createMock({ profile: name }).profile(), additions: false },
    });
    const buckets = await mock.fetch(`http://mock${mock.basePath}/bucket?limit=5`);
    expect(buckets.ok).toBe(true);
    expect((await buckets.json()).length).toBeGreaterThan(0);
  });

  test("an undefined option has its default", () => {
    const undefinedOptions = { profile: undefined, journal: { entries: undefined } };
    expect(createMock(undefinedOptions as unknown as MockOptions).profile().name).toBe("reference");
  });
});

test.each([
  ["api/", "/api"],
  ["/api//", "/api"],
  ["/api/v4", "/api/v4"],
  ["/", ""],
  ["", ""],
])("the base path %j is %j", async (basePath, path) => {
  const mock = createMock({ basePath });
  expect(mock.basePath).toBe(path);
  const response = await mock.fetch(`http://mock${path}/bucket/ana-main`);
  expect(await response.json()).toMatchObject({ href: `${path}/bucket/ana-main` });
});
