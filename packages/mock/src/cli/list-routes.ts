import { basePath, operations } from "@tmf654/contract";
import { profileOf } from "../assembly/modules.ts";
import { controlRoutes } from "../control/routes.ts";
import { listOperations } from "../http/routes.ts";
import { alignColumns } from "./columns.ts";
import { readContent } from "./server-content.ts";
import type { VerbInput } from "./verbs.ts";

/** Prints the routes of the API in a profile, and those of the control plane. */
export async function listRoutes({ values, folder, out }: VerbInput): Promise<number> {
  const { profile } = await readContent({
    ...(typeof values.profile === "string" && { profile: values.profile }),
    folders: { profile: folder, scenario: folder },
    sources: { profile: "--profile", scenario: "" },
  });
  const apiRoutes = listOperations(profileOf(profile));
  const planeRoutes = controlRoutes.map(({ method, path, id, summary }) => ({
    method,
    path: `/__mock${path}`,
    id,
    summary,
  }));
  if (values.json) {
    out(`${JSON.stringify({ basePath, api: apiRoutes, control: planeRoutes }, null, 2)}\n`);
    return 0;
  }
  const lines = [
    `The API, below ${basePath}:`,
    ...alignColumns(apiRoutes.map(({ method, path, id }) => [method, path, id])),
    "",
    "The control plane:",
    ...alignColumns(planeRoutes.map(({ method, path, summary }) => [method, path, summary])),
    "",
  ];
  const total = Object.keys(operations).length;
  if (apiRoutes.length < total)
    lines.unshift(`The profile enables ${apiRoutes.length} of ${total} operations.`);
  out(lines.join("\n"));
  return 0;
}
