/** The README of a published package, with links that work outside the repository. */

const LINK = /\]\(([^)\s]+)\)/g;

const isRelative = (target: string): boolean => !/^(?:[a-z][a-z\d+.-]*:|#)/i.test(target);

/** Returns the README with absolute links. `pageOf` gives the page of a path in the repository. */
export function createPublishedReadme(
  text: string,
  folder: string,
  pageOf: (path: string) => string,
): string {
  const base = `file:///packages/${folder}/`;
  return text.replace(LINK, (link, target: string) => {
    if (!isRelative(target)) return link;
    const { pathname, hash } = new URL(target, base);
    return `](${pageOf(pathname.slice(1))}${hash})`;
  });
}

/** The links of a README that do not work in an installed package. */
export function relativeLinks(text: string): readonly string[] {
  return [...text.matchAll(LINK)].map(([, target = ""]) => target).filter(isRelative);
}
