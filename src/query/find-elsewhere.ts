import type { ElsewhereList } from "../dataset/types.ts";
import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { listElsewhere } from "./list-elsewhere.ts";

/** Returns a list that somebody else publishes, by its id. */
export function findElsewhere(id: string): ElsewhereList {
  const list = listElsewhere().find((each) => each.id === id);
  if (list === undefined) {
    const ids = listElsewhere().map((each) => each.id);
    throw new InvalidOptionError(`${quote(id)} is not a list`, {
      field: "id",
      input: id,
      expected: `one of ${ids.join(", ")}`,
      accepted: ids,
    });
  }
  return list;
}

/** Names a list with its version, if it has one, and its date. */
export function elsewhereTitle({ name, version, date }: ElsewhereList): string {
  return `${name} (${version === null ? "" : `version ${version}, `}${date})`;
}
