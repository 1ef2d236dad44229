/** Mutants of mocks with credentials, with delayed actions, or of an extended certificate. */
import { actionNames } from "@tmf654/contract";
import { kitRules } from "../../src/model/certificate.ts";
import { capitalize } from "./adjustments.ts";
import { muteEvent } from "./events-and-views.ts";
import {
  changeRequest,
  changeResponse,
  changeStatus,
  editElements,
  type Mutant,
  removeMember,
} from "./mutant.ts";

const actions = `{${actionNames.join(",")}}`;
const isForbidden = ({ status }: { readonly status: number }): boolean => status === 403;
const isRefused = ({ status }: { readonly status: number }): boolean => status === 401;

const securedMutants: readonly Mutant[] = [
  {
    name: "a request without credentials succeeds",
    setup: "secured",
    on: ["listBucket"],
    respond: changeRequest(
      (request) => ({ ...request, headers: { ...request.headers, authorization: "Bearer key" } }),
      ({ headers }) => headers.authorization === undefined,
    ),
    fails: ["contract.credentials.none.status"],
  },
  {
    name: "any token is accepted",
    setup: "secured",
    on: ["listBucket"],
    respond: changeRequest(
      (request) => ({ ...request, headers: { ...request.headers, authorization: "Bearer key" } }),
      ({ headers }) => headers.authorization !== undefined,
    ),
    fails: ["contract.credentials.wrong.status"],
  },
  {
    name: "a 401 has no WWW-Authenticate",
    setup: "secured",
    on: ["listBucket"],
    respond: changeResponse((response) => {
      const { "www-authenticate": _, ...headers } = response.headers;
      return { ...response, headers };
    }, isRefused),
    fails: ["contract.credentials.none.challenge"],
  },
  {
    name: "a 401 has an empty object",
    setup: "secured",
    on: ["listBucket"],
    respond: changeResponse((response) => ({ ...response, text: "{}" }), isRefused),
    fails: ["contract.credentials.none.body"],
  },
  {
    name: "a token that may only read can create a top-up",
    setup: "secured",
    on: ["createTopupBalance"],
    respond: changeRequest(
      (request) => ({ ...request, headers: { ...request.headers, authorization: "Bearer key" } }),
      ({ headers }) => headers.authorization === "Bearer reader",
    ),
    fails: ["contract.credentials.read-only.status"],
  },
  {
    name: "a 403 has an empty object",
    setup: "secured",
    on: ["createTopupBalance"],
    respond: changeResponse((response) => ({ ...response, text: "{}" }), isForbidden),
    fails: ["contract.credentials.read-only.body"],
  },
];

const delayedMutants: readonly Mutant[] = ["topupBalance", "adjustBalance", "transferBalance"].map(
  (resource): Mutant => ({
    name: `${capitalize(resource)}CancelEvent is never sent`,
    setup: "delayed",
    on: ["registerListener"],
    respond: muteEvent(`${capitalize(resource)}CancelEvent`),
    fails: [`behaviour.event.cancel.${resource}{,.schema}`],
  }),
);

const changed = `certified.${actions}`;
const removed = `certified.{bucket,${actionNames.join(",")}}`;

const wide: readonly Mutant[] = [
  {
    name: "POST /bucket responds with 200",
    setup: "wide",
    on: ["createBucket"],
    respond: changeStatus(200),
    fails: ["certified.bucket.create.status"],
  },
  {
    name: "POST /bucket returns a list",
    setup: "wide",
    on: ["createBucket"],
    respond: changeResponse((response) => ({ ...response, text: `[${response.text}]` })),
    fails: ["certified.bucket.create.{object,has-*}"],
  },
  ...kitRules.bucket.mandatory.map(
    (attribute): Mutant => ({
      name: `POST /bucket loses ${attribute}`,
      setup: "wide",
      on: ["createBucket"],
      respond: editElements(removeMember(attribute)),
      fails: [`certified.bucket.create.has-${attribute}`],
    }),
  ),
  {
    name: "a certified PATCH responds with 202",
    setup: "wide",
    on: ["patch*"],
    respond: changeStatus(202),
    fails: [`${changed}.patch.status`],
  },
  {
    name: "a certified DELETE responds with 200",
    setup: "wide",
    on: ["delete*"],
    respond: changeResponse(
      (response) => ({ ...response, status: 200, text: "{}" }),
      ({ status }) => status === 204,
    ),
    fails: [`${removed}.delete.status`],
  },
  {
    name: "a certified DELETE does nothing",
    setup: "wide",
    on: ["delete*"],
    respond: async () => ({ status: 204, headers: {}, text: "" }),
    fails: [`${removed}.delete.gone`],
  },
];

/** Names of broken behaviours, each with its mock. */
export const setupMutants: readonly Mutant[] = [...securedMutants, ...delayedMutants, ...wide];
