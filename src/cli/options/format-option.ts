import type { Command } from "commander";
import { type TableFormat, tableRenderers } from "../../render/formats/table-formats.ts";
import { choiceOption } from "./choice.ts";

/** The output formats of every command that prints a report. */
export const tableFormats: readonly string[] = Object.keys(tableRenderers);

/** The value of the option that {@link addFormatOption} adds. */
export interface GivenFormatOption<Format extends string = TableFormat> {
  readonly format: Format;
}

/**
 * Adds the option for the output format.
 *
 * @param hint - about some of the choices
 */
export function addFormatOption(
  command: Command,
  hint?: string,
  choices: readonly string[] = tableFormats,
): Command {
  const text = hint === undefined ? "output format" : `output format; ${hint}`;
  return command.addOption(choiceOption("--format <format>", text, choices).default("text"));
}
