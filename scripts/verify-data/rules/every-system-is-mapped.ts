import type { Rule } from "../rule.ts";

export const everySystemIsMapped: Rule = {
  says: "every operating system that a page or a condition names is in operating-systems.json, and each of those is on a page",
  check: ({ files }) => {
    const { operatingSystems } = files.operatingSystems;
    const named = new Set(
      files.pages.flatMap((page) =>
        page.recommendedFirewalls.flatMap((each) => each.systems.map((system) => system.name)),
      ),
    );
    const required = files.annotations.ports.flatMap((each) =>
      each.kind === "condition" && each.requires.kind === "operating-system"
        ? each.requires.operatingSystems
        : [],
    );
    const problems: string[] = [];
    for (const name of named) {
      const count = operatingSystems.filter((each) => each.labels.includes(name)).length;
      if (count !== 1) {
        problems.push(
          `operating-systems.json: ${count} systems have the label ${JSON.stringify(name)}, expected 1`,
        );
      }
    }
    for (const label of operatingSystems.flatMap((each) => each.labels)) {
      if (!named.has(label)) {
        problems.push(`operating-systems.json: the label ${JSON.stringify(label)} is on no page`);
      }
    }
    for (const id of required) {
      if (!operatingSystems.some((each) => each.id === id)) {
        problems.push(`annotations.json: a condition names the unknown system ${id}`);
      }
    }
    return problems;
  },
};
