/** Each recipe of CONTRIBUTING.md, with a small example. */
import type { Recipe } from "./recipe.ts";

const refusalRule: Recipe = {
  title: "A new refusal rule",
  edits: [
    {
      file: "packages/ledger/src/model/refusals.ts",
      changes: [[/\{ code: "amountZero", http: 409 \},/, '\n  { code: "amountOdd", http: 409 },']],
      check: "types",
    },
    {
      file: "packages/ledger/src/views/explain.ts",
      changes: [[/amountZero: .*,/, '\n  amountOdd: "the amount must be even",']],
      check: "types",
    },
    {
      file: "packages/mock/src/trace/remedies.ts",
      changes: [[/amountZero: .*,/, '\n  amountOdd: "Send an even amount.",']],
      check: "types",
    },
    {
      file: "packages/ledger/src/operations/adjust.ts",
      changes: [
        [
          /unlessReversal\(\{\s*code: "amountZero",[^}]*\}\),/,
          '\n  { code: "amountOdd", when: ({ amount }) => amount.steps === 77_000_000 },',
        ],
      ],
      check: "packages/ledger/test/precedence.test.ts",
    },
    {
      file: "packages/ledger/test/breaks.ts",
      changes: [
        [
          /code: "amountZero",[^}]*\},[^}]*\},/,
          `
    {
      code: "amountOdd",
      body: (body) => {
        body.amount = eur(77);
      },
      without: ["limitExceeded", "balanceCeilingExceeded", "insufficientBalance"],
    },`,
        ],
      ],
    },
    { file: "docs/reference/refusals.md", check: "generate" },
  ],
};

const queryOperator: Recipe = {
  title: "A new query operator",
  edits: [
    {
      file: "packages/mock/src/ports/query.ts",
      changes: [[/comparisonOperators = \["eq",/, ' "prefix",']],
      check: "types",
    },
    {
      file: "packages/mock/src/query/matches.ts",
      changes: [
        [
          /function textTest\(.*\{\n/,
          '  if (op === "prefix") return (value) => String(value).startsWith(text);\n',
        ],
        [/function orderOrEqualOperatorOf[\s\S]*? {4}case "eq":\n/, '    case "prefix":\n'],
        [/function orderTest[\s\S]*?switch \(op\) \{\n/, '    case "prefix":\n'],
      ],
      check: "packages/mock/src/query/parse.test.ts",
    },
    {
      file: "packages/mock/src/query/parse.test.ts",
      changes: [[/\["name\.regex=\^d", false\],/, '\n    ["name.prefix=Dat", true],']],
    },
    {
      file: "packages/contract/src/filter.ts",
      changes: [
        [
          /export type TextFilter<Path extends string> = \{/,
          "\n  readonly [Key in `$" + "{Path}.prefix`]?: string;\n} & {",
        ],
      ],
      check: "types",
    },
    {
      file: "packages/contract/test/types.test-d.ts",
      changes: [
        [
          /$/,
          `
test("a filter takes a prefix", () => {
  expectTypeOf<import("@tmf654/contract").BucketFilter>().toHaveProperty("name.prefix");
});
`,
        ],
      ],
    },
  ],
};

const flag: Recipe = {
  title: "A new command-line flag",
  edits: [
    {
      file: "packages/mock/src/cli/flags.ts",
      changes: [
        [
          /\n {2}quiet: .*\},/,
          '\n  "journal-entries": { type: "string", value: "n", example: "9", help: "journal" },',
        ],
      ],
      check: "packages/mock/src/cli/server-settings.test.ts",
    },
    {
      file: "packages/mock/src/cli/flag-settings.ts",
      changes: [
        [
          /\n {4}quiet: values\.quiet,/,
          '\n    journal: { entries: readCount(text("journal-entries"), "--journal-entries") },',
        ],
      ],
      check: "packages/mock/src/cli/server-settings.test.ts",
    },
    {
      file: "packages/mock/src/cli/server-settings.test.ts",
      changes: [
        [
          /\n {2}\[\["--strict"\], .*\],/,
          '\n  [["--journal-entries", "9"], {}, { journal: { entries: 9 } }],',
        ],
      ],
    },
    {
      file: "packages/mock/src/cli/flags.test.ts",
      changes: [
        [
          /\n {2}"serve --max-actions": .*\],/,
          '\n  "serve --journal-entries": ["0", "-1", "many", ""],',
        ],
      ],
    },
    {
      file: "scripts/packed-command/table.ts",
      changes: [[/"--max-actions", "2"/, ', "--journal-entries", "9"']],
    },
    { file: "docs/reference/flags.md", check: "generate" },
  ],
};

const clientOption: Recipe = {
  title: "A new client option",
  edits: [
    {
      file: "packages/client/src/client/options.ts",
      changes: [
        [
          /export interface ClientOptions \{/,
          "\n  /** The header Accept-Language. */\n  readonly language?: string;",
        ],
      ],
      check: "types",
    },
    {
      file: "packages/client/src/client/check-options.ts",
      changes: [[/\n {2}headers: "object",/, '\n  language: "string",']],
      check: "types",
    },
    {
      file: "packages/client/src/client/connect.ts",
      changes: [
        [
          /accept: "application\/json"/,
          ', ...(options.language && { "accept-language": options.language })',
        ],
      ],
      check: "packages/client/test/options.test.ts",
    },
    {
      file: "packages/client/test/options.test.ts",
      changes: [
        [
          /$/,
          `
test("the language is sent with each request", async () => {
  const sent: unknown[] = [];
  const fetch = async (_: string, { headers }: { headers: Record<string, string> }) => {
    sent.push(headers["accept-language"]);
    return Response.json([]);
  };
  await createClient({ baseUrl, language: "fi", fetch: fetch as never }).bucket.list();
  expect(sent).toEqual(["fi"]);
});
`,
        ],
      ],
    },
    {
      file: "docs/reference/client-options.md",
      changes: [
        [/\n\| `headers` .*\|/, "\n| `language` | none | the header Accept-Language |"],
        [/headers: \{ "X-Tenant": "north" \},/, '\n  language: "en",'],
      ],
      check: "packages/client/test/options-page.test.ts",
    },
  ],
};

const scenario: Recipe = {
  title: "A new scenario",
  edits: [
    {
      file: "packages/mock/src/scenarios/one-line.ts",
      text: `import type { Scenario } from "./scenario.ts";

/** One line without a bucket. */
export const oneLine: Scenario = {
  name: "one-line",
  description: "One line without a bucket.",
  subscribers: [{ key: "uma", name: "Uma", msisdn: "447700900299", buckets: [] }],
};
`,
      check: "types",
    },
    {
      file: "packages/mock/src/scenarios/catalogue.ts",
      changes: [
        [/import type .*\n|(?=import)/, 'import { oneLine } from "./one-line.ts";\n'],
        [/new Map\(\s*\[/, "\n    oneLine,"],
      ],
      check: "packages/mock/src/scenarios/catalogue.test.ts",
    },
    {
      file: "packages/mock/README.md",
      changes: [[/`low-balance`,/, " `one-line`,"]],
      check: "packages/mock/src/scenarios/catalogue.test.ts",
    },
  ],
};

export const recipes: readonly Recipe[] = [
  refusalRule,
  queryOperator,
  flag,
  clientOption,
  scenario,
];
