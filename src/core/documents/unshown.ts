import { isOn } from '../filings/word-package';
import { childElements, firstChild, isElement, type XmlElement } from '../filings/xml';
import { traceOfElement } from './word-traces';

// What a Word file holds and no page of it shows: heads that were switched off, notes and pictures whose place in the text is
// gone. Word keeps some of it, and so does a template whose condition left a passage out.

/**
 * The references to heads and feet of a first page that is as the others, or of even pages that are.
 *
 * @param settings  of the document; null where it has none
 */
export function unshownReferences(
  document: XmlElement,
  settings: XmlElement | null,
): ReadonlySet<XmlElement> {
  const hasEvenPages = settings !== null && isOn(firstChild(settings, 'w:evenAndOddHeaders'));
  const all = [...shownElements(document)];
  const sections = all.filter(({ name }) => name === 'w:sectPr');
  const shown = new Set<XmlElement | undefined>();
  for (const kind of ['w:headerReference', 'w:footerReference']) {
    // A section without one of its own has that of the section before it.
    const current = new Map<string, XmlElement>();
    for (const section of sections) {
      for (const reference of childElements(section, kind))
        current.set(reference.attributes.get('w:type') ?? 'default', reference);
      shown.add(current.get('default'));
      if (isOn(firstChild(section, 'w:titlePg'))) shown.add(current.get('first'));
      if (hasEvenPages) shown.add(current.get('even'));
    }
  }
  return new Set(
    all.filter((element) => /^w:(?:header|footer)Reference$/.test(element.name) && !shown.has(element)),
  );
}

/** Notes that nothing in the text leads to; those that draw the line above them are none. */
export function unshownNotes(notes: XmlElement, document: XmlElement): ReadonlySet<XmlElement> {
  const reference = notes.name.replace(/s$/, 'Reference');
  const led = new Set<string | undefined>();
  for (const { name, attributes } of shownElements(document))
    if (name === reference) led.add(attributes.get('w:id'));
  return new Set(
    childElements(notes, notes.name.replace(/s$/, '')).filter(
      ({ attributes }) =>
        (attributes.get('w:type') ?? 'normal') === 'normal' && !led.has(attributes.get('w:id')),
    ),
  );
}

/** Kinds of parts that are shown where an element of the text names them, and nowhere else. */
export const partsShownByName: ReadonlySet<string> = new Set(['header', 'footer', 'image']);

/** Ids of the relationships that what is shown names. */
export function namedRelationships(
  tree: XmlElement,
  unshown: ReadonlySet<XmlElement> = new Set(),
): ReadonlySet<string> {
  const named = new Set<string>();
  for (const element of shownElements(tree)) {
    if (unshown.has(element)) continue;
    for (const [name, value] of element.attributes) if (name.startsWith('r:')) named.add(value);
  }
  return named;
}

/** Without what was deleted and what a cleaned file leaves out, and all that stands in it. */
function* shownElements(tree: XmlElement): Generator<XmlElement> {
  const waiting = [tree];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (traceOfElement(next.name)?.mend === 'drop') continue;
    yield next;
    for (const child of next.children.toReversed()) if (isElement(child)) waiting.push(child);
  }
}
