import type { CaseStep, Feature } from "../../model/case.ts";

/** A request without credentials, and one with credentials that nobody was given. */
const without: CaseStep = { call: "GET /bucket", headers: { Authorization: "" } };
const wrong: CaseStep = { call: "GET /bucket", headers: { Authorization: "Bearer {unknown}" } };

/** A server that is called with credentials refuses a call without them. */
export const contractCredentials: Feature = {
  level: "contract",
  name: "credentials",
  title: "Credentials",
  cases: [
    {
      id: "credentials.none.status",
      title: "a request without credentials responds with 401",
      rule: "A request without credentials is a 401.",
      source: "contract",
      why: "A balance that anybody can read is a leak.",
      needs: ["credentials"],
      steps: [{ ...without, expect: [{ status: 401 }] }],
    },
    {
      id: "credentials.none.challenge",
      title: "the 401 has WWW-Authenticate",
      rule: "`WWW-Authenticate` says which credentials are needed.",
      source: "TMF630",
      why: "RFC 9110 demands it; clients choose their scheme by it.",
      needs: ["credentials"],
      steps: [
        {
          ...without,
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
      why: "An app must tell missing credentials from expired ones.",
      needs: ["credentials"],
      steps: [{ ...without, given: [{ status: 401 }], expect: [{ schema: "Error" }] }],
    },
    {
      id: "credentials.wrong.status",
      title: "a request with an unknown token responds with 401",
      rule: "Credentials that the server did not give are a 401.",
      source: "contract",
      why: "A server that looks for a token, and not at it, is open.",
      needs: ["credentials"],
      steps: [{ ...wrong, expect: [{ status: 401 }] }],
    },
  ],
};
