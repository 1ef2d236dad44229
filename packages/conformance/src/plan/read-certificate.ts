/** The reader of a certificate file. */
import { resources } from "@tmf654/contract";
import type { CertificateOperation } from "../model/case.ts";
import type { Certificate, CertifiedName, CertifiedResource } from "../model/certificate.ts";
import type { FileIssue } from "../model/report.ts";
import { ConformanceOptionsError } from "../run/options.ts";
import { isRecord } from "../values/path.ts";
import { operationIds } from "./operations.ts";

const operationWords: Readonly<Record<string, CertificateOperation>> = {
  get: "list",
  list: "list",
  "get by id": "retrieve",
  retrieve: "retrieve",
  post: "create",
  create: "create",
  patch: "patch",
  delete: "delete",
};

/**
 * The certificate in a parsed file: a `name`, and `resources` by the resource's name. Each has
 * `operations` (`GET`, `GET by id`, `POST`, `PATCH`, `DELETE`). It may have `mandatory` attributes
 * that differ from the official kit's. `resources` may have `hub` and `listener` too.
 * Throws `ConformanceOptionsError` with all issues.
 */
export function readCertificate(value: unknown): Certificate {
  const issues: FileIssue[] = [];
  const addIssue = (path: string, code: string, message: string): void => {
    issues.push({ path, code, message });
  };
  const file = isRecord(value) ? value : {};
  if (typeof file.name !== "string") addIssue("name", "type", "must be a string");
  if (!isRecord(file.resources)) addIssue("resources", "type", "must be an object");
  const certifiedEntries: Partial<Record<CertifiedName, CertifiedResource>> = {};
  for (const [name, entry] of Object.entries(isRecord(file.resources) ? file.resources : {})) {
    const certifiedName = nameOf(name);
    const path = `resources.${name}`;
    if (certifiedName === undefined) {
      addIssue(
        path,
        "enum",
        `must be one of ${[...Object.keys(resources), ...otherNames].join(", ")}`,
      );
      continue;
    }
    certifiedEntries[certifiedName] = readEntry(
      isRecord(entry) ? entry : {},
      path,
      certifiedName,
      addIssue,
    );
  }
  if (issues.length > 0) throw new ConformanceOptionsError(issues);
  return { name: String(file.name), resources: certifiedEntries };
}

const otherNames = ["hub", "listener"] as const;

/** A resource by its name or its schema, or another entry of a certificate. */
function nameOf(name: string): CertifiedName | undefined {
  const isNamed = (each: { name: string; schema: string }): boolean =>
    each.name === name || each.schema === name;
  return Object.values(resources).find(isNamed)?.name ?? otherNames.find((each) => each === name);
}

/** The words of a certificate for the operations of an entry. */
function operationNames(name: CertifiedName): readonly string[] {
  const shownWords = ["GET", "GET by id", "POST", "PATCH", "DELETE"];
  return shownWords.filter((word) => {
    const operation = operationWords[word.toLowerCase()];
    return operation !== undefined && operationIds(name, operation).length > 0;
  });
}

function readEntry(
  { operations, mandatory }: Record<string, unknown>,
  path: string,
  name: CertifiedName,
  addIssue: (path: string, code: string, message: string) => void,
): CertifiedResource {
  const listedOperations = Array.isArray(operations) ? operations : [];
  if (listedOperations.length === 0)
    addIssue(`${path}.operations`, "required", "must list operations, such as GET");
  const knownOperations = listedOperations.flatMap((word) => {
    const operation = operationWords[String(word).toLowerCase()];
    if (operation !== undefined && operationIds(name, operation).length > 0) return [operation];
    const message = `"${word}" is not one of its operations: ${operationNames(name).join(", ")}`;
    addIssue(`${path}.operations`, "enum", message);
    return [];
  });
  if (mandatory === undefined) return { operations: knownOperations };
  if (Array.isArray(mandatory) && mandatory.every((name) => typeof name === "string")) {
    return { operations: knownOperations, mandatory };
  }
  addIssue(`${path}.mandatory`, "type", "must be a list of attribute names");
  return { operations: knownOperations };
}
