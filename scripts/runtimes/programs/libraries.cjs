/** `libraries.cjs <amount>`: the CJS builds of what needs no server. */
const { documentCheck, entryChecks, pureChecks, verdicts } = require("./checks.cjs");

const packages = {
  events: require("@tmf654/client/events"),
  contract: require("@tmf654/contract"),
  document: require("@tmf654/contract/openapi.json"),
  ledger: require("@tmf654/ledger"),
  quantity: require("@tmf654/quantity"),
  validation: require("@tmf654/validation"),
  all: require("@tmf654/validation/all"),
  fields: require("@tmf654/validation/fields"),
};
const amount = Number(process.argv.at(-1));
const allChecks = { ...pureChecks, ...entryChecks, ...documentCheck };
verdicts(allChecks, { ...packages, amount }).then((found) => console.log(JSON.stringify(found)));
