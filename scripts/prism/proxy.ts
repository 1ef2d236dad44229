/**
 * `npm run prism:proxy [-- --port 4011 --upstream http://127.0.0.1:4010]`: Prism in front of a
 * server, as a proxy. A response that breaks the contract becomes a 500. Without `--upstream` it
 * starts the reference mock. The server validates requests. Prism does not, because the contract
 * does not declare its 400 response.
 */
import { parseArgs } from "node:util";
import { foldedContract, startPrism } from "./launch.ts";
import { startMock } from "./start-mock.ts";
import { stopWhileStarting, untilStopped } from "./until-stopped.ts";

stopWhileStarting();

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.PORT ?? "4011" },
    host: { type: "string", default: "127.0.0.1" },
    upstream: { type: "string" },
    "mock-port": { type: "string", default: "4010" },
  },
});

const mock = values.upstream === undefined ? await startMock(values["mock-port"]) : undefined;
const upstream = mock?.url ?? values.upstream ?? "";
const options = ["--errors", "--no-validate-request", "--port", values.port, "--host", values.host];
const prism = await startPrism(["proxy", foldedContract, upstream, ...options], (text) =>
  process.stdout.write(text),
);
console.log(
  `\nForwarding to ${upstream}. A response that breaks the contract becomes a 500 with its issues.`,
);
console.log(`Try: curl -i ${prism.url}/tmf-api/prepayBalanceManagement/v4/bucket\n`);
await untilStopped(prism, ...(mock === undefined ? [] : [mock]));
