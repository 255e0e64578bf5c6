import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Application, RendererEvent, TSConfigReader, TypeDocReader } from "typedoc";
import { cacheFolder } from "./cache-folder.ts";
import { type ApiEntry, listEntries } from "./list-entries.ts";
import { nameModules } from "./name-modules.ts";
import { defineSiteTheme } from "./site-theme.ts";

const root = join(import.meta.dirname, "../../..");

/**
 * Writes the reference, and returns its entries. TypeDoc is slow, so its output is cached while the files stay the same.
 *
 * @throws if TypeDoc prints a warning
 */
export async function writeApi(output: string): Promise<readonly ApiEntry[]> {
  const kept = cacheFolder();
  if (!existsSync(kept)) {
    const folder = mkdtempSync(`${kept}-`);
    const entries = await writeReference(join(folder, "pages"));
    writeFileSync(join(folder, "entries.json"), JSON.stringify(entries));
    renameSync(folder, kept);
  }
  cpSync(join(kept, "pages"), join(output, "api"), { recursive: true });
  return JSON.parse(readFileSync(join(kept, "entries.json"), "utf8"));
}

async function writeReference(folder: string): Promise<readonly ApiEntry[]> {
  const application = await Application.bootstrap(
    {
      options: join(root, "typedoc.json"),
      tsconfig: join(root, "tsconfig.json"),
      logLevel: "Warn",
      readme: "none",
      theme: "site",
      disableSources: true,
      includeHierarchySummary: false,
      // Members that errors inherit from the language.
      excludeExternals: true,
      highlightLanguages: [],
      ignoredHighlightLanguages: ["ts", "sh", "json", "text"],
    },
    [new TypeDocReader(), new TSConfigReader()],
  );
  defineSiteTheme(application);
  const { renderer, logger } = application;
  let entries: readonly ApiEntry[] = [];
  renderer.on(RendererEvent.BEGIN, ({ project }) => {
    entries = renderer.router ? listEntries(project, renderer.router) : [];
  });
  const project = await application.convert();
  if (project === undefined) {
    throw new Error("TypeDoc cannot read the entry points");
  }
  application.validate(project);
  nameModules(project);
  await application.generateDocs(project, folder);
  if (logger.hasErrors() || logger.hasWarnings()) {
    throw new Error("TypeDoc printed warnings");
  }
  // Files that TypeDoc's own pages would need.
  rmSync(join(folder, "assets"), { recursive: true, force: true });
  return entries;
}
