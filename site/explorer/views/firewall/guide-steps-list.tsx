import { useEffect, useState } from "preact/hooks";
import {
  type GuideBlock,
  type GuideInline,
  type GuideStep,
  loadGuideSteps,
} from "../../guide-steps.ts";
import { CopyButton } from "../../parts/copy-button.tsx";

interface GuideStepsListProps {
  readonly guide: string;
  /** The configuration file, shown instead of the guide's example. */
  readonly config: string;
}

/** The steps of a guide: how to check and load the files of a firewall, and how to undo that. */
export function GuideStepsList({ guide, config }: GuideStepsListProps) {
  const [steps, setSteps] = useState<readonly GuideStep[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    loadGuideSteps().then(
      (all) => isWanted && setSteps(all[guide] ?? []),
      () => isWanted && setSteps([]),
    );
    return () => {
      isWanted = false;
    };
  }, [guide]);
  return (
    <section class="guide-steps">
      <h3>How to load it, and how to undo it</h3>
      <p>
        These steps are from <a href={`guides/${guide}.html`}>the guide to {guide}</a>, which has
        more details.
      </p>
      {steps?.map((step) => (
        <details key={step.title}>
          <summary>{step.title}</summary>
          {step.blocks.map((block, index) => (
            <Block key={index} block={withConfig(block, config)} />
          ))}
        </details>
      ))}
    </section>
  );
}

function withConfig(block: GuideBlock, config: string): GuideBlock {
  return block.kind === "code" && block.language === "json" ? { ...block, text: config } : block;
}

function Block({ block }: { readonly block: GuideBlock }) {
  return block.kind === "text" ? (
    <p>
      {block.parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </p>
  ) : (
    <div class="guide-code">
      <CopyButton text={() => block.text}>Copy</CopyButton>
      <pre tabIndex={0} role="group" aria-label="Commands">
        {block.text}
      </pre>
    </div>
  );
}

function Part({ part }: { readonly part: GuideInline }) {
  switch (part.kind) {
    case "code":
      return <code>{part.text}</code>;
    case "link":
      return <a href={part.target}>{part.text}</a>;
    default:
      return <>{part.text}</>;
  }
}
