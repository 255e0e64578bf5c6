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

/** An issue form, as GitHub takes it. */
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
  .refine(({ body }) => body.some(({ type }) => type !== "markdown"), "asks for nothing")
  .refine(
    ({ body }) => areUnique(body.flatMap((each) => ("id" in each ? [each.id] : []))),
    "an id is there twice",
  )
  .refine(
    ({ body }) =>
      areUnique(
        body.flatMap((each) => ("label" in each.attributes ? [each.attributes.label] : [])),
      ),
    "a label is there twice",
  );

function areUnique(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/** What a form asks for, whether or not it has to be answered. */
const asksFor = (name: string) =>
  issueForm.parse(read(name)).body.flatMap((each) => ("id" in each ? [each.id] : []));

test.for(readdirSync(folder).filter((name) => name !== "config.yml"))(
  "%s is a form that GitHub takes",
  (name) => {
    expect(issueForm.safeParse(read(name)).error?.issues).toBeUndefined();
  },
);

describe("a form that GitHub does not take is found", () => {
  const form = read("wrong-data.yml");
  const [first, second, ...rest] = form.body;

  test.for([
    ["without a description", { ...form, description: undefined }],
    ["with a field of no type", { ...form, body: [{ ...second, type: "text" }] }],
    ["with a misspelt key", { ...form, body: [{ ...second, validation: { required: true } }] }],
    ["with an id that is there twice", { ...form, body: [first, second, second, ...rest] }],
    ["that asks for nothing", { ...form, body: [first] }],
  ])("%s", ([, broken]) => {
    expect(issueForm.safeParse(broken).success).toBe(false);
  });
});

test("the form for wrong data asks for what is needed to check it", () => {
  expect(asksFor("wrong-data.yml")).toEqual(
    expect.arrayContaining(["release", "port", "page", "link"]),
  );
});

test("the form for a misread firewall asks for the input and says how to redact it", () => {
  expect(asksFor("misread-firewall.yml")).toEqual(
    expect.arrayContaining(["format", "input", "said", "right", "redacted"]),
  );
  const written = readFileSync(join(folder, "misread-firewall.yml"), "utf8");
  for (const network of ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"]) {
    expect(written).toContain(network);
  }
  expect(written).toContain("*Report a vulnerability*");
});
