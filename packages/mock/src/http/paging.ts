/** The range of a page within the matches. */
export interface PageInfo {
  readonly offset: number;
  readonly limit: number;
  readonly count: number;
  readonly total: number;
}

/**
 * Returns 206 for a page with some of the matches, and 200 for a page with all of them or an empty
 * page.
 */
export function pageStatus({ count, total }: PageInfo): 200 | 206 {
  return count > 0 && count < total ? 206 : 200;
}

/** Creates the headers with both counts, and on a partial page the links to other pages. */
export function pageHeaders(page: PageInfo, path: string, query: string): Record<string, string> {
  const headers: Record<string, string> = {
    "x-total-count": String(page.total),
    "x-result-count": String(page.count),
  };
  if (page.count < page.total && page.limit > 0) headers.link = pageLinks(page, path, query);
  return headers;
}

function pageLinks({ offset, limit, total }: PageInfo, path: string, query: string): string {
  const parameters = query
    .split("&")
    .filter((part) => part !== "" && !/^(?:offset|limit)$/.test(parameterName(part)));
  const linkTo = (start: number, rel: string): string =>
    `<${path}?${[...parameters, `offset=${start}`, `limit=${limit}`].join("&")}>; rel="${rel}"`;
  const lastOffset = Math.max(0, Math.floor((total - 1) / limit) * limit);
  const links = [linkTo(0, "first")];
  if (offset > 0) links.push(linkTo(Math.max(0, Math.min(offset - limit, lastOffset)), "prev"));
  if (offset + limit < total) links.push(linkTo(offset + limit, "next"));
  links.push(linkTo(lastOffset, "last"));
  return links.join(", ");
}

/** Decodes the name of a parameter. This succeeds, because the query was parsed before. */
function parameterName(part: string): string {
  return decodeURIComponent(part.split("=", 1)[0] ?? "");
}
