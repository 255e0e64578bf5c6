import type { Packets, Rule } from "./model.ts";

type Chain = readonly Rule[] | undefined;

/** Gives the rules of chains, each made once for the same packets, when it is asked for. */
export function rememberedChains(
  make: (packets: Packets, key: string) => Chain,
): (packets: Packets, key: string) => Chain {
  const made = new Map<string, Chain>();
  return (packets, key) => {
    const id = `${packets.direction} ${packets.areAnswers} ${key}`;
    if (!made.has(id)) {
      made.set(id, make(packets, key));
    }
    return made.get(id);
  };
}

/** The rules that some lines come to, up to the one behind which no packet comes. */
export function rulesInReach<T>(
  lines: readonly T[],
  compile: (line: T) => readonly Rule[],
): readonly Rule[] {
  const rules: Rule[] = [];
  for (const line of lines) {
    for (const rule of compile(line)) {
      rules.push(rule);
    }
    const last = rules.at(-1);
    if (last && last.action.kind !== "jump" && Object.values(last.match).every(isLeftOut)) {
      break;
    }
  }
  return rules;
}

function isLeftOut(field: unknown): boolean {
  return field === undefined;
}
