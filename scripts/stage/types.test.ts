import { expect, test } from "vitest";
import { commentExamples } from "../examples/blocks.ts";
import { compact, withoutExamples } from "./types.ts";

const comment = `interface A {
    /**
     * Reads a record.
     * @throws RangeError for a negative number.
     * @example
     * \`\`\`ts
     * import { read } from "a";
     *
     * read(1);
     * \`\`\`
     */
    read(at: number): void;
}
`;

test("examples are removed from compact declarations, and nothing else is", () => {
  expect(commentExamples(comment)).toHaveLength(1);
  expect(withoutExamples(compact(comment))).toBe(
    "interface A {\n\t/**\n * Reads a record.\n * @throws RangeError for a negative number.\n" +
      " */\n\tread(at: number): void;\n}\n",
  );
});
