/** `npm run prism [-- --port 4010]`: Prism as a server of the contract's examples. */
import { parseArgs } from "node:util";
import { foldedContract, startPrism } from "./launch.ts";
import { stopWhileStarting, untilStopped } from "./until-stopped.ts";

stopWhileStarting();

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.PORT ?? "4010" },
    host: { type: "string", default: "127.0.0.1" },
  },
});

const args = ["mock", foldedContract, "--port", values.port, "--host", values.host];
const prism = await startPrism(args, (text) => process.stdout.write(text));
console.log(`\nTry: curl ${prism.url}/tmf-api/prepayBalanceManagement/v4/bucket\n`);
await untilStopped(prism);
