import type { ElsewhereList } from "../dataset/types.ts";
import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { listElsewhere } from "./list-elsewhere.ts";

/** Returns the published list with an id. */
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

/** Returns the name of a list with its version, if any, and its date. */
export function elsewhereTitle({ name, version, date }: ElsewhereList): string {
  return `${name} (${version === null ? "" : `version ${version}, `}${date})`;
}
