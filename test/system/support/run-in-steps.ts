import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { withFolder } from "./with-folder.ts";

/** Commands that change rules; permanent changes of firewalld take effect only after a reload. */
const changes =
  "*' -I '*|*' -A '*|insert*|add*|delete*|--zone=*--add-*|--zone=*--remove-*|--reload*";

/**
 * Runs a script on the server, and pauses after each command that changes rules, regardless of how the script
 * chains commands.
 *
 * @param run - runs a script on the server
 * @param onStep - called before the script continues
 * @returns the number of commands that changed rules
 */
export async function runInSteps(
  run: (script: string) => Promise<unknown>,
  script: string,
  tools: readonly string[],
  onStep: () => Promise<void>,
): Promise<number> {
  return withFolder(async (folder) => {
    const done = (step: number) => join(folder, `done-${step}`);
    const goOn = (step: number) => join(folder, `go-on-${step}`);
    for (const tool of tools) {
      writeFileSync(
        join(folder, tool),
        `#!/bin/sh
PATH=${process.env.PATH}
${tool} "$@" || exit
case "$*" in
  ${changes})
    step=$(($(ls ${folder} | grep -c '^done-') + 1))
    touch ${folder}/done-$step
    while [ -d ${folder} ] && [ ! -e ${folder}/go-on-$step ]; do sleep 0.02; done ;;
esac
`,
        { mode: 0o755 },
      );
    }
    let ended = false;
    const running = run(`PATH=${folder}:${process.env.PATH}\nexport PATH\n${script}`).finally(
      () => {
        ended = true;
      },
    );
    running.catch(() => {});
    let step = 0;
    while (!ended) {
      if (existsSync(done(step + 1))) {
        step++;
        await onStep();
        writeFileSync(goOn(step), "");
      }
      await wait(10);
    }
    await running;
    return step;
  });
}
