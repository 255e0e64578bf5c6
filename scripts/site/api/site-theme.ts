import {
  type Application,
  DeclarationReflection,
  DefaultTheme,
  JSX,
  type PageEvent,
  ProjectReflection,
  ReflectionKind,
} from "typedoc";
import { declarationPage } from "./declaration-page.tsx";
import { listEntries, modulesOf, summaryOf } from "./list-entries.ts";
import { modulePage } from "./module-page.tsx";
import { referenceIndexPage } from "./reference-index-page.tsx";

/** Makes TypeDoc write the pages of the reference as pages of the site. */
export function defineSiteTheme(application: Application): void {
  application.renderer.defineTheme("site", SiteTheme);
}

class SiteTheme extends DefaultTheme {
  override render(page: PageEvent): string {
    const { model } = page;
    if (model instanceof ProjectReflection) {
      return referenceIndexPage(this.#modules(page), this.#entries(page));
    }
    if (!(model instanceof DeclarationReflection)) {
      throw new Error(`${page.url} unknown kind of page`);
    }
    const root = "../".repeat(page.url.split("/").length);
    const place = { root, entries: this.#entries(page) };
    if (model.kindOf(ReflectionKind.Module)) {
      const own = this.#modules(page).find(({ name }) => name === model.name);
      return modulePage(own ?? { name: model.name, path: page.url, summary: "" }, place);
    }
    const content = JSX.renderElement(this.reflectionTemplate(page as never));
    const entry = place.entries.find(({ path }) => path === page.url);
    if (entry === undefined) {
      throw new Error(`${page.url} not the page of a declaration`);
    }
    return declarationPage(entry, content, place);
  }

  #entries({ project }: PageEvent) {
    return listEntries(project, this.router);
  }

  #modules({ project }: PageEvent) {
    return modulesOf(project).map((module) => ({
      name: module.name,
      path: this.router.getFullUrl(module),
      summary: summaryOf(module)
        .map(({ text }) => text)
        .join(""),
    }));
  }
}
