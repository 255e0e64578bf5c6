import { fieldsOf, InvalidConfigurationError } from "../errors.ts";
import type { ClosingPlace, Exposure, Family } from "../net/types.ts";
import type { PacketFilter } from "../packet-filter/model.ts";
import { checkInputIndices } from "./check-input-indices.ts";
import { checkOptionValues } from "./check-option-values.ts";
import { detectFirewall } from "./detect.ts";
import { type InputRules, readInputs } from "./input.ts";
import { lookAlike } from "./look-alikes.ts";
import { type Notes, sortNotes } from "./notes.ts";
import type { RulePlaces } from "./rule-places.ts";
import { toExposure } from "./to-exposure.ts";
import { withoutTypedCommands } from "./typed-commands.ts";
import type { Texts } from "./types.ts";

/** The result of reading: the inputs as a syntax tree, and notes on their syntax. */
export interface ReadResult<Ruleset> {
  readonly ruleset: Ruleset;
  readonly notes: Notes;
}

/** The result of compiling: the packet filter of a ruleset, and notes on its meaning. */
export interface CompileResult {
  /** The title of the firewall. */
  readonly title: string;
  /** The address families that the ruleset covers. */
  readonly families: readonly Family[];
  readonly filter: PacketFilter;
  /** Finds where rules open and close ports, for formats with kernel chains. */
  readonly places?: RulePlaces | undefined;
  /** The ports that no rule can close, for formats without kernel chains. */
  readonly obstacles?: readonly ClosingPlace[] | undefined;
  readonly notes: Notes;
}

/** A firewall format and the steps that parse it. */
export interface Format<Ruleset, Options> extends InputRules {
  /** The names of its parser's options. */
  readonly optionNames: Readonly<Record<keyof Options, true>>;
  /** Returns whether an input is a supplement that only this format reads. */
  readonly readsBeside?: (input: string) => boolean;
  readonly read: (inputs: readonly string[], options: Options) => ReadResult<Ruleset>;
  readonly compile: (ruleset: Ruleset, options: Options) => CompileResult;
}

/** A compiled firewall, and the notes of all steps so far. */
export interface CompiledFirewall extends Omit<CompileResult, "notes"> {
  readonly notes: readonly Notes[];
}

/**
 * Reads inputs of a format into a ruleset, and compiles it to a packet filter.
 *
 * @throws {@link InvalidConfigurationError} if an input is not what the format expects, or needs too
 *   much work
 * @throws {@link InvalidOptionError} if an option does not accept its value
 */
export function compileFirewall<Ruleset, Options extends object>(
  format: Format<Ruleset, Options>,
  inputs: Texts,
  options: Options,
): CompiledFirewall {
  checkOptionValues(options);
  const { readsBeside, read, compile } = format;
  const texts = readInputs(inputs, format).map(withoutTypedCommands);
  checkInputIndices(options, texts.length);
  const { ruleset, notes: syntax } = explaining(texts, readsBeside, () => read(texts, options));
  const { notes: meaning, ...compiled } = compile(ruleset, options);
  return { ...compiled, notes: [syntax, meaning] };
}

/**
 * Parses inputs of a format: compiles them to a packet filter and evaluates it to an exposure.
 *
 * @throws {@link InvalidConfigurationError} if an input is not what the format expects, or needs too
 *   much work
 * @throws {@link InvalidOptionError} if the options are not an object, or the format does not have one of them
 */
export function parseFirewall<Ruleset, Options extends object>(
  format: Format<Ruleset, Options>,
  inputs: Texts,
  options: Options,
): Exposure {
  fieldsOf("options", options, format.optionNames);
  const { notes, ...compiled } = compileFirewall(format, inputs, options);
  return toExposure(compiled, (found) => sortNotes([...notes, found]));
}

/** Runs a function that reads inputs. If it throws and one of the inputs is a known look-alike, the error names it. */
function explaining<T>(
  texts: readonly string[],
  readsBeside: ((input: string) => boolean) | undefined,
  run: () => T,
): T {
  try {
    return run();
  } catch (error) {
    for (const [index, text] of texts.entries()) {
      const isRead = detectFirewall(text) !== undefined || readsBeside?.(text);
      const what = isRead ? undefined : lookAlike(text);
      if (what !== undefined) {
        const input = texts.length > 1 ? `input ${index + 1}: ` : "";
        throw new InvalidConfigurationError(`${input}${what}`, text, undefined);
      }
    }
    throw error;
  }
}
