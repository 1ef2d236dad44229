/** Table of the command's flags: name, argument and help text. */

/** A flag. A flag without a `value` is on or off. */
export interface CliFlag {
  readonly name: string;
  readonly value?: string;
  readonly isRepeatable?: true;
  readonly help: string;
}

/** The flags by the heading that `--help` shows them under. */
export const flagGroups: Readonly<Record<string, readonly CliFlag[]>> = {
  cases: [
    {
      name: "level",
      value: "name",
      isRepeatable: true,
      help: "certified, contract, guidelines, behaviour",
    },
    {
      name: "filter",
      value: "text",
      isRepeatable: true,
      help: "only cases whose id contains the text; * matches all",
    },
    { name: "certificate", value: "file", help: "JSON file with the resources and operations" },
    { name: "only-certificate", help: "skip cases that call operations beyond the certificate" },
    { name: "allow-writes", help: "send POST, PATCH and DELETE too; without it only GET" },
    { name: "bucket", value: "id", help: "the bucket to act on" },
    { name: "receiver", value: "id", help: "a second bucket of the same unit, for transfers" },
    { name: "callback", value: "url", help: "URL at which the server reaches the event inbox" },
    { name: "callback-port", value: "port", help: "port of the inbox on 127.0.0.1 (any free one)" },
    { name: "delayed", help: "also run the cases for a server that completes actions later" },
    { name: "bail", help: "stop after the first case that fails" },
    { name: "list", help: "print a line for each case and send nothing" },
  ],
  connection: [
    {
      name: "header",
      value: "name: value",
      isRepeatable: true,
      help: "header to send with every request",
    },
    {
      name: "read-only-authorization",
      value: "value",
      help: "Authorization of read-only credentials; also runs the cases about 403",
    },
    { name: "oauth-token-url", value: "url", help: "OAuth 2.0 client credentials: token endpoint" },
    { name: "oauth-client-id", value: "id", help: "or TMF654_OAUTH_CLIENT_ID" },
    { name: "oauth-client-secret", value: "text", help: "or TMF654_OAUTH_CLIENT_SECRET" },
    { name: "oauth-scope", value: "text", help: "scopes to request" },
    { name: "ca", value: "file", help: "PEM file of a certificate authority to trust" },
    { name: "cert", value: "file", help: "PEM file of the client certificate" },
    { name: "key", value: "file", help: "PEM file of the client's private key" },
    { name: "insecure", help: "do not check the server's certificate" },
    { name: "proxy", value: "url", help: "HTTP proxy to use" },
    { name: "rate", value: "n", help: "maximum number of requests per second" },
    { name: "timeout", value: "ms", help: "longest wait for a response (10000)" },
    {
      name: "concurrency",
      value: "n",
      help: "number of cases that run at the same time, if they only read (4)",
    },
  ],
  output: [
    { name: "html", value: "file", help: "HTML report, to print and sign" },
    { name: "json", value: "file", help: "JSON report, for programs and for compare" },
    { name: "junit", value: "file", help: "JUnit report, for CI systems" },
    { name: "github", value: "file", help: "Markdown summary (GITHUB_STEP_SUMMARY when set)" },
    { name: "server", value: "name", help: "name of the server in reports" },
    {
      name: "compare-with",
      value: "url",
      help: "base URL of a second server; runs the cases against both and compares the results",
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
    const lines = group.map(({ name, value, help }) => {
      const head = value === undefined ? `--${name}` : `--${name} <${value}>`;
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
