/** A map from each operation to the client method that calls it. */
import { type ClientResources, createClient, type Middleware } from "@tmf654/client";

type Method = (...args: readonly unknown[]) => PromiseLike<unknown>;

/**
 * Calls each method of a client that sends nothing. The first method that asks for an operation is
 * its method: the client has the plain methods before those of several requests.
 */
export async function clientMethods(): Promise<ReadonlyMap<string, string>> {
  const methods = new Map<string, string>();
  let calledMethod = "";
  const recordOperation: Middleware = async ({ operation }) => {
    if (!methods.has(operation)) methods.set(operation, calledMethod);
    throw new Error("this client sends nothing");
  };
  const client = createClient({ baseUrl: "http://localhost", middleware: [recordOperation] });
  for (const [resource, functions] of Object.entries(resourcesOf(client))) {
    for (const [name, method] of Object.entries(functions)) {
      calledMethod = `client.${resource}.${name}`;
      await settle(method);
    }
  }
  return methods;
}

const resourcesOf = ({
  safe,
}: {
  readonly safe: ClientResources<"safe">;
}): Readonly<Record<string, Readonly<Record<string, Method>>>> =>
  safe as unknown as Readonly<Record<string, Readonly<Record<string, Method>>>>;

/** Waits for the end of a call, which always fails. */
async function settle(method: Method): Promise<void> {
  try {
    await method("id", {});
  } catch {
    // The operation was recorded before the error.
  }
}
