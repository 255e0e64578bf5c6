import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { wrongLine } from "./wrong-line.ts";

/**
 * Returns the arguments of a keyword that decides where sshd listens.
 *
 * @throws {@link InvalidConfigurationError} if sshd rejects their quotes or their number
 */
export function checkArguments(
  keyword: string,
  args: readonly string[] | undefined,
  origin: Origin,
): readonly string[] {
  const fault =
    args === undefined
      ? "has an unterminated quote"
      : args.length === 0
        ? "has no value"
        : args.length > maximumOf(keyword, args)
          ? "has more than one value"
          : undefined;
  if (args === undefined || fault !== undefined) {
    throw wrongLine(origin, `${fault}, which sshd rejects: ${excerpt(origin.text)}`, origin.text);
  }
  return args;
}

function maximumOf(keyword: string, args: readonly string[]): number {
  switch (keyword) {
    case "include":
    case "match":
      return args.length;
    case "listenaddress":
      return args[1] === "rdomain" ? 3 : 1;
    default:
      return 1;
  }
}
