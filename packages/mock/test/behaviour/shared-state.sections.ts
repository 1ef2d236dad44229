// The sections of the behaviour page that depend on when a change is stored: events, time, parallel
// requests and faults. The default run has these sections on PostgreSQL, and the deep run has all.
import "./buckets.cases.ts";
import "./concurrency.cases.ts";
import "./delivery.cases.ts";
import "./events.cases.ts";
import "./faults.cases.ts";
import "./reservation.cases.ts";
import "./slow-subscribers.cases.ts";
import "./time.cases.ts";
import "./topup.cases.ts";
