import { anElement, isElement, type XmlElement, type XmlNode } from './xml';

// Letters of the scripts written from right to left. Inside a stretch of them, marks, joiners, spaces and the signs that
// stand in names belong to it too, unless they end it.
const letters = ['Arabic', 'Hebrew', 'Syriac', 'Thaana', 'Nko', 'Adlam']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
const between = String.raw`\p{M}\u{200c}\u{200d}\u{200f} \u{a0}'’.\-`;
const rightToLeft = new RegExp(`[${letters}]`, 'u');
const rightToLeftStretch = new RegExp(`[${letters}](?:[${letters}${between}]*[${letters}\\p{M}])?`, 'gu');

/**
 * Marks what is written from right to left as such, in runs of its own. Word otherwise takes the font and the
 * spelling language of the Latin text around it, and puts punctuation on the wrong side.
 */
export function markScripts(root: XmlElement): XmlElement {
  return { ...root, children: root.children.flatMap(markNode) };
}

function markNode(node: XmlNode): readonly XmlNode[] {
  if (!isElement(node)) return [node];
  if (node.name !== 'w:r') return [markScripts(node)];
  if (
    !node.children.some(
      (child) => isElement(child) && child.name === 'w:t' && rightToLeft.test(textOf(child)),
    )
  ) {
    return [node];
  }
  const properties = node.children.filter(isElement).find(({ name }) => name === 'w:rPr');
  return node.children
    .filter((child) => child !== properties)
    .flatMap((child): readonly XmlElement[] => {
      const run = (content: XmlNode, marked: boolean): XmlElement => ({
        ...node,
        children: [...runProperties(properties, marked), content],
      });
      if (!isElement(child) || child.name !== 'w:t') return [run(child, false)];
      return stretches(textOf(child)).map(({ text, marked }) =>
        run(anElement('w:t', { 'xml:space': 'preserve' }, [text]), marked),
      );
    });
}

function runProperties(properties: XmlElement | undefined, marked: boolean): readonly XmlElement[] {
  if (!marked) return properties === undefined ? [] : [properties];
  const others = properties?.children.filter((child) => !isElement(child) || child.name !== 'w:rtl') ?? [];
  return [{ ...(properties ?? anElement('w:rPr')), children: insertInOrder(others) }];
}

/** `w:rtl` has its place in the schema: before these, after everything else. */
const afterRtl = new Set(['w:cs', 'w:em', 'w:lang', 'w:eastAsianLayout', 'w:specVanish', 'w:oMath']);

function insertInOrder(properties: readonly XmlNode[]): readonly XmlNode[] {
  const index = properties.findIndex((node) => isElement(node) && afterRtl.has(node.name));
  const at = index < 0 ? properties.length : index;
  return [...properties.slice(0, at), anElement('w:rtl'), ...properties.slice(at)];
}

function stretches(text: string): readonly { readonly text: string; readonly marked: boolean }[] {
  const found: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(rightToLeftStretch)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index), marked: false });
    found.push({ text: match[0], marked: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ text: text.slice(at), marked: false });
  return found;
}

function textOf(element: XmlElement): string {
  return element.children.filter((node) => !isElement(node)).join('');
}
