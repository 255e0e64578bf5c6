import type { Command } from "commander";
import { type TableFormat, tableRenderers } from "../../render/formats/table-formats.ts";
import { choiceOption } from "./choice.ts";

/** The formats in which every command that reports answers. */
export const tableFormats: readonly string[] = Object.keys(tableRenderers);

/** The option of {@link addFormatOption}, as it was given. */
export interface GivenFormatOption<Format extends string = TableFormat> {
  readonly format: Format;
}

/** Adds the option that says in which format to answer. */
export function addFormatOption(
  command: Command,
  description = "how to print it",
  choices = tableFormats,
): Command {
  return command.addOption(choiceOption("--format <format>", description, choices).default("text"));
}
