import { fieldsOf, InvalidConfigurationError } from "../errors.ts";
import type { Exposure, Family } from "../net/types.ts";
import type { PacketFilter } from "../packet-filter/model.ts";
import { detectFirewall } from "./detect.ts";
import { readInputs } from "./input.ts";
import { lookAlike } from "./look-alikes.ts";
import { type Notes, sortNotes } from "./notes.ts";
import type { RulePlaces } from "./rule-places.ts";
import { toExposure } from "./to-exposure.ts";
import type { Texts } from "./types.ts";

/** What reading returns: what the inputs say, as a syntax tree, and notes on their syntax. */
export interface ReadResult<Ruleset> {
  readonly ruleset: Ruleset;
  readonly notes: Notes;
}

/** What compiling returns: the packet filter that a ruleset stands for, and notes on its meaning. */
export interface CompileResult {
  /** What the firewall is called. */
  readonly title: string;
  /** The address families that the ruleset speaks of. */
  readonly families: readonly Family[];
  readonly filter: PacketFilter;
  /** Finds where rules open and close ports, of formats that have the chains of the kernel. */
  readonly places?: RulePlaces | undefined;
  readonly notes: Notes;
}

/** A format of firewall configurations, by the steps in which it is parsed. */
export interface Format<Ruleset, Options> {
  /** What an input should be, for error messages. */
  readonly expected: string;
  /** The options of its parser. */
  readonly optionNames: Readonly<Record<keyof Options, true>>;
  /** Returns the length that an input may have, by what it is; the same for all inputs if left out. */
  readonly maxLength?: (input: string) => number;
  /** Tells whether an input is one that is read beside others, which no other format has. */
  readonly readsBeside?: (input: string) => boolean;
  readonly read: (inputs: readonly string[], options: Options) => ReadResult<Ruleset>;
  readonly compile: (ruleset: Ruleset, options: Options) => CompileResult;
}

/** A firewall as it was compiled, and the notes of all steps so far. */
export interface CompiledFirewall extends Omit<CompileResult, "notes"> {
  readonly notes: readonly Notes[];
}

/**
 * Reads inputs of a format to a ruleset, and compiles it to a packet filter.
 *
 * @throws {@link InvalidConfigurationError} if an input is not what the format expects, or needs too
 *   much work
 */
export function compileFirewall<Ruleset, Options extends object>(
  { expected, maxLength, readsBeside, read, compile }: Format<Ruleset, Options>,
  inputs: Texts,
  options: Options,
): CompiledFirewall {
  const texts = readInputs(inputs, expected, maxLength);
  const { ruleset, notes: syntax } = explaining(texts, readsBeside, () => read(texts, options));
  const { notes: meaning, ...compiled } = compile(ruleset, options);
  return { ...compiled, notes: [syntax, meaning] };
}

/**
 * Parses inputs of a format: compiles them to a packet filter, and evaluates that to an exposure.
 *
 * @throws {@link InvalidConfigurationError} if an input is not what the format expects, or needs too
 *   much work
 * @throws {@link InvalidOptionError} for options that are no object, or that the format does not have
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

/** Runs what reads inputs. Where it throws and one of them is known not to be a configuration, the error says so. */
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
