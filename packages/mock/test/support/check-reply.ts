import { base, type Call, type Reply } from "./call.ts";
import { expectValidResponse } from "./check-response.ts";

/**
 * Checks a response, except those to HEAD and OPTIONS, those outside the base path (`/../…`,
 * `/__mock`) and undeclared ones. `checked: false` skips a response that is broken on purpose.
 * Requests are not checked, since many are wrong on purpose.
 */
export async function checkReply(call: Call, sent: Promise<Reply>): Promise<Reply> {
  const reply = await sent;
  const { method = "GET", path, checked: isChecked = true } = call;
  if (!isChecked || method === "HEAD" || method === "OPTIONS" || path.startsWith("/.."))
    return reply;
  await expectValidResponse({
    method,
    url: `${base}${readablePath(path)}`,
    status: reply.status,
    headers: reply.headers,
    ...(reply.text === "" ? {} : { body: reply.text }),
  });
  return reply;
}

/** Prism cannot read a badly encoded path; the response to it is still checked. */
function readablePath(path: string): string {
  try {
    decodeURIComponent(path.split("?", 1)[0] ?? "");
    return path;
  } catch {
    return path.replace(/%(?![\da-f]{2})|%[\da-f]{2}/gi, "_");
  }
}
