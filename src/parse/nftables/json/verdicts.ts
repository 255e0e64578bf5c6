import type { Verdict } from "../ruleset.ts";
import { asObject } from "./json.ts";

/** Reads a verdict; returns `undefined` for any other statement. */
export function readVerdict(statement: string, value: unknown): Verdict | undefined {
  switch (statement) {
    case "accept":
    case "drop":
    case "return":
      return { kind: statement };
    case "snat":
    case "masquerade":
      return { kind: "accept" };
    case "continue":
      return { kind: "none" };
    case "jump":
    case "goto": {
      const { target } = asObject(value);
      return typeof target === "string" ? { kind: statement, chain: target } : undefined;
    }
    default:
      return undefined;
  }
}
