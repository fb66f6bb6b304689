import type { FilingKind } from '../../shared/filings/kinds';
import { reviewFiling } from '../../shared/filings/review';
import type { TemplateProblem } from '../../shared/filings/schemas';
import type { Language } from '../../shared/kernel/languages';
import type { Clock } from '../../shared/kernel/time';
import type { ResolvedTag } from '../../shared/templates/contract';
import { withPlainSymbols } from '../documents/symbols';
import { buildDocument } from '../filings/build-document';
import type { PackageParts } from '../filings/package-reader';
import { practicePicture } from './practice-picture';
import { practiceSnapshot } from './practice-snapshot';
import { resolveTags } from './resolve-tags';

/** A checked template, filled in from the practice case. */
export function tryOnPractice(
  deps: { readonly resourcesFolder: string; readonly clock: Clock },
  template: {
    readonly parts: PackageParts;
    readonly filingKind: FilingKind;
    readonly language: Language;
  },
): {
  readonly tags: ResolvedTag[];
  readonly document: Uint8Array<ArrayBuffer> | null;
  readonly problems: TemplateProblem[];
} {
  const snapshot = practiceSnapshot(deps, template);
  const { values } = reviewFiling(snapshot);
  const tags = resolveTags(template.parts, values);
  // A filing is never made with an empty field in it. The preview is, with the field's name in its place, and says so.
  const empty = new Set(tags.filter(({ outcome }) => outcome.kind === 'empty').map(({ tag }) => tag));
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      empty.has(name)
        ? `⟨${name}⟩`
        : Array.isArray(value)
          ? value.map((item: Readonly<Record<string, string>>) =>
              Object.fromEntries(
                Object.entries(item).map(([key, text]) => [
                  key,
                  text === '' && empty.has(key) ? `⟨${key}⟩` : text,
                ]),
              ),
            )
          : value,
    ]),
  ) as typeof values;
  const built = buildDocument({
    ...template,
    template: withPlainSymbols(template.parts),
    values: shown,
    pictures: {
      ids: new Set(snapshot.exhibits.flatMap(({ pictures }) => pictures)),
      read: () => practicePicture(deps.resourcesFolder),
    },
  });
  return built.ok
    ? { tags, document: new Uint8Array(built.value.document), problems: [] }
    : { tags, document: null, problems: built.error.kind === 'templateBroken' ? built.error.problems : [] };
}
