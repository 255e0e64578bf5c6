import { useEffect, useRef, useState } from "preact/hooks";
import type { TaskName, Tasks } from "../worker/tasks.ts";
import { ask, cancelTasks, failureOf, TaskCancelled, type TaskFailure } from "./ask-worker.ts";

type Input<T extends TaskName> = Parameters<Tasks[T]>[0];
type Result<T extends TaskName> = ReturnType<Tasks[T]>;

/** The state of a task, with its last result. */
export interface TaskState<T extends TaskName> {
  readonly phase: "cancelled" | "done" | "failed" | "idle" | "running";
  /**
   * The last result and its input; `null` for none. It stays while a newer input is read, and if that input has an
   * invalid option.
   */
  readonly last: { readonly input: Input<T>; readonly result: Result<T> } | null;
  readonly failure: TaskFailure | null;
}

/** How long the input must stay unchanged before the task runs, in milliseconds. */
const pause = 150;

/**
 * Runs a task in the worker, and again when its input changes.
 *
 * @param input - the input of the task; `null` for no task
 * @param key - identifies the input
 * @param ends - whether a newer input ends the worker instead of waiting for it
 * @returns the state of the task, a function that cancels it, and one that runs it again
 */
export function useTask<T extends TaskName>(
  task: T,
  input: Input<T> | null,
  key: readonly unknown[],
  ends: boolean,
): TaskState<T> & { readonly again: () => void; readonly cancel: () => void } {
  const [state, setState] = useState<TaskState<T>>({ phase: "idle", last: null, failure: null });
  const [times, setTimes] = useState(0);
  const current = useRef(input);
  const stop = useRef(cancelTasks);
  current.current = input;
  const isNone = input === null;
  // The key represents the input.
  useEffect(() => {
    const asked = current.current;
    if (asked === null) {
      setState({ phase: "idle", last: null, failure: null });
      return;
    }
    let isCurrent = true;
    let isRunning = false;
    const run = async () => {
      isRunning = true;
      const next = await settled(ask(task, asked));
      isRunning = false;
      if (!isCurrent) {
        return;
      }
      if ("result" in next) {
        setState({ phase: "done", last: { input: asked, result: next.result }, failure: null });
      } else if (next.error instanceof TaskCancelled) {
        setState({ phase: "cancelled", last: null, failure: null });
      } else {
        const failure = failureOf(next.error);
        setState(({ last }) => ({
          phase: "failed",
          last: failure.fields.length === 0 ? null : last,
          failure,
        }));
      }
    };
    setState(({ last }) => ({ phase: "running", last, failure: null }));
    const timer = setTimeout(run, pause);
    stop.current = () => {
      if (isRunning) {
        cancelTasks();
      } else {
        clearTimeout(timer);
        setState({ phase: "cancelled", last: null, failure: null });
      }
    };
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      if (isRunning && ends) {
        cancelTasks();
      }
    };
  }, [task, ends, times, isNone, ...key]);
  return { ...state, again: () => setTimes(times + 1), cancel: () => stop.current() };
}

function settled<T>(promise: Promise<T>): Promise<{ result: T } | { error: unknown }> {
  return promise.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
}
