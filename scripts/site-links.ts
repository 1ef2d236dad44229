/** The links of the built site: each one leads to a file of the site, and to an anchor in it. */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const decode = (text: string): string => decodeURIComponent(text.replaceAll("&amp;", "&"));

/** Returns the links of the pages in a folder that lead nowhere. */
export function deadSiteLinks(folder: string): readonly string[] {
  const pages = globSync("**/*.html", { cwd: folder }).map((page) => join(folder, page));
  const texts = new Map(pages.map((page) => [page, readFileSync(page, "utf8")]));
  const anchors = new Map(
    [...texts].map(([page, text]) => [
      page,
      new Set([...text.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id = ""]) => decode(id))),
    ]),
  );
  return [...texts].flatMap(([page, text]) => {
    const links = [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link = ""]) => link);
    return [...new Set(links)]
      .filter((link) => !leadsToTarget(page, link))
      .map((link) => {
        return `${relative(folder, page)}: ${link} leads nowhere.`;
      });
  });

  function leadsToTarget(page: string, link: string): boolean {
    if (/^[a-z][a-z\d+.-]*:/i.test(link)) return true;
    const [path = "", anchor = ""] = link.split("#");
    const [plain = ""] = path.split("?");
    const target = plain === "" ? page : join(dirname(page), decode(plain));
    if (!existsSync(target) || !statSync(target).isFile()) return false;
    return anchor === "" || anchors.get(target)?.has(decode(anchor)) !== false;
  }
}
