import type { ProjectReflection } from "typedoc";

/** Names the entry points as they are imported; docstrings link to them by shorter names. */
export function nameModules(project: ProjectReflection): void {
  for (const module of project.children ?? []) {
    module.name = module.name === "index" ? "cpanel-ports" : `cpanel-ports/${module.name}`;
  }
}
