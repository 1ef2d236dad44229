import type { Connection } from "../client/connect.ts";
import type { BodyCheck, CallOptions, WriteOptions } from "../client/options.ts";
import { ActionFailedError, type RecordedAction } from "../errors/action-failed-error.ts";
import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { BadRequestError } from "../errors/status-errors.ts";
import { attachMeta } from "../pipeline/call-meta.ts";
import type { ClientCall } from "../pipeline/client-call.ts";
import { type FinishedCall, runCall } from "../pipeline/run-call.ts";
import { actionRules } from "../reconcile/action-rules.ts";
import type { Projection } from "../types/resources.ts";
import { type ListCall, listCall } from "./list-call.ts";
import { statusOf } from "./status.ts";
import { toJson } from "./to-json.ts";

/** The attributes that `fields` may name. */
type AttributeNames<R> = keyof R & string;

/** The query of a list, with `fields`. */
export type ListQuery<Q, F> = Q & {
  /** The attributes to return, besides `id` and `href`. They narrow the result type. */
  fields?: readonly F[] | undefined;
};

const capitalize = (resource: string) => resource.charAt(0).toUpperCase() + resource.slice(1);

/** Defines `GET /resource`. */
export function defineList<R, Q extends object>(resource: string) {
  const schema = capitalize(resource);
  const operation = `list${schema}`;
  return <const F extends AttributeNames<R> = AttributeNames<R>>(
    connection: Connection,
    query: ListQuery<Q, F> = {} as ListQuery<Q, F>,
    options: CallOptions = {},
  ): ListCall<Projection<R, F>> =>
    listCall({
      connection,
      call: {
        operation,
        method: "GET",
        path: `/${resource}`,
        options,
        expects: "list",
        fields: query.fields,
        responseSchema: schema,
      },
      query: query as object,
    });
}

/** Defines `GET /resource/{id}`. */
export function defineRetrieve<R>(resource: string) {
  const schema = capitalize(resource);
  const operation = `retrieve${schema}`;
  const path = `/${resource}`;
  return <const F extends AttributeNames<R> = AttributeNames<R>>(
    connection: Connection,
    id: string,
    options: CallOptions & { readonly fields?: readonly F[] | undefined } = {},
  ): Promise<Projection<R, F>> => {
    const { fields } = options;
    const call: ClientCall = {
      operation,
      method: "GET",
      path,
      id,
      fields,
      search: fields?.length ? () => `fields=${fields.map(encodeURIComponent)}` : undefined,
      options,
      expects: "one",
      responseSchema: schema,
    };
    return runCall(connection, call, attachMeta) as Promise<Projection<R, F>>;
  };
}

function throwIfFailed({ options }: Connection, { value, state }: FinishedCall): void {
  const { operation, options: callOptions } = state.call;
  const { throwOnFailed = options.throwOnFailed ?? true } = callOptions;
  if (!throwOnFailed || statusOf(value as RecordedAction) !== "failed") return;
  const { attempts, key: idempotencyKey } = state;
  throw new ActionFailedError(value as RecordedAction, { operation, attempts, idempotencyKey });
}

type RequestCheck = NonNullable<BodyCheck["request"]>;

/** Returns the body from the check. An error in the check rejects the body. */
async function checkBody(
  check: RequestCheck,
  { operation, requestSchema: schema = "" }: ClientCall,
  body: unknown,
): Promise<unknown> {
  try {
    return (await check(body, { operation, schema, isList: false })) ?? body;
  } catch (cause) {
    if (isTmf654Error(cause)) throw cause;
    throw new BadRequestError({
      message: `${operation}: the request body check failed: ${cause}`,
      operation,
      cause,
    });
  }
}

/** Checks the body of a write and sends it. */
async function write(connection: Connection, call: ClientCall, body?: unknown): Promise<unknown> {
  const { requestSchema, operation } = call;
  const check = connection.options.validation?.request;
  let writeCall: ClientCall = { ...call, write: actionRules };
  if (requestSchema) {
    const checkedBody = check ? await checkBody(check, call, body) : body;
    writeCall = { ...writeCall, sent: checkedBody, body: toJson(checkedBody, operation) };
  }
  return runCall(connection, writeCall, (successfulCall) => {
    if (successfulCall.value) {
      attachMeta(successfulCall);
      throwIfFailed(connection, successfulCall);
    }
    return successfulCall.value;
  });
}

/** Defines `POST /resource`. */
export function defineCreate<R, B>(
  resource: string,
  schema = capitalize(resource),
  operation?: string,
) {
  const spec = {
    operation: operation ?? `create${schema}`,
    method: "POST",
    path: `/${resource}`,
    expects: "one",
    responseSchema: schema,
    requestSchema: operation ? `${schema}Input` : `${schema}_Create`,
  } as const;
  return (connection: Connection, body: B, options: WriteOptions = {}): Promise<R> =>
    write(connection, { ...spec, options }, body) as Promise<R>;
}

/** Defines `PATCH /resource/{id}`, a JSON Merge Patch. */
export function definePatch<R, B>(resource: string) {
  const schema = capitalize(resource);
  const spec = {
    operation: `patch${schema}`,
    method: "PATCH",
    path: `/${resource}`,
    expects: "one",
    responseSchema: schema,
    requestSchema: `${schema}_Update`,
  } as const;
  return (connection: Connection, id: string, body: B, options: WriteOptions = {}): Promise<R> =>
    write(connection, { ...spec, id, options }, body) as Promise<R>;
}

/**
 * Defines `DELETE /resource/{id}`. A DELETE with an unknown outcome is retried; 404 then means
 * success.
 */
export function defineDelete(resource: string, schema = capitalize(resource), operation?: string) {
  const spec = {
    operation: operation ?? `delete${schema}`,
    method: "DELETE",
    path: `/${resource}`,
    expects: "none",
    responseSchema: schema,
  } as const;
  return (connection: Connection, id: string, options: CallOptions = {}): Promise<void> =>
    write(connection, { ...spec, id, options }) as Promise<void>;
}
