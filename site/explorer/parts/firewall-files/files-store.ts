import { useEffect, useState } from "preact/hooks";

/** A file that was pasted or dropped; it stays in this page. */
export interface StoredFile {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

let files: readonly StoredFile[] = [];
let count = 0;
const changed = new EventTarget();

/** Returns the pasted or dropped files, the same in every view. */
export function useFiles(): readonly StoredFile[] {
  const [shown, setShown] = useState(files);
  useEffect(() => {
    const follow = () => setShown(files);
    follow();
    changed.addEventListener("change", follow);
    return () => changed.removeEventListener("change", follow);
  }, []);
  return shown;
}

/** Adds files; a file replaces another file of the same name. */
export function addFiles(added: readonly Omit<StoredFile, "id">[]): void {
  const names = new Set(added.map(({ name }) => name));
  const kept = files.filter(({ name }) => !names.has(name));
  set([
    ...kept,
    ...added.map((each) => {
      count += 1;
      return { ...each, id: count };
    }),
  ]);
}

/** Replaces all files. */
export function replaceFiles(added: readonly Omit<StoredFile, "id">[]): void {
  files = [];
  addFiles(added);
}

/** Changes a file. */
export function changeFile(id: number, change: Partial<Omit<StoredFile, "id">>): void {
  set(files.map((each) => (each.id === id ? { ...each, ...change } : each)));
}

/** Removes a file. */
export function removeFile(id: number): void {
  set(files.filter((each) => each.id !== id));
}

/** Returns an unused file name for pasted text. */
export function unusedName(): string {
  const names = new Set(files.map(({ name }) => name));
  let number = 1;
  const nameOf = () => (number === 1 ? "pasted.txt" : `pasted-${number}.txt`);
  while (names.has(nameOf())) {
    number += 1;
  }
  return nameOf();
}

function set(next: readonly StoredFile[]): void {
  files = next;
  changed.dispatchEvent(new Event("change"));
}
