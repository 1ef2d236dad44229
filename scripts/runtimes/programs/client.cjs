/** `client.cjs <origin>`: the client's CJS build against a server. */
const client = require("@tmf654/client");
const { clientChecks, connected, verdicts } = require("./checks.cjs");

verdicts(clientChecks, connected(client, process.argv.at(-1))).then((found) => {
  console.log(JSON.stringify(found));
});
