import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { openPostgres, type PostgresDatabase, type PostgresOptions } from "@tmf654/mock/postgres";
import { onTestFinished } from "vitest";
import { createApi } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";
import { emptyDatabase } from "./postgres-server.ts";

/** A mock that shares its state with others, over its own connections, as in its own process. */
export interface OpenReplica {
  readonly mock: Mock;
  readonly api: ReturnType<typeof createApi>;
  readonly database: PostgresDatabase;
  readonly errors: unknown[];
  readonly close: () => Promise<void>;
}

/** Opens a mock with a database. The test closes it at its end. */
export async function openReplica(
  url: string,
  options: MockOptions = {},
  databaseOptions: PostgresOptions = {},
): Promise<OpenReplica> {
  const database = await openPostgres(url, databaseOptions);
  const errors: unknown[] = [];
  const mock = createMock({ database, onError: (error) => errors.push(error), ...options });
  await database.ready();
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await mock.close();
    await database.close();
  };
  onTestFinished(close);
  return { mock, api: createApi(sendTo(mock)), database, errors, close };
}

/** Opens mocks that share an empty database. Only the first mock has the options. */
export async function openReplicas<Count extends number>(
  server: string,
  count: Count,
  options: MockOptions = {},
  databaseOptions: PostgresOptions = {},
): Promise<Count extends 2 ? [OpenReplica, OpenReplica] : [OpenReplica, OpenReplica, OpenReplica]> {
  const url = await emptyDatabase(server);
  const openedReplicas: OpenReplica[] = [];
  for (let number = 0; number < count; number += 1) {
    openedReplicas.push(await openReplica(url, number === 0 ? options : {}, databaseOptions));
  }
  return openedReplicas as never;
}
