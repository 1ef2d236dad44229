import { versionOfScript } from "../msw/worker-script.ts";

/** The facts about a page and its worker script, before or after the start of the worker. */
export interface WorkerFacts {
  /** The address of the page. */
  readonly href: string;
  /** Whether the browser offers service workers, which need a secure origin. */
  readonly isSupported: boolean;
  /** The address of the worker script. */
  readonly scriptUrl: string;
  /** The response to a request for the script; undefined when it was not requested. */
  readonly script?: { readonly status: number; readonly type: string; readonly text: string };
  /** The major version of the installed MSW. */
  readonly mswMajor: number;
  /** The scope of the worker, once it is registered. */
  readonly scope?: string | undefined;
}

const remedy = "run `npx msw init public` (or the folder that your server serves)";

/** Returns the reason why the worker cannot intercept the page's requests, with its remedy. */
export function workerIssue(facts: WorkerFacts): string | undefined {
  return (
    unsupportedMessage(facts) ??
    missingScriptMessage(facts) ??
    versionMessage(facts) ??
    scopeMessage(facts)
  );
}

function unsupportedMessage({ isSupported, href }: WorkerFacts): string | undefined {
  if (isSupported) return undefined;
  const { origin } = new URL(href);
  return (
    `The browser has no service workers on ${origin}, which is not secure: open the page on ` +
    "localhost or https, or use the mock server (`npx tmf654-mock`)."
  );
}

function missingScriptMessage({ script, scriptUrl }: WorkerFacts): string | undefined {
  if (!script) return undefined;
  const { status, type } = script;
  if (status === 200 && type.includes("javascript")) return undefined;
  const foundScript = status === 200 ? `${type || "no content type"} in place of a script` : status;
  return (
    `MSW's worker script is missing: ${scriptUrl} returned ${foundScript}. To create it, ${remedy}; ` +
    "if the script is at another address, set `worker.url`."
  );
}

/**
 * Only another major version is an error. MSW itself compares the checksum of the script at each
 * start. If a script of another minor version has changed, MSW warns in the console and continues.
 */
function versionMessage({ script, scriptUrl, mswMajor }: WorkerFacts): string | undefined {
  const version = versionOfScript(script?.text ?? "");
  if (version === undefined || Number.parseInt(version, 10) === mswMajor) return undefined;
  return (
    `The worker script ${scriptUrl} is of MSW ${version}, but MSW ${mswMajor} is installed: ` +
    `${remedy} again.`
  );
}

function scopeMessage({ href, scope, scriptUrl }: WorkerFacts): string | undefined {
  if (scope === undefined || href.startsWith(scope)) return undefined;
  return (
    `The worker of ${scriptUrl} controls only ${scope}, which does not include this page: ` +
    "serve the script from the root, or set `worker.url` to a script in the page's folder."
  );
}
