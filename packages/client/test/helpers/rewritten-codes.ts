/** Forms in which servers return the code of a voucher or payment; `undefined` drops it. */
export const rewrittenCodes: readonly {
  readonly name: string;
  readonly rewrite: (code: string) => unknown;
}[] = [
  { name: "as sent", rewrite: (code) => code },
  { name: "masked with stars", rewrite: (code) => `****${code.slice(-4)}` },
  { name: "masked with one character", rewrite: () => "*" },
  {
    name: "masked with letters, in its length",
    rewrite: (code) => code.replace(/\w(?=.{4})/g, "x"),
  },
  { name: "masked in the middle", rewrite: (code) => code.replace(/(?<=.{4}).(?=.{4})/g, "•") },
  { name: "without separators", rewrite: (code) => code.replace(/\W/g, "") },
  {
    name: "in upper case, with other separators",
    rewrite: (code) => code.toUpperCase().replace(/\W/g, "-"),
  },
  { name: "shortened to its start", rewrite: (code) => code.slice(0, 6) },
  { name: "as the number of its digits", rewrite: (code) => Number(code.replace(/\D/g, "")) },
  { name: "as null", rewrite: () => null },
  { name: "not at all", rewrite: () => undefined },
];
