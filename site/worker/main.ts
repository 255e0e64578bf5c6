import type { Answer, Question } from "./messages.ts";
import { taskErrorOf } from "./task-error.ts";
import { tasks } from "./tasks.ts";

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  postMessage(answerTo(data));
});

function answerTo({ id, task, input }: Question): Answer {
  try {
    const run = tasks[task] as (input: unknown) => unknown;
    return { id, result: run(input) };
  } catch (error) {
    return { id, error: taskErrorOf(error) };
  }
}
