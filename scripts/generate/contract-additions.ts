/** The emitter of the members that this contract adds to the schemas of the published file. */
import type { OpenApiDocument } from "./document.ts";
import { HEADER, toLiteral } from "./text.ts";

/** The added members of each schema that has some, in the document's order. */
export const additionRows = ({ components }: OpenApiDocument): [string, string[]][] =>
  Object.entries(components.schemas)
    .map(([name, { properties = {} }]): [string, string[]] => {
      const addedMembers = Object.entries(properties).filter(
        ([, member]) => member["x-addition"] === true,
      );
      return [name, addedMembers.map(([member]) => member)];
    })
    .filter(([, members]) => members.length > 0);

export function emitAdditions(document: OpenApiDocument): string {
  const rows = additionRows(document).map(([name, list]) => `  ${name}: ${toLiteral(list)},`);
  return `${HEADER}
/**
 * The members that this contract adds to the published file, by schema. A server that follows the
 * published file does not send them, and a strict client of that file does not know them.
 */
export const additions = {
${rows.join("\n")}
} as const;
`;
}
