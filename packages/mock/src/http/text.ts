import type { JsonText } from "../ports/json-text.ts";
import type { Resource } from "../ports/resource.ts";

const texts = new WeakMap<object, JsonText>();

/**
 * Returns the text of a resource. The text is cached by object, because the engine returns the same
 * object for an unchanged resource.
 */
export function resourceText(resource: Resource): JsonText {
  const knownText = texts.get(resource);
  if (knownText) return knownText;
  const json = JSON.stringify(resource);
  const text = { json, tag: hash(json) };
  texts.set(resource, text);
  return text;
}

/**
 * Returns a hash of 53 bits in base 36. It distinguishes versions, but is not safe for secrets.
 */
export function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
