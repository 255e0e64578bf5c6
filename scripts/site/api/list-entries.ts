import { relative } from "node:path";
import {
  Comment,
  type CommentDisplayPart,
  type DeclarationReflection,
  type ProjectReflection,
  ReflectionKind,
  type Router,
} from "typedoc";
import { type ApiCategory, categoryOf } from "./category-of.ts";

/** An export of an entry point. */
export interface ApiEntry {
  readonly name: string;
  /** The entry point that exports it, such as `cpanel-ports/render`. */
  readonly module: string;
  readonly kind: string;
  readonly category: ApiCategory;
  /** The path of its page in the directory of the reference. */
  readonly path: string;
  readonly summary: string;
}

const source = new URL("../../../src", import.meta.url).pathname;

const kinds = ["function", "variable", "class", "interface", "type alias"];

/** Lists the exports of the entry points, functions first in each. */
export function listEntries(project: ProjectReflection, router: Router): readonly ApiEntry[] {
  return modulesOf(project).flatMap((module) =>
    (module.children ?? [])
      .filter((each) => !each.isReference())
      .map((each) => ({
        name: each.name,
        module: module.name,
        kind: ReflectionKind.singularString(each.kind).toLowerCase(),
        category: categoryOf(pathOf(project, each)),
        path: router.getFullUrl(each),
        summary: Comment.combineDisplayParts(summaryOf(each)).split("\n\n")[0] ?? "",
      }))
      .toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind)),
  );
}

/** Returns the entry points of the package, the main one first. */
export function modulesOf(project: ProjectReflection): readonly DeclarationReflection[] {
  return (project.children ?? []).toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Returns the summary of a docstring; functions have it on their signatures. */
export function summaryOf(reflection: DeclarationReflection): readonly CommentDisplayPart[] {
  return (reflection.comment ?? reflection.signatures?.[0]?.comment)?.summary ?? [];
}

function pathOf(project: ProjectReflection, reflection: DeclarationReflection): string {
  const file = project.getSymbolIdFromReflection(reflection)?.fileName ?? "";
  return relative(source, file);
}
