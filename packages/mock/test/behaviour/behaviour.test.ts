// The sections of the behaviour page, each on its own in a file of cases. They are one test file,
// so that the contract of the checks is loaded once.
import "./actions.cases.ts";
import "./buckets.cases.ts";
import "./concurrency.cases.ts";
import "./delivery.cases.ts";
import "./differences.cases.ts";
import "./domain.cases.ts";
import "./events.cases.ts";
import "./faults.cases.ts";
import "./ledger-rules.cases.ts";
import "./merge-patch.cases.ts";
import "./policies.cases.ts";
import "./profiles.cases.ts";
import "./reservation.cases.ts";
import "./scenarios.cases.ts";
import "./slow-subscribers.cases.ts";
import "./time.cases.ts";
import "./topup.cases.ts";
import "./trace.cases.ts";
import "./transfer.cases.ts";
import "./warnings.cases.ts";
