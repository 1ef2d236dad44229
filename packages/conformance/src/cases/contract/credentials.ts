import type { CaseStep, Feature } from "../../model/case.ts";

/**
 * Requests without credentials, with unknown credentials, and with credentials that may only read.
 */
const requestWithoutCredentials: CaseStep = { call: "GET /bucket", headers: { Authorization: "" } };
const requestWithWrongCredentials: CaseStep = {
  call: "GET /bucket",
  headers: { Authorization: "Bearer {unknown}" },
};
const readOnlyHeaders = { Authorization: "{readOnly.authorization}" };
const forbiddenRequest: CaseStep = {
  call: "POST /topupBalance",
  headers: readOnlyHeaders,
  body: { from: "{valid.topupBalance}" },
};

/** Cases for a server that needs credentials. */
export const contractCredentials: Feature = {
  level: "contract",
  name: "credentials",
  title: "Credentials",
  cases: [
    {
      id: "credentials.none.status",
      title: "a request without credentials responds with 401",
      rule: "A request without credentials gets a 401.",
      source: "contract",
      why: "Otherwise everybody can read the balances.",
      needs: ["credentials"],
      steps: [{ ...requestWithoutCredentials, expect: [{ status: 401 }] }],
    },
    {
      id: "credentials.none.challenge",
      title: "the 401 has WWW-Authenticate",
      rule: "`WWW-Authenticate` names the required credentials.",
      source: "TMF630",
      why: "RFC 9110 requires this header, and clients choose a scheme from it.",
      needs: ["credentials"],
      steps: [
        {
          ...requestWithoutCredentials,
          given: [{ status: 401 }],
          expect: [{ header: "WWW-Authenticate", is: "not empty" }],
        },
      ],
    },
    {
      id: "credentials.none.body",
      title: "the 401 has an Error body",
      rule: "An error is one object with `code` and `reason`.",
      source: "contract",
      why: "An app must distinguish missing credentials from expired ones.",
      needs: ["credentials"],
      steps: [
        { ...requestWithoutCredentials, given: [{ status: 401 }], expect: [{ schema: "Error" }] },
      ],
    },
    {
      id: "credentials.wrong.status",
      title: "a request with an unknown token responds with 401",
      rule: "A request with unknown credentials gets a 401.",
      source: "contract",
      why: "A server that accepts every token has no protection.",
      needs: ["credentials"],
      steps: [{ ...requestWithWrongCredentials, expect: [{ status: 401 }] }],
    },
    {
      id: "credentials.read-only.status",
      title: "a POST with credentials that may only read responds with 403",
      rule: "Credentials without the right to write get a 403.",
      source: "contract",
      why: "Otherwise everybody who may read can change balances.",
      needs: ["credentials", "read-only credentials"],
      steps: [
        { call: "GET /bucket", headers: readOnlyHeaders, given: [{ status: 200 }] },
        { ...forbiddenRequest, expect: [{ status: 403 }] },
      ],
    },
    {
      id: "credentials.read-only.body",
      title: "the 403 has an Error body",
      rule: "An error is one object with `code` and `reason`.",
      source: "contract",
      why: "An app must distinguish a missing right from a refused task.",
      needs: ["credentials", "read-only credentials"],
      steps: [{ ...forbiddenRequest, given: [{ status: 403 }], expect: [{ schema: "Error" }] }],
    },
  ],
};
