/**
 * `npm run guard [-- --port 4011 --upstream http://127.0.0.1:4010]`: Prism in front of a server,
 * answering 500 where the server breaks the contract. Without `--upstream` the reference mock is
 * started. Requests are left to the server to judge: its 400s are the contract's, Prism's are not.
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
console.log(`\nGuarding ${upstream}. A breach of the contract is a 500 that lists it.`);
console.log(`Try: curl -i ${prism.url}/tmf-api/prepayBalanceManagement/v4/bucket\n`);
await untilStopped(prism, ...(mock === undefined ? [] : [mock]));
