/** Names of headers and attributes whose values belong in no log. */
export const secretName: RegExp = /token|secret|key|auth|password|cookie|voucher|payment/i;

// The name's end is bounded, so that a long text takes no longer than its length.
const credential = /(bearer |basic |(?:token|secret|key|auth|password)[\w-]{0,20}=)[^\s"'<&]+/gi;
const attribute = new RegExp(`((${secretName.source})[\\w-]*\\\\*"\\s*:)[^]*`, "i");

const masked = (text: string) => text.replace(credential, "$1***");

/** A server's words, for a message. `undefined`: they are no words, whatever the contract says. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? masked(String(value)) : undefined;

/** The beginning of an answer, up to the first attribute that belongs in no log. */
export const snippetOf = (body: string): string =>
  masked(body.slice(0, 200)).replace(attribute, "$1***");
