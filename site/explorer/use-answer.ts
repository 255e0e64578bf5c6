import { useEffect, useState } from "preact/hooks";
import type { TaskName, Tasks } from "../worker/tasks.ts";
import { ask, failureOf, TaskCancelled, type TaskFailure } from "./ask-worker.ts";

type Input<T extends TaskName> = Parameters<Tasks[T]>[0];

/** The last good answer to a changing question, and why the newest question has none. */
export interface Answered<T extends TaskName> {
  /** `null` until the first answer. */
  readonly good: { readonly input: Input<T>; readonly result: ReturnType<Tasks[T]> } | null;
  /** Why the newest question has no answer; `null` if it has one, or is pending. */
  readonly failure: TaskFailure | null;
}

/** Asks the worker whenever the input differs, and drops answers to earlier questions. */
export function useAnswer<T extends TaskName>(task: T, input: Input<T>): Answered<T> {
  const [answered, setAnswered] = useState<Answered<T>>({ good: null, failure: null });
  const question = JSON.stringify(input);
  useEffect(() => {
    let isWanted = true;
    ask(task, input).then(
      (result) => isWanted && setAnswered({ good: { input, result }, failure: null }),
      (error: Error) =>
        isWanted &&
        !(error instanceof TaskCancelled) &&
        setAnswered((before) => ({ ...before, failure: failureOf(error) })),
    );
    return () => {
      isWanted = false;
    };
  }, [task, question]);
  return answered;
}
