import { isCpanelPortsError } from "cpanel-ports";
import type { Answer, Question } from "./messages.ts";
import { tasks } from "./tasks.ts";

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  postMessage(answerTo(data));
});

function answerTo({ id, task, input }: Question): Answer {
  try {
    const run = tasks[task] as (input: unknown) => unknown;
    return { id, result: run(input) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, error: { message, code: isCpanelPortsError(error) ? error.code : null } };
  }
}
