// The behaviour cases that run on every transport, in Chromium through MSW's service worker.
import "../behaviour/actions.cases.ts";
import "../behaviour/buckets.cases.ts";
import "../behaviour/domain.cases.ts";
import "../behaviour/events.cases.ts";
import "../behaviour/faults.cases.ts";
import "../behaviour/merge-patch.cases.ts";
import "../behaviour/reservation.cases.ts";
import "../behaviour/topup.cases.ts";
import "../behaviour/transfer.cases.ts";
import "../behaviour/warnings.cases.ts";
