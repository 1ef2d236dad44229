import type { Connection } from "../connection.ts";
import { ActionFailedError, type EndedAction } from "../errors/action-failed-error.ts";
import { isTmf654Error } from "../errors/guard.ts";
import { BadRequestError } from "../errors/status-errors.ts";
import { type ListCall, listCall } from "../list.ts";
import { remember } from "../meta.ts";
import type { BodyCheck, CallOptions, WriteOptions } from "../options.ts";
import { statusOf } from "../outcome.ts";
import type { Call } from "../pipeline/call.ts";
import { type Performed, perform } from "../pipeline/perform.ts";
import type { Projection } from "../types/resources.ts";
import { reconciler } from "./reconcile.ts";

/** The attributes a caller may name in `fields`. */
type Names<R> = keyof R & string;

/** The query of a list, with `fields`. */
export type ListQuery<Q, F> = Q & {
  /** Only these attributes, and `id` and `href`; the result's type holds no others. */
  fields?: readonly F[];
};

const capital = (resource: string) => resource.charAt(0).toUpperCase() + resource.slice(1);

/** `GET /resource`. */
export function lister<R, Q extends object>(resource: string) {
  const schema = capital(resource);
  const operation = `list${schema}`;
  return <const F extends Names<R> = Names<R>>(
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
        answer: schema,
      },
      query: query as object,
    });
}

/** `GET /resource/{id}`. */
export function retriever<R>(resource: string) {
  const schema = capital(resource);
  const operation = `retrieve${schema}`;
  const path = `/${resource}`;
  return <const F extends Names<R> = Names<R>>(
    connection: Connection,
    id: string,
    options: CallOptions & { readonly fields?: readonly F[] } = {},
  ): Promise<Projection<R, F>> => {
    const { fields } = options;
    const call: Call = {
      operation,
      method: "GET",
      path,
      id,
      query: fields && { fields },
      options,
      expects: "one",
      answer: schema,
    };
    return perform(connection, call, remember) as Promise<Projection<R, F>>;
  };
}

function failOnFailed({ options }: Connection, { value, state }: Performed): void {
  const { operation, options: own } = state.call;
  const { throwOnFailed = options.throwOnFailed ?? true } = own;
  if (!throwOnFailed || statusOf(value as EndedAction) !== "failed") return;
  const { attempts, key: idempotencyKey } = state;
  throw new ActionFailedError(value as EndedAction, { operation, attempts, idempotencyKey });
}

type Check = NonNullable<BodyCheck["request"]>;

/** The body as the check wants it sent. A check that fails has not allowed it. */
async function checked(check: Check, asked: Call, schema: string): Promise<Call> {
  const { operation, body } = asked;
  try {
    const value = await check(body, { operation, schema, isList: false });
    return value === undefined ? asked : { ...asked, body: value };
  } catch (cause) {
    if (isTmf654Error(cause)) throw cause;
    throw new BadRequestError({ message: `${operation}: ${cause}`, operation, cause });
  }
}

/** A write: checks the body and sends it. */
async function write(connection: Connection, asked: Call): Promise<unknown> {
  const { bodySchema } = asked;
  const check = connection.options.validation?.request;
  const call = bodySchema && check ? await checked(check, asked, bodySchema) : asked;
  return perform(connection, call, (done) => {
    if (done.value) {
      remember(done);
      failOnFailed(connection, done);
    }
    return done.value;
  });
}

/** `POST /resource`. */
export function creator<R, B>(resource: string, schema = capital(resource), operation?: string) {
  const spec = {
    operation: operation ?? `create${schema}`,
    method: "POST",
    path: `/${resource}`,
    expects: "one",
    answer: schema,
    bodySchema: operation ? `${schema}Input` : `${schema}_Create`,
    reconciler,
  } as const;
  return (connection: Connection, body: B, options: WriteOptions = {}): Promise<R> =>
    write(connection, { ...spec, body, options }) as Promise<R>;
}

/** `PATCH /resource/{id}`: JSON Merge Patch. */
export function patcher<R, B>(resource: string) {
  const schema = capital(resource);
  const spec = {
    operation: `patch${schema}`,
    method: "PATCH",
    path: `/${resource}`,
    expects: "one",
    answer: schema,
    bodySchema: `${schema}_Update`,
    reconciler,
  } as const;
  return (connection: Connection, id: string, body: B, options: WriteOptions = {}): Promise<R> =>
    write(connection, { ...spec, id, body, options }) as Promise<R>;
}

/** `DELETE /resource/{id}`. Repeated when lost; a repeat that finds nothing has succeeded. */
export function deleter(resource: string, answer = capital(resource), operation?: string) {
  const spec = {
    operation: operation ?? `delete${answer}`,
    method: "DELETE",
    path: `/${resource}`,
    expects: "none",
    answer,
    reconciler,
  } as const;
  return (connection: Connection, id: string, options: CallOptions = {}): Promise<void> =>
    write(connection, { ...spec, id, options }) as Promise<void>;
}
