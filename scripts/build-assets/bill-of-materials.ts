import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { PackageURL } from "packageurl-js";
import type { BundledPackage } from "./bundled-packages.ts";

/** The package of the bill of materials. */
export interface Product {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description: string;
}

/**
 * Creates a CycloneDX 1.6 bill of materials: the package, and the packages with code in its bundles. It has no time and
 * no serial number, so that the same build produces the same bill.
 */
export function billOfMaterials(product: Product, packages: readonly BundledPackage[]): string {
  const bom = new Models.Bom();
  const main = component(product);
  main.description = product.description;
  bom.metadata.component = main;
  for (const each of packages) {
    const part = component(each);
    bom.components.add(part);
    main.dependencies.add(part.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function component({
  name,
  version,
  license,
}: Pick<Product, "license" | "name" | "version">): Models.Component {
  const [, scope, plain = name] = /^(@[^/]+)\/(.*)$/.exec(name) ?? [];
  const purl = new PackageURL("npm", scope, plain, version, undefined, undefined);
  const made = new Models.Component(Enums.ComponentType.Library, plain, {
    bomRef: purl.toString(),
    version,
    purl: purl.toString(),
    ...(scope === undefined ? {} : { group: scope }),
  });
  made.licenses.add(new Models.SpdxLicense(license));
  return made;
}
