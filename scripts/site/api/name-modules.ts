import type { ProjectReflection } from "typedoc";

/** Names the entries as one imports them; docstrings link to them by shorter names. */
export function nameModules(project: ProjectReflection): void {
  for (const module of project.children ?? []) {
    module.name = module.name === "index" ? "cpanel-ports" : `cpanel-ports/${module.name}`;
  }
}
