/** The page docs/reference/log.md, from the types of the mock's activities. */
import { markdownTable } from "../../markdown-table.ts";
import { membersOf } from "./docstrings.ts";
import { PAGE_HEADER, toCode } from "./page.ts";

const file = "packages/mock/src/ports/activity.ts";

/** The sections of the page: the types whose members an object has. */
export const sections = [
  [
    "kind: request",
    "A request to the API, with its response.",
    ["RequestActivity", "CommandEffects"],
  ],
  [
    "kind: command",
    "A command without a request to the API: work that was due, or an action of the control plane.",
    ["CommandActivity", "CommandEffects"],
  ],
  ["kind: clock", "A move of the clock.", ["ClockActivity"]],
  ["kind: delivery", "An attempt to deliver an event to a subscriber.", ["DeliveryActivity"]],
  ["kind: state", "A change of the whole state or of the settings.", ["StateActivity"]],
  ["Elements of changes", "A balance that changed.", ["BalanceChange"]],
] as const;

/** The path of the page, and its text. */
export function emitLogPage(root: string): Record<string, string> {
  const texts = sections.map(([title, description, types]) => {
    const members = types.flatMap((type) => membersOf(root, file, type));
    const rows = members.map(({ name, type, description: text, isOptional }) => [
      toCode(name),
      toCode(type),
      isOptional ? "no" : "yes",
      text,
    ]);
    const table = markdownTable(["member", "type", "always", "description"], rows);
    return `## ${title}\n\n${description}\n\n${table}`;
  });
  return {
    "docs/reference/log.md": `${PAGE_HEADER}
# Lines of the JSON log

Each line of \`tmf654-mock --log json\` is one JSON object, the type \`Activity\` of
\`@tmf654/mock\`. \`GET /__mock/activity/stream\` sends the same objects. The member \`kind\` of an
object decides its other members. With this form, stdout has no other lines: the text after the
start and the lines of \`--watch\` are on stderr.
\`npm run generate\` writes this page from the types. A later version can add members and
kinds.
[policy.md](../policy.md) says which versions can change or remove one.

${texts.join("\n\n")}
`,
  };
}
