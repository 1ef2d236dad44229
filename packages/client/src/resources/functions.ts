import type { Connection } from "../connection.ts";
import { ActionFailedError, type EndedAction } from "../errors/action-failed-error.ts";
import { isTmf654Error } from "../errors/guard.ts";
import { type ListCall, listCall } from "../list.ts";
import { remember } from "../meta.ts";
import type { CallOptions, WriteOptions } from "../options.ts";
import type { CallSpec } from "../pipeline/call.ts";
import type { Performed } from "../pipeline/perform.ts";
import type { TransportCall } from "../transport.ts";
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
    listCall({ connection, resource, operation, schema, query: query as object, options });
}

/** `GET /resource/{id}`. */
export function retriever<R>(resource: string) {
  const schema = capital(resource);
  const operation = `retrieve${schema}`;
  return <const F extends Names<R> = Names<R>>(
    connection: Connection,
    id: string,
    options: CallOptions & { readonly fields?: readonly F[] } = {},
  ): Promise<Projection<R, F>> => {
    const { fields } = options;
    const spec: CallSpec = { operation, options, expects: "one", answer: schema };
    const query = fields && { fields };
    const call: TransportCall = { method: "GET", path: `/${resource}/{id}`, id, query, spec };
    return connection.send(call).then((done) => remember(done)) as Promise<Projection<R, F>>;
  };
}

function failOnFailed({ core }: Connection, { value, state }: Performed): void {
  const { options, operation } = state.spec;
  const { throwOnFailed = core.options.throwOnFailed ?? true } = options;
  if (!throwOnFailed || (value as EndedAction).status !== "failed") return;
  const { attempts, key: idempotencyKey } = state;
  throw new ActionFailedError(value as EndedAction, { operation, attempts, idempotencyKey });
}

/** A write: checks the body, sends it, and gives an unknown outcome its `reconcile`. */
async function write(connection: Connection, call: TransportCall): Promise<unknown> {
  const { spec, body } = call;
  const startedAt = connection.core.platform.now();
  const check = connection.core.options.validation?.request;
  const info = { operation: spec.operation, schema: spec.body ?? "", isList: false };
  const checked = (spec.body && (await check?.(body, info))) ?? body;
  try {
    const done = await connection.send({ ...call, body: checked });
    if (typeof done.value === "object" && done.value !== null) {
      remember(done);
      failOnFailed(connection, done);
    }
    return done.value;
  } catch (error) {
    if (isTmf654Error(error, "UnknownOutcomeError")) {
      const reconcile = reconciler({ connection, call, body: checked, startedAt });
      Object.defineProperty(error, "reconcile", { value: reconcile });
    }
    throw error;
  }
}

/** `POST /resource`. */
export function creator<R, B>(resource: string, schema = capital(resource), operation?: string) {
  const spec = {
    operation: operation ?? `create${schema}`,
    expects: "one",
    answer: schema,
  } as const;
  const bodySchema = operation ? `${schema}Input` : `${schema}_Create`;
  return (connection: Connection, body: B, options: WriteOptions = {}): Promise<R> =>
    write(connection, {
      method: "POST",
      path: `/${resource}`,
      body,
      spec: { ...spec, options, body: bodySchema },
    }) as Promise<R>;
}

/** `PATCH /resource/{id}`: JSON Merge Patch. */
export function patcher<R, B>(resource: string) {
  const schema = capital(resource);
  const spec = { operation: `patch${schema}`, expects: "one", answer: schema } as const;
  return (connection: Connection, id: string, body: B, options: WriteOptions = {}): Promise<R> =>
    write(connection, {
      method: "PATCH",
      path: `/${resource}/{id}`,
      id,
      body,
      spec: { ...spec, options, body: `${schema}_Update` },
    }) as Promise<R>;
}

/** `DELETE /resource/{id}`. Repeated when lost; a repeat that finds nothing has succeeded. */
export function deleter(resource: string, operation = `delete${capital(resource)}`) {
  return (connection: Connection, id: string, options: CallOptions = {}): Promise<void> =>
    write(connection, {
      method: "DELETE",
      path: `/${resource}/{id}`,
      id,
      spec: { operation, options, expects: "none" },
    }) as Promise<void>;
}
