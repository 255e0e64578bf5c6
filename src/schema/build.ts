import * as z from "zod/v4";
import { either } from "./either.ts";

/** A frozen object with exactly these fields. */
export function object<const T extends z.core.$ZodLooseShape>(
  shape: T,
): z.ZodReadonly<z.ZodObject<T, z.core.$strict>> {
  return z.strictObject(shape).readonly() as z.ZodReadonly<z.ZodObject<T, z.core.$strict>>;
}

/** A frozen list. */
export function list<T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> {
  return z.array(item).readonly();
}

/** One item, or a frozen list. */
export function oneOrMany<T extends z.ZodType>(item: T) {
  return either(item, list(item));
}

/** A frozen list with at least one item. */
export function someOf<T extends z.ZodType>(item: T): z.ZodReadonly<z.ZodArray<T>> {
  return z.array(item).min(1).readonly();
}
