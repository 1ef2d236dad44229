// Tests of the HTTP layer, from the bytes of a request to those of a response: one file of cases
// for each subject. They are one test file, so that the contract of the checks is loaded once.
import "../query/every-list.cases.ts";
import "./access.cases.ts";
import "./bad-input.cases.ts";
import "./control.cases.ts";
import "./faults.cases.ts";
import "./headers.cases.ts";
import "./idempotency.cases.ts";
import "./preconditions.cases.ts";
import "./reads.cases.ts";
import "./writes.cases.ts";
