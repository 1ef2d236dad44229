/** The program for the empty context, bundled like an app: the checks of client and libraries. */
import * as client from "@tmf654/client";
import * as contract from "@tmf654/contract";
import * as ledger from "@tmf654/ledger";
import * as quantity from "@tmf654/quantity";
import * as validation from "@tmf654/validation";
import checks from "./checks.cjs";

const { clientChecks, connected, pureChecks, verdicts } = checks;
const packages = { contract, quantity, validation, ledger };

export const run = async (origin, amount) => ({
  ...(await verdicts(pureChecks, { ...packages, amount })),
  ...(await verdicts(clientChecks, connected(client, origin))),
});
