/** The command of the care desk: reads its arguments, runs the order and sets the exit code. */
import { bearer, createClient, isTmf654Error } from "@tmf654/client";
import { confirmOnTerminal } from "./src/confirm.ts";
import { OrderError } from "./src/customer.ts";
import { readOrder, UsageError } from "./src/order.ts";
import { runOrder } from "./src/run.ts";
import { NotAppliedError, OutcomeError } from "./src/settle.ts";

try {
  const { order, settings } = readOrder(process.argv.slice(2), process.env);
  const client = createClient({
    baseUrl: settings.url,
    auth: settings.token === undefined ? undefined : bearer(settings.token),
    idempotency: settings.keys,
  });
  await runOrder(order, {
    client,
    keys: settings.keys,
    confirm: settings.yes ? async () => true : confirmOnTerminal,
    print: (line) => console.log(line),
    now: () => new Date(),
  });
} catch (error) {
  process.exitCode = exitCodeOf(error);
  console.error(`desk: ${error instanceof Error ? error.message : error}`);
}

/** 1 refused or failed, 2 wrong arguments, 3 unknown outcome. Other errors are defects. */
function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  if (error instanceof OutcomeError) return 3;
  const isExpected =
    error instanceof OrderError || error instanceof NotAppliedError || isTmf654Error(error);
  if (!isExpected) throw error;
  return 1;
}
