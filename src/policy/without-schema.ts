import { isPlainObject } from "../util/is-plain-object.ts";

/** Returns options without the key `$schema` of a configuration, which is only for editors. */
export function withoutSchema<Options extends object>(options: Options): Options {
  if (!isPlainObject(options) || !("$schema" in options)) {
    return options;
  }
  const { $schema: _, ...others } = options;
  return others as Options;
}
