/** `client.mjs <origin>`: the client's ESM build against a server. */
import * as client from "@tmf654/client";
import checks from "./checks.cjs";

const { clientChecks, connected, verdicts } = checks;
const found = await verdicts(clientChecks, connected(client, process.argv.at(-1)));
console.log(JSON.stringify(found));
