/** Mocks and runs for the cases that the plain mock does not show. */
import { readCertificate } from "../../src/index.ts";
import { delayedSetup, securedSetup } from "../support/mock-server.ts";
import type { Setup } from "./mutant.ts";

const all = ["GET", "GET by id", "POST", "PATCH", "DELETE"];

/** A certificate that lists everything. */
export const wideCertificate = readCertificate({
  name: "everything",
  resources: {
    bucket: { operations: ["GET", "GET by id", "POST", "DELETE"] },
    topupBalance: { operations: all },
    adjustBalance: { operations: all },
    reserveBalance: { operations: all },
    transferBalance: { operations: all },
    accumulatedBalance: { operations: ["GET", "GET by id"] },
    balanceActionHistory: { operations: ["GET", "GET by id"] },
    hub: { operations: ["POST", "DELETE"] },
    listener: { operations: ["POST"] },
  },
});

/** For each setup, a function that starts its mock, and the options of its runs. */
export const setups = {
  secured: securedSetup,
  delayed: delayedSetup,
  wide: { mock: { profile: "ctk" }, run: { certificate: wideCertificate } },
} as const satisfies Record<Setup, object>;
