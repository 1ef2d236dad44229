/** A Cloudflare worker that runs the checks; the origin of the server is its query. */
import * as client from "@tmf654/client";
import * as events from "@tmf654/client/events";
import * as contract from "@tmf654/contract";
import * as ledger from "@tmf654/ledger";
import * as quantity from "@tmf654/quantity";
import * as validation from "@tmf654/validation";
import * as all from "@tmf654/validation/all";
import * as fields from "@tmf654/validation/fields";
import checks from "./checks.cjs";

const { clientChecks, connected, entryChecks, pureChecks, verdicts } = checks;
const packages = { contract, quantity, validation, ledger, events, all, fields };

export const handler = {
  async fetch(request) {
    const query = new URL(request.url).searchParams;
    const amount = Number(query.get("amount"));
    const found = {
      ...(await verdicts({ ...pureChecks, ...entryChecks }, { ...packages, amount })),
      ...(await verdicts(clientChecks, connected(client, query.get("origin")))),
    };
    return Response.json(found);
  },
};

export { handler as default };
