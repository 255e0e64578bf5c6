import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const folder = join(import.meta.dirname, "../../../.github/ISSUE_TEMPLATE");
const read = (name: string) => parse(readFileSync(join(folder, name), "utf8"));

const id = z.string().regex(/^[\w-]+$/);
const label = z.string().min(1).max(255);
const validations = z.strictObject({ required: z.boolean() }).optional();
const described = { label, description: z.string().optional() };
const text = { ...described, placeholder: z.string().optional(), value: z.string().optional() };
const field = <T extends string, A extends z.ZodRawShape>(type: T, attributes: A) =>
  z.strictObject({
    type: z.literal(type),
    id,
    attributes: z.strictObject(attributes),
    validations,
  });

/** An issue form that GitHub accepts. */
const issueForm = z
  .strictObject({
    name: z.string().min(3),
    description: z.string().min(3).max(200),
    title: z.string().optional(),
    labels: z.array(z.string()),
    body: z.array(
      z.discriminatedUnion("type", [
        z.strictObject({
          type: z.literal("markdown"),
          attributes: z.strictObject({ value: z.string().min(1) }),
        }),
        field("input", text),
        field("textarea", { ...text, render: z.string().optional() }),
        field("dropdown", { ...described, options: z.array(z.string()).min(1) }),
        field("checkboxes", {
          ...described,
          options: z.array(z.strictObject({ label, required: z.boolean() })).min(1),
        }),
      ]),
    ),
  })
  .refine(({ body }) => body.some(({ type }) => type !== "markdown"), "no field to fill in")
  .refine(
    ({ body }) => areUnique(body.flatMap((each) => ("id" in each ? [each.id] : []))),
    "duplicate id",
  )
  .refine(
    ({ body }) =>
      areUnique(
        body.flatMap((each) => ("label" in each.attributes ? [each.attributes.label] : [])),
      ),
    "duplicate label",
  );

function areUnique(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/** Returns the ids of a form's fields, required or not. */
const asksFor = (name: string) =>
  issueForm.parse(read(name)).body.flatMap((each) => ("id" in each ? [each.id] : []));

test.for(readdirSync(folder).filter((name) => name !== "config.yml"))(
  "%s is an issue form that GitHub accepts",
  (name) => {
    expect(issueForm.safeParse(read(name)).error?.issues).toBeUndefined();
  },
);

describe("the schema of issue forms", () => {
  const form = read("wrong-data.yml");
  const [first, second, ...rest] = form.body;

  test.for([
    ["without a description", { ...form, description: undefined }],
    ["with a field of unknown type", { ...form, body: [{ ...second, type: "text" }] }],
    ["with a misspelt key", { ...form, body: [{ ...second, validation: { required: true } }] }],
    ["with a duplicate id", { ...form, body: [first, second, second, ...rest] }],
    ["without a field to fill in", { ...form, body: [first] }],
  ])("rejects a form %s", ([, broken]) => {
    expect(issueForm.safeParse(broken).success).toBe(false);
  });
});

test("the form for wrong data asks for the release, the port, and the page with its link", () => {
  expect(asksFor("wrong-data.yml")).toEqual(
    expect.arrayContaining(["release", "port", "page", "link"]),
  );
});

test("the form for a misread firewall asks for the input and explains how to redact it", () => {
  expect(asksFor("misread-firewall.yml")).toEqual(
    expect.arrayContaining(["format", "input", "said", "right", "redacted"]),
  );
  const written = readFileSync(join(folder, "misread-firewall.yml"), "utf8");
  for (const network of ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"]) {
    expect(written).toContain(network);
  }
  expect(written).toContain("*Report a vulnerability*");
});
