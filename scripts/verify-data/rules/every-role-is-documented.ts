import { documentedProfiles, documentedRoles } from "../documented-roles.ts";
import type { Rule } from "../rule.ts";

export const everyRoleIsDocumented: Rule = {
  says: "every role and profile of a service is in the documentation, each once and in order",
  check: ({ files }) =>
    files.services.services.flatMap(({ id, roles, profilesWithout }) => [
      ...problemsOf(id, "role", roles, documentedRoles),
      ...problemsOf(id, "profile", profilesWithout, documentedProfiles),
    ]),
};

function problemsOf(
  id: string,
  kind: string,
  names: readonly string[] | string,
  documented: ReadonlySet<string>,
): string[] {
  if (typeof names === "string") {
    return [];
  }
  const isInOrder = names.every((name, index) => index === 0 || (names[index - 1] ?? "") < name);
  return [
    ...names
      .filter((name) => !documented.has(name))
      .map((name) => `services.json: ${id}: unknown ${kind} ${name}`),
    ...(isInOrder ? [] : [`services.json: ${id}: duplicate or unsorted ${kind}s`]),
  ];
}
