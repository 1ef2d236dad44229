/** Table of the command's flags: name, argument and help text. */

/** A flag; without `takes` it is on or off. */
export interface CliFlag {
  readonly name: string;
  readonly takes?: string;
  readonly many?: true;
  readonly help: string;
}

/** The flags by the heading that `--help` shows them under. */
export const flagGroups: Readonly<Record<string, readonly CliFlag[]>> = {
  cases: [
    {
      name: "level",
      takes: "name",
      many: true,
      help: "certified, contract, guidelines, behaviour",
    },
    {
      name: "filter",
      takes: "text",
      many: true,
      help: "only cases whose id contains the text; * matches all",
    },
    { name: "certificate", takes: "file", help: "JSON file with the resources and operations" },
    { name: "only-certificate", help: "skip cases that call operations beyond the certificate" },
    { name: "allow-writes", help: "send POST, PATCH and DELETE too; without it only GET" },
    { name: "bucket", takes: "id", help: "the bucket to act on" },
    { name: "receiver", takes: "id", help: "a second bucket of the same unit, for transfers" },
    { name: "callback", takes: "url", help: "URL at which the server reaches the event inbox" },
    { name: "callback-port", takes: "port", help: "port of the inbox on 127.0.0.1 (any free one)" },
    { name: "delayed", help: "also run the cases for a server that completes actions later" },
    { name: "bail", help: "stop after the first case that fails" },
    { name: "list", help: "print a line for each case and send nothing" },
  ],
  connection: [
    { name: "header", takes: "name: value", many: true, help: "header to send with every request" },
    {
      name: "read-only-authorization",
      takes: "value",
      help: "Authorization of read-only credentials; also runs the cases about 403",
    },
    { name: "oauth-token-url", takes: "url", help: "OAuth 2.0 client credentials: token endpoint" },
    { name: "oauth-client-id", takes: "id", help: "or TMF654_OAUTH_CLIENT_ID" },
    { name: "oauth-client-secret", takes: "text", help: "or TMF654_OAUTH_CLIENT_SECRET" },
    { name: "oauth-scope", takes: "text", help: "scopes to request" },
    { name: "ca", takes: "file", help: "PEM file of a certificate authority to trust" },
    { name: "cert", takes: "file", help: "PEM file of the client certificate" },
    { name: "key", takes: "file", help: "PEM file of its private key" },
    { name: "insecure", help: "do not check the server's certificate" },
    { name: "proxy", takes: "url", help: "HTTP proxy to use" },
    { name: "rate", takes: "n", help: "maximum number of requests per second" },
    { name: "timeout", takes: "ms", help: "longest wait for a response (10000)" },
    {
      name: "concurrency",
      takes: "n",
      help: "number of reading cases that run at the same time (4)",
    },
  ],
  output: [
    { name: "html", takes: "file", help: "the report to print and sign" },
    { name: "json", takes: "file", help: "the report for programs, and for compare" },
    { name: "junit", takes: "file", help: "the report for CI systems" },
    { name: "github", takes: "file", help: "Markdown summary (GITHUB_STEP_SUMMARY when set)" },
    { name: "server", takes: "name", help: "name of the server in reports" },
    {
      name: "compare-with",
      takes: "url",
      help: "base URL of a second server; runs against both and compares them",
    },
    { name: "quiet", help: "print only the last line" },
    { name: "version", help: "the version" },
    { name: "help", help: "this text" },
  ],
};

/** All flags by name. */
export const flags: readonly CliFlag[] = Object.values(flagGroups).flat();

/** The text of `--help`. */
export function helpText(): string {
  const groups = Object.entries(flagGroups).map(([title, group]) => {
    const lines = group.map(({ name, takes, help }) => {
      const head = takes === undefined ? `--${name}` : `--${name} <${takes}>`;
      return `  ${head.padEnd(30)} ${help}`;
    });
    return `${title}\n${lines.join("\n")}`;
  });
  return `tmf654-conformance: a conformance suite for any TMF654 v4 server

  tmf654-conformance <base-url> [flags]
  tmf654-conformance compare <before.json> <after.json>
  tmf654-conformance ctk-check <config.json>
  tmf654-conformance import <newman.json> [--html file] [--json file] [--junit file]

${groups.join("\n\n")}

Exit code: 0 when every case that was run passed, 1 when one did not, 2 when nothing could be run.
`;
}
