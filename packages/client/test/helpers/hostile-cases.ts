import type { ClientOptions, WriteOptions } from "@tmf654/client";

/** An argument that can never be sent, and the expected words in the error. */
export interface HostileCase {
  readonly name: string;
  readonly options?: object;
  readonly call?: WriteOptions;
  readonly body?: object;
  readonly id?: string;
  readonly error: "InvalidOptionsError" | "BadRequestError";
  readonly says: readonly string[];
}

const topup = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;

const url = ["baseUrl", "https://host/path"];
const urls: readonly [name: string, baseUrl: unknown][] = [
  ["text that is not a URL", "not a url"],
  ["undefined", undefined],
  ["null", null],
  ["a number", 4010],
  ["a path without a slash", "tmf-api/v4"],
  ["a host without a scheme", "ocs.example/v4"],
  ["another scheme", "ftp://ocs.example/v4"],
  ["a port that is too large", "https://ocs.example:99999/v4"],
  ["an invalid host", "https://[::1/v4"],
  ["credentials", "https://user:pass@ocs.example/v4"],
  ["a URL object with credentials", new URL("https://user:pass@ocs.example/v4")],
  ["a query", "https://ocs.example/v4?tenant=1"],
  ["a fragment", "https://ocs.example/v4#top"],
  ["white space", "https://ocs.example/a b"],
  ["a line break", "https://ocs.example/v4\n"],
];

const values: readonly [name: string, value: string, code: string][] = [
  ["other letters", "Łukasz", "U+141"],
  ["a line break", "a\r\nx-admin: 1", "U+d"],
  ["a zero byte", "a\0", "U+0"],
  ["an emoji", "ok 👍", "U+d83d"],
];

const bodies: readonly [name: string, body: object, says: string][] = [
  ["NaN", { ...topup, amount: { amount: Number.NaN, units: "EUR" } }, "amount is NaN"],
  ["Infinity", { amount: { amount: Number.POSITIVE_INFINITY } }, "amount is Infinity"],
  ["an invalid date", { validFor: { endDateTime: new Date("never") } }, "endDateTime is Invalid"],
  ["a hole in an array", { product: [undefined] }, "0 is undefined"],
  ["a big integer", { amount: { amount: 5n } }, "BigInt"],
];

const cycle: { self?: object } = {};
cycle.self = cycle;

export const hostileCases: readonly HostileCase[] = [
  ...urls.map(([name, baseUrl]): HostileCase => {
    return {
      name: `baseUrl: ${name}`,
      options: { baseUrl },
      error: "InvalidOptionsError",
      says: url,
    };
  }),
  ...values.flatMap(([name, value, code]): HostileCase[] => [
    {
      name: `a header of the client: ${name}`,
      options: { headers: { "X-Tenant": value } },
      error: "InvalidOptionsError",
      says: ["X-Tenant", code, "encode"],
    },
    {
      name: `a header of the call: ${name}`,
      call: { headers: { "X-Tenant": value } },
      error: "BadRequestError",
      says: ["x-tenant", code, "encode"],
    },
    {
      name: `idempotencyKey: ${name}`,
      call: { idempotencyKey: value },
      error: "BadRequestError",
      says: ["idempotencyKey", code, "encode"],
    },
    {
      name: `a header of a middleware: ${name}`,
      options: {
        attemptMiddleware: [
          (request: { headers: object }, next: (request: object) => unknown) =>
            next({ ...request, headers: { ...request.headers, "x-user": value } }),
        ],
      },
      error: "BadRequestError",
      says: ["x-user", code],
    },
  ]),
  ...["заказ-1", "café", " order", "order ", "a\tb"].map((idempotencyKey): HostileCase => {
    const name = `idempotencyKey: ${JSON.stringify(idempotencyKey)}`;
    return { name, call: { idempotencyKey }, error: "BadRequestError", says: ["idempotencyKey"] };
  }),
  ...["5", "41", "many", ""].flatMap((length): HostileCase[] => {
    const headers = { "Content-Length": length };
    return [
      {
        name: `the length of the body: ${JSON.stringify(length)}`,
        call: { headers },
        error: "BadRequestError",
        says: ["header content-length", "leave it out"],
      },
      {
        name: `the length of every body: ${JSON.stringify(length)}`,
        options: { headers },
        error: "InvalidOptionsError",
        says: ["Content-Length", "leave it out"],
      },
    ];
  }),
  {
    name: "a header of a middleware: undefined",
    options: {
      attemptMiddleware: [
        (request: { headers: object }, next: (request: object) => unknown) =>
          next({ ...request, headers: { ...request.headers, "x-user": undefined } }),
      ],
    },
    error: "BadRequestError",
    says: ["x-user", "leave it out"],
  },
  ...["", "a b", "ключ", "a:b"].map((header): HostileCase => {
    return {
      name: `a header name: ${JSON.stringify(header)}`,
      options: { headers: { [header]: "1" } },
      error: "InvalidOptionsError",
      says: ["headers", "header "],
    };
  }),
  {
    name: "the name of the idempotency header",
    options: { idempotency: { header: "Mein Schlüssel" } },
    error: "InvalidOptionsError",
    says: ["idempotency", "Mein Schlüssel"],
  },
  ...bodies.map(([name, body, says]): HostileCase => {
    return { name: `body: ${name}`, body, error: "BadRequestError", says: ["body", says] };
  }),
  { name: "body: a cycle", body: cycle, error: "BadRequestError", says: ["body", "circular"] },
  {
    name: "body: undefined",
    body: undefined as never,
    error: "BadRequestError",
    says: ["body", "undefined"],
  },
  ...["", ".", "..", "%2e%2E", "\ud800", undefined as never].map((id): HostileCase => {
    return { name: `id: ${JSON.stringify(id)}`, id, error: "BadRequestError", says: ["id"] };
  }),
].map((row) => ("body" in row ? row : { ...row, body: topup })) as HostileCase[];

/** Options of `fetch` that the runtime rejects. */
export const hostileFetchOptions: readonly ClientOptions["fetchOptions"][] = [
  { credentials: "all of them" },
  { mode: "navigate" },
  { referrerPolicy: "never" },
];
