/** The JSON text of a resource, with a tag that changes with the text. */
export interface JsonText {
  readonly json: string;
  readonly tag: string;
}

/** The texts of a body: of one resource, or of the elements of an array. */
export type BodyTexts = JsonText | readonly JsonText[];

/** Joins the texts of a body. The parts are not copied until the result is read. */
export function joinTexts(texts: BodyTexts): string {
  if ("json" in texts) return texts.json;
  let json = "[";
  for (const text of texts) json += json.length > 1 ? `,${text.json}` : text.json;
  return `${json}]`;
}
