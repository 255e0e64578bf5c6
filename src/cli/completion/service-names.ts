import { serviceWords } from "../../query/find-services.ts";

/** Returns the words for services that need no quotes; each service has at least one. */
export function serviceNames(): readonly string[] {
  return serviceWords().filter((each) => !each.includes(" "));
}
