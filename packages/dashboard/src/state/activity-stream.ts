import type { Control, StreamedActivity } from "@tmf654/mock/control";

/** An item of the stream: the start of a connection, or something that happened in the mock. */
export type StreamItem =
  | { readonly kind: "connected" }
  | { readonly kind: "activity"; readonly activity: StreamedActivity };

/** Opens the stream of the mock. */
export async function openActivity(
  control: Control,
  signal: AbortSignal,
): Promise<AsyncGenerator<StreamItem>> {
  return itemsOf(await control.activity({ signal }));
}

async function* itemsOf(activities: AsyncGenerator<StreamedActivity>): AsyncGenerator<StreamItem> {
  yield { kind: "connected" };
  for await (const activity of activities) yield { kind: "activity", activity };
}

const readMethods: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** Whether data of the mock may have changed. The page itself reads, so reads must not count. */
export function mayChangeData(item: StreamItem): boolean {
  if (item.kind === "connected" || item.activity.kind !== "request") return true;
  const { method, isSimulated } = item.activity;
  // A fault that applies to a read changes the count of its rule.
  return isSimulated === true || !readMethods.includes(method);
}
