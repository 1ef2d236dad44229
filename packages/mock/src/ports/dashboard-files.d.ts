/** The module that `npm run build` writes: the files of the page, compressed, as base64. */
declare module "*/dist/dashboard/files.js" {
  export const files: Readonly<Record<string, string>>;
}
