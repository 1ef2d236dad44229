/** The screens, by the first part of their addresses. */
const screenNames = [
  "subscribers",
  "buckets",
  "requests",
  "events",
  "time",
  "state",
  "contract",
] as const;

/** The name of a screen. */
export type ScreenName = (typeof screenNames)[number];

/** A place in the page, which its address shows after `#`. */
export interface Place {
  readonly screen: ScreenName;
  /** The id of what the screen shows, such as a number or a bucket. */
  readonly id?: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads the part of an address after `#`. An unknown screen is the first one. */
export function readPlace(text: string): Place {
  const [path = "", search = ""] = text.split("?", 2);
  const [firstSegment = "", ...rest] = path.replace(/^\//, "").split("/");
  const screen = screenNames.find((name) => name === firstSegment) ?? "subscribers";
  const id = decode(rest.join("/"));
  const query = Object.fromEntries(new URLSearchParams(search));
  return { screen, ...(id !== "" && { id }), query };
}

/** Writes a place as a link, such as `#/buckets/ana-main`. */
export function placeLink(
  screen: ScreenName,
  id?: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const presentEntries = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  const search = new URLSearchParams(presentEntries).toString();
  const path = id === undefined ? screen : `${screen}/${encodeURIComponent(id)}`;
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
