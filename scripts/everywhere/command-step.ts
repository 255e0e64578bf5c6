import type { Context, Step } from "./target.ts";

const expected = [
  "cPanel & WHM 118 to 126: 2 ports removed",
  'TCP_IN = "22"',
  "nearest in the dataset: 124 and 126",
];

/** Returns a step that runs the command with a package manager or a runtime. */
export function commandStep(
  run: (context: Context, args: readonly string[]) => Promise<string>,
): Step {
  return {
    what: "the command",
    checks: expected.length,
    expected,
    run: async (context) => {
      const diff = await run(context, ["diff", "118", "126"]);
      const render = await run(context, ["render", "csf", "126", "--service", "ssh"]);
      // Expected to fail with a message.
      const refused = await run(context, ["list", "125"]).then(
        () => "",
        (error: Error) => error.message,
      );
      return diff + render + refused;
    },
  };
}
