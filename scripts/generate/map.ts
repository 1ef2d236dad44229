/** A picture of the packages and of the folders of the mock, from the imports that are allowed. */
import { MAY_IMPORT, MOCK_LAYERS } from "../tidy/layers.ts";

const width = 840;
const rowHeight = 50;
const boxHeight = 34;

const styleSheet = `<style>
  text { font: 13px system-ui, sans-serif; fill: #1d1d26; text-anchor: middle }
  .head { font-weight: 600; text-anchor: start }
  .hint { fill: #5b5b6b; text-anchor: start }
  rect { fill: #ffffff; stroke: #8a8a99; stroke-width: 1.5 }
  .mock { fill: #e6e6fb; stroke: #4a4cd0 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ededf2 }
    .hint { fill: #a5a5b3 }
    rect { fill: #1b1c23 }
    .mock { fill: #26274f; stroke: #9c9dff }
  }
</style>`;

/** Writes the picture. Each row imports only rows above it. */
export function emitMap(): Record<string, string> {
  const packages = packageRows();
  const folders = MOCK_LAYERS;
  const packagesY = 56;
  const foldersY = packagesY + packages.length * rowHeight + 56;
  const height = foldersY + folders.length * rowHeight;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The packages and the folders of the mock, in the order of their imports">`,
    styleSheet,
    drawHead("Packages", "each row imports only rows above it", packagesY),
    ...packages.map((row, index) => drawBoxes(row, packagesY + index * rowHeight)),
    drawHead("Folders of packages/mock/src", "in the same way", foldersY),
    ...folders.map((row, index) => drawBoxes(row, foldersY + index * rowHeight, "mock")),
    "</svg>",
  ];
  return { "docs/images/map.svg": `${parts.join("\n")}\n` };
}

/** The packages in rows: a package is below all packages that it imports. */
function packageRows(): readonly (readonly string[])[] {
  const rowOf = (name: string): number =>
    1 + Math.max(-1, ...importedPackages(name).map((imported) => rowOf(imported)));
  const names = Object.keys(MAY_IMPORT);
  const count = 1 + Math.max(...names.map(rowOf));
  return Array.from({ length: count }, (_, row) => names.filter((name) => rowOf(name) === row));
}

function importedPackages(name: string): readonly string[] {
  const importedNames = (MAY_IMPORT[name] ?? []).flatMap(
    (from) => /^@tmf654\/([^/]+)/.exec(from)?.[1] ?? [],
  );
  return [...new Set(importedNames)];
}

function drawHead(text: string, hint: string, y: number): string {
  const at = y - 20;
  const offset = 20 + text.length * 8;
  const title = `<text class="head" x="10" y="${at}">${text}</text>`;
  return `${title}<text class="hint" x="${offset}" y="${at}">${hint}</text>`;
}

function drawBoxes(names: readonly string[], y: number, kind?: string): string {
  const gap = 10;
  const boxWidth = Math.min(150, (width - gap * (names.length + 1)) / names.length);
  return names
    .map((name, index) => {
      const x = gap + index * (boxWidth + gap);
      const middle = x + boxWidth / 2;
      const style = kind ? ` class="${kind}"` : "";
      const size = `width="${boxWidth}" height="${boxHeight}" rx="7"`;
      const shape = `<rect${style} x="${x}" y="${y}" ${size}/>`;
      return `${shape}<text x="${middle}" y="${y + 22}">${name}</text>`;
    })
    .join("\n");
}
