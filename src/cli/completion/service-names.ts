import { serviceWords } from "../../query/find-services.ts";

/** Returns the words for services that are typed without a quote; each service has one. */
export function serviceNames(): readonly string[] {
  return serviceWords().filter((each) => !each.includes(" "));
}
