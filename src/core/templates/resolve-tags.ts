import { pictureMarkPattern } from '../../shared/filings/pictures';
import type { ResolvedTag } from '../../shared/templates/contract';
import type { TemplateValue, TemplateValues } from '../filings/fill-template';
import type { PackageParts } from '../filings/package-reader';
import { splitTags } from '../filings/template-check';
import { readParagraphs, type ParagraphInPart } from '../documents/paragraphs';

type Item = Readonly<Record<string, string>>;

/** A part between two tags: whether it is printed, and the items of the list it repeats. */
interface Scope {
  readonly isShown: boolean;
  readonly items: readonly Item[] | null;
}

/**
 * What each tag of a checked template becomes, in the order of the document. Tags that become the same are told once,
 * with all their places.
 */
export function resolveTags(parts: PackageParts, values: TemplateValues): ResolvedTag[] {
  const found = new Map<string, ResolvedTag>();
  const note = (at: ParagraphInPart, tag: string, outcome: ResolvedTag['outcome']): void => {
    const key = JSON.stringify([tag, outcome]);
    const place = { part: at.part, paragraph: at.paragraph, excerpt: at.text.slice(0, 120) };
    const before = found.get(key);
    if (before === undefined) found.set(key, { tag, outcome, places: [place] });
    else before.places.push(place);
  };
  for (const paragraphs of readParagraphs(parts)) {
    const scopes: Scope[] = [];
    let isInList = false;
    for (const at of paragraphs) {
      for (const piece of splitTags(at.text)) {
        if (piece.kind === 'loose') continue;
        const { sign, name } = piece;
        // A list of tags at hand is no part of the document.
        if (name === 'tags.shown') isInList = sign !== '/';
        if (isInList || name === 'tags.shown') continue;
        if (sign === '/') {
          scopes.pop();
          continue;
        }
        const isShown = scopes.every((scope) => scope.isShown);
        const tag = `${sign}${name}`;
        if (sign === '') {
          const value = isShown ? lookUp(scopes, values, name) : undefined;
          const shown = name === 'picture' ? picturesIn(value) : printedOf(value);
          note(at, tag, isShown ? shown : { kind: 'notShown' });
          continue;
        }
        const scope = openScope(scopes, values, { name, isTurned: sign === '^' });
        scopes.push(scope);
        const isList = sign === '#' && Array.isArray(values[name]);
        note(
          at,
          tag,
          !isShown
            ? { kind: 'notShown' }
            : isList
              ? { kind: 'repeated', count: scope.items?.length ?? 0 }
              : { kind: 'asked', isYes: scope.isShown },
        );
      }
    }
  }
  return [...found.values()];
}

function openScope(
  scopes: readonly Scope[],
  values: TemplateValues,
  { name, isTurned }: { readonly name: string; readonly isTurned: boolean },
): Scope {
  const list = nearestList(scopes, name);
  if (list !== null) {
    // A question about an item: what stands between is printed for those of the list that have it.
    const items = list.filter((item) => (item[name] !== '') !== isTurned);
    return { isShown: items.length > 0, items };
  }
  const value = values[name];
  const isThere = Array.isArray(value)
    ? value.length > 0
    : value !== '' && value !== false && value !== undefined;
  const items = Array.isArray(value) && !isTurned ? (value as readonly Item[]) : null;
  return { isShown: isThere !== isTurned, items };
}

/** What the name is in each item of the innermost list that has it, or else the field. */
function lookUp(
  scopes: readonly Scope[],
  values: TemplateValues,
  name: string,
): TemplateValue | readonly string[] | undefined {
  const list = nearestList(scopes, name);
  return list === null ? values[name] : list.map((item) => item[name] ?? '');
}

function nearestList(scopes: readonly Scope[], name: string): readonly Item[] | null {
  const scope = scopes.findLast(({ items }) => items?.some((item) => Object.hasOwn(item, name)) === true);
  return scope?.items ?? null;
}

function printedOf(value: TemplateValue | readonly string[] | undefined): ResolvedTag['outcome'] {
  if (typeof value === 'string' && value !== '') return { kind: 'printed', texts: [value] };
  if (Array.isArray(value) && value.length > 0) {
    const texts = value.filter((text) => typeof text === 'string');
    if (texts.length > 0 && texts.every((text) => text !== '')) {
      return { kind: 'printed', texts: texts.slice(0, shownItems) };
    }
  }
  return { kind: 'empty' };
}

function picturesIn(value: TemplateValue | readonly string[] | undefined): ResolvedTag['outcome'] {
  const texts = Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
  return { kind: 'pictures', count: texts.join('\n').split(pictureMarkPattern).length >> 1 };
}

/** Of a list, so many items are told. */
const shownItems = 3;
