/** `libraries.mjs <amount>`: checks the ESM builds of packages that need no server. */
import * as events from "@tmf654/client/events";
import * as contract from "@tmf654/contract";
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import * as ledger from "@tmf654/ledger";
import * as quantity from "@tmf654/quantity";
import * as validation from "@tmf654/validation";
import * as all from "@tmf654/validation/all";
import * as fields from "@tmf654/validation/fields";
import checks from "./checks.cjs";

const { documentCheck, entryChecks, pureChecks, verdicts } = checks;
const amount = Number(process.argv.at(-1));
const packages = { contract, quantity, validation, ledger, events, all, fields, document };
const allChecks = { ...pureChecks, ...entryChecks, ...documentCheck };
console.log(JSON.stringify(await verdicts(allChecks, { ...packages, amount })));
