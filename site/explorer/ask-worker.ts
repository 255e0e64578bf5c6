import type { Answer, TaskError } from "../worker/messages.ts";
import type { TaskName, Tasks } from "../worker/tasks.ts";
import { loadScript } from "./load-script.ts";

type Input<T extends TaskName> = Parameters<Tasks[T]>[0];
type Result<T extends TaskName> = ReturnType<Tasks[T]>;

/** An error of a task in the worker. */
export class TaskFailure extends Error {
  readonly code: string | null;
  readonly fields: readonly string[];
  readonly file: number | null;
  readonly line: number | null;

  constructor({ message, code, fields, file, line }: TaskError) {
    super(message);
    this.name = "TaskFailure";
    this.code = code;
    this.fields = fields;
    this.file = file;
    this.line = line;
  }
}

/** Returns the reason for a missing answer, including a worker that did not start. */
export function failureOf(error: unknown): TaskFailure {
  return error instanceof TaskFailure
    ? error
    : new TaskFailure({
        message: error instanceof Error ? error.message : String(error),
        code: null,
        fields: [],
        file: null,
        line: null,
      });
}

/** Signals that a task was canceled. */
export class TaskCancelled extends Error {}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let worker: Promise<Worker> | null = null;
let asked = 0;

/**
 * Runs a task in the worker. It runs the package on data that stays in this page.
 *
 * @throws {@link TaskFailure} if the package rejects the input, {@link TaskCancelled} after {@link cancelTasks}
 */
export async function ask<T extends TaskName>(task: T, input: Input<T>): Promise<Result<T>> {
  asked += 1;
  const id = asked;
  const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
  // A task can be canceled before the worker has started, when nothing awaits the answer yet.
  answer.catch(() => {});
  worker ??= startWorker();
  try {
    const ready = await worker;
    if (waiting.has(id)) {
      ready.postMessage({ id, task, input });
    }
  } catch (error) {
    worker = null;
    settle(id)?.reject(error as Error);
  }
  return (await answer) as Result<T>;
}

/** Ends the worker, whatever it is doing; the next task starts a new one. */
export function cancelTasks(): void {
  worker?.then((each) => each.terminate()).catch(() => {});
  worker = null;
  for (const id of [...waiting.keys()]) {
    settle(id)?.reject(new TaskCancelled("canceled"));
  }
}

/** A page from the file system can only start a worker from a blob, and cannot fetch its source. */
async function startWorker(): Promise<Worker> {
  const source = await loadScript("worker.js", () => globalThis.explorerWorkerSource);
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const started = new Worker(url);
  URL.revokeObjectURL(url);
  started.addEventListener("message", ({ data }: MessageEvent<Answer>) => receive(data));
  started.addEventListener("error", ({ message }) => {
    // It might never answer again.
    started.terminate();
    worker = null;
    for (const id of [...waiting.keys()]) {
      settle(id)?.reject(failureOf(new Error(message || "the worker failed")));
    }
  });
  return started;
}

function receive(answer: Answer): void {
  const asker = settle(answer.id);
  if ("error" in answer) {
    asker?.reject(new TaskFailure(answer.error));
  } else {
    asker?.resolve(answer.result);
  }
}

function settle(id: number): Waiting | undefined {
  const asker = waiting.get(id);
  waiting.delete(id);
  return asker;
}

declare global {
  /** The program of the worker, set by `worker.js`. */
  var explorerWorkerSource: string | undefined;
}
