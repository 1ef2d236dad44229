/** The state of the listener in an SQLite file, which survives a restart and a crash. */
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { ActionState, Effects } from "./effects.ts";

/** The days that the store knows an event. Older deliveries are rejected by their `eventTime`. */
export const KEPT_DAYS = 7;

/** The store of one listener. */
export interface Store {
  /** Whether the event was handled. */
  knows(eventId: string): boolean;
  /** Applies the effects of an event, once, in one transaction. */
  apply(effects: Effects): void;
  actionsOf(bucket: string): readonly ActionState[];
  messagesOf(bucket: string): readonly string[];
  registration(callback: string): string | undefined;
  saveRegistration(callback: string, id: string | undefined): void;
  close(): void;
}

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, received TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS action (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, bucket TEXT NOT NULL, status TEXT NOT NULL,
    amount REAL NOT NULL, units TEXT NOT NULL, position TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS message (
    number INTEGER PRIMARY KEY, bucket TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS registration (callback TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS action_of_bucket ON action (bucket);
  CREATE INDEX IF NOT EXISTS message_of_bucket ON message (bucket);
`;

/** An event that is older than the stored one of its action changes nothing. */
const PUT_ACTION = `
  INSERT INTO action (id, kind, bucket, status, amount, units, position)
  VALUES ($id, $kind, $bucket, $status, $amount, $units, $position)
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, amount = excluded.amount,
    units = excluded.units, position = excluded.position
  WHERE excluded.position > action.position`;

/** Opens the file of a listener, and creates it if needed. */
export function openStore(file: string, now: () => Date = () => new Date()): Store {
  const db = new DatabaseSync(file);
  db.exec(TABLES);
  const oldest = new Date(now().getTime() - 2 * KEPT_DAYS * 86_400_000).toISOString();
  db.prepare("DELETE FROM event WHERE received < ?").run(oldest);
  const knows = db.prepare("SELECT 1 FROM event WHERE id = ?");
  const addEvent = db.prepare("INSERT OR IGNORE INTO event (id, type, received) VALUES (?, ?, ?)");
  const putAction = db.prepare(PUT_ACTION);
  const addMessage = db.prepare("INSERT INTO message (bucket, text) VALUES (?, ?)");
  const actions = db.prepare("SELECT * FROM action WHERE bucket = ? ORDER BY position");
  const messages = db.prepare("SELECT text FROM message WHERE bucket = ? ORDER BY number");
  const readId = db.prepare("SELECT id FROM registration WHERE callback = ?");
  const saveId = db.prepare("INSERT OR REPLACE INTO registration (callback, id) VALUES (?, ?)");
  const removeId = db.prepare("DELETE FROM registration WHERE callback = ?");
  return {
    knows: (eventId) => knows.get(eventId) !== undefined,
    apply: ({ eventId, eventType, action, message }) =>
      inTransaction(db, () => {
        const { changes } = addEvent.run(eventId, eventType, now().toISOString());
        if (changes === 0) return;
        putAction.run({ ...action });
        if (message !== undefined) addMessage.run(action.bucket, message);
      }),
    actionsOf: (bucket) => actions.all(bucket).map(toAction),
    messagesOf: (bucket) => messages.all(bucket).map(({ text }) => String(text)),
    registration: (callback) => readId.get(callback)?.id?.toString(),
    saveRegistration: (callback, id) => {
      if (id === undefined) removeId.run(callback);
      else saveId.run(callback, id);
    },
    close: () => db.close(),
  };
}

/** The event and its effects are stored together: a crash leaves both or neither. */
function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    work();
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function toAction(row: Record<string, SQLOutputValue>): ActionState {
  const text = (name: string) => String(row[name] ?? "");
  return {
    id: text("id"),
    kind: text("kind"),
    bucket: text("bucket"),
    status: text("status"),
    amount: Number(row.amount),
    units: text("units"),
    position: text("position"),
  };
}
