/**
 * `phone-host.mjs <bundle> <amount> <origin>`: runs a bundle in a context with the globals of React
 * Native, without `Request` and `Response`. Other web APIs are missing, such as `AbortSignal.any`
 * and `crypto`.
 */
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

/**
 * An AbortController without `any` and `timeout`; its signals have no reason and no
 * `throwIfAborted`.
 */
class PhoneAbortController {
  signal = Object.assign(new EventTarget(), { aborted: false, onabort: null });
  abort() {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.dispatchEvent(new Event("abort"));
  }
}

/** A `fetch` with plain errors and responses without streams, like one over XMLHttpRequest. */
async function phoneFetch(url, { signal, ...init }) {
  const real = new AbortController();
  signal?.addEventListener("abort", () => real.abort());
  if (signal?.aborted) real.abort();
  try {
    const response = await fetch(url, { ...init, signal: real.signal });
    const text = await response.text();
    const { status, ok, headers } = response;
    return { status, ok, headers: { get: (name) => headers.get(name) }, text: async () => text };
  } catch {
    const problem = real.signal.aborted ? "Aborted" : "Network request failed";
    throw real.signal.aborted
      ? Object.assign(new Error(problem), { name: "AbortError" })
      : new TypeError(problem);
  }
}

const [bundle, amount, origin] = process.argv.slice(2);
const context = createContext({
  fetch: phoneFetch,
  AbortController: PhoneAbortController,
  FormData,
  Headers,
  URL,
  URLSearchParams,
  setTimeout,
  clearTimeout,
  console,
});
runInContext(readFileSync(bundle, "utf8"), context);
const found = await runInContext("phone.run", context)(origin, Number(amount));
console.log(JSON.stringify(found));
