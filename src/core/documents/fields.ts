import { descendants, isElement, ownText, type XmlElement, type XmlNode } from '../filings/xml';

/** Fields that print what is only known when the pages are laid out. Of all others the result says enough. */
const livingFields = new Set([
  'PAGE',
  'NUMPAGES',
  'SECTIONPAGES',
  'REF',
  'PAGEREF',
  'NOTEREF',
  'STYLEREF',
  'SEQ',
  'TOC',
]);

/** Names that Word makes up itself; any other was typed by somebody. */
export function isNeutralBookmark(name: string): boolean {
  return /^_(?:Toc|Ref)\d+$/i.test(name);
}

export function isLivingField(instruction: string): boolean {
  return livingFields.has(wordsOfInstruction(instruction)[0]?.toUpperCase() ?? '');
}

/**
 * Leaves of fields other than `isLivingField` what they show, and of bookmarks those that a field needs, under a name that
 * says nothing.
 *
 * @param parts  those that hold text, by name, without tracked changes and hidden text
 */
export function withBareFields(parts: ReadonlyMap<string, XmlElement>): ReadonlyMap<string, XmlElement> {
  const existing = new Set(
    [...parts.values()].flatMap((root) =>
      [...descendants(root)]
        .filter(({ name }) => name === 'w:bookmarkStart')
        .map((bookmark) => bookmarkName(bookmark)),
    ),
  );
  const isKept = (instruction: string): boolean => {
    const bookmark = bookmarkIn(instruction);
    return isLivingField(instruction) && (bookmark === null || existing.has(bookmark.toLowerCase()));
  };
  const plans = new Map([...parts].map(([name, root]) => [name, planFields(root, isKept)]));
  const needed = new Map<string, string>();
  for (const { instructions } of plans.values()) {
    for (const instruction of instructions.values()) {
      const bookmark = bookmarkIn(instruction);
      if (bookmark === null || needed.has(bookmark.toLowerCase())) continue;
      needed.set(bookmark.toLowerCase(), isNeutralBookmark(bookmark) ? bookmark : freeName(existing, needed));
    }
  }
  return new Map([...parts].map(([name, root]) => [name, rewrite(root, plans.get(name), needed)]));
}

interface FieldPlan {
  /** Marks and instructions of the fields that go. */
  readonly dropped: ReadonlySet<XmlElement>;
  /** Of the fields that stay, by the element it begins in. */
  readonly instructions: ReadonlyMap<XmlElement, string>;
}

interface OpenField {
  readonly marks: XmlElement[];
  readonly code: XmlElement[];
  isShowing: boolean;
}

function planFields(root: XmlElement, isKept: (instruction: string) => boolean): FieldPlan {
  const dropped = new Set<XmlElement>();
  const instructions = new Map<XmlElement, string>();
  const open: OpenField[] = [];
  const drop = ({ marks, code }: OpenField): void => {
    for (const element of [...marks, ...code]) dropped.add(element);
  };
  const close = (field: OpenField): void => {
    const [first] = field.code;
    const instruction = field.code.map(ownText).join('');
    const isPlain = field.code.every(({ name }) => name === 'w:instrText');
    if (first !== undefined && isPlain && isKept(instruction)) instructions.set(first, instruction);
    else drop(field);
  };
  for (const element of descendants(root)) {
    if (element.name === 'w:fldSimple') instructions.set(element, element.attributes.get('w:instr') ?? '');
    if (element.name !== 'w:r') continue;
    for (const child of element.children.filter(isElement)) {
      if (child.name === 'w:rPr') continue;
      const type = child.name === 'w:fldChar' ? (child.attributes.get('w:fldCharType') ?? '') : null;
      const ended = type === 'separate' || type === 'end' ? open.at(-1) : undefined;
      if (type === 'end' && ended !== undefined) open.pop();
      // What stands in an instruction is not shown, whatever it is.
      for (const field of open) if (!field.isShowing && field !== ended) field.code.push(child);
      if (type === null) {
        if (child.name === 'w:instrText' && open.length === 0) dropped.add(child);
      } else if (type === 'begin') open.push({ marks: [child], code: [], isShowing: false });
      else if (ended === undefined) dropped.add(child);
      else {
        ended.marks.push(child);
        if (type === 'separate') ended.isShowing = true;
        else close(ended);
      }
    }
  }
  for (const field of open) drop(field);
  for (const [element, instruction] of instructions) if (!isKept(instruction)) instructions.delete(element);
  return { dropped, instructions };
}

function rewrite(
  root: XmlElement,
  plan: FieldPlan | undefined,
  needed: ReadonlyMap<string, string>,
): XmlElement {
  const keptBookmarks = new Set<string>();
  const work = (element: XmlElement): readonly XmlElement[] => {
    if (plan?.dropped.has(element) === true) return [];
    if (element.name === 'w:bookmarkStart') {
      const name = needed.get(bookmarkName(element));
      if (name === undefined) return [];
      keptBookmarks.add(element.attributes.get('w:id') ?? '');
      return [{ ...element, attributes: new Map([...element.attributes, ['w:name', name]]) }];
    }
    if (element.name === 'w:bookmarkEnd') {
      return keptBookmarks.has(element.attributes.get('w:id') ?? '') ? [element] : [];
    }
    const instruction = plan?.instructions.get(element);
    if (element.name === 'w:instrText') return [withInstruction(element, instruction, needed)];
    const children = element.children.flatMap((child): readonly XmlNode[] =>
      isElement(child) ? work(child) : [child],
    );
    if (element.name === 'w:fldSimple') {
      if (instruction === undefined) return children.filter(isElement);
      const renamed = renameIn(instruction, needed);
      return [{ ...element, attributes: new Map([...element.attributes, ['w:instr', renamed]]), children }];
    }
    const isEmptied =
      element.name === 'w:r' &&
      children.length < element.children.length &&
      children.every((child) => isElement(child) && child.name === 'w:rPr');
    return isEmptied ? [] : [{ ...element, children }];
  };
  return work(root)[0] ?? root;
}

/** The whole instruction stands in its first piece, so that a name that was cut into two is found. */
function withInstruction(
  element: XmlElement,
  instruction: string | undefined,
  needed: ReadonlyMap<string, string>,
): XmlElement {
  return { ...element, children: instruction === undefined ? [] : [renameIn(instruction, needed)] };
}

function freeName(existing: ReadonlySet<string>, needed: ReadonlyMap<string, string>): string {
  const taken = new Set([...existing, ...[...needed.values()].map((name) => name.toLowerCase())]);
  let number = 1;
  while (taken.has(`_ref${number}`)) number += 1;
  return `_Ref${number}`;
}

function renameIn(instruction: string, names: ReadonlyMap<string, string>): string {
  const bookmark = bookmarkIn(instruction);
  const name = bookmark === null ? undefined : names.get(bookmark.toLowerCase());
  if (name === undefined || name === bookmark) return instruction;
  const words = wordsOfInstruction(instruction);
  return ` ${words.with(bookmarkPlace(words), name).join(' ')} `;
}

function bookmarkIn(instruction: string): string | null {
  const words = wordsOfInstruction(instruction);
  const word = words[bookmarkPlace(words)];
  return word === undefined || word.startsWith('\\') ? null : word.replaceAll('"', '');
}

function bookmarkPlace(words: readonly string[]): number {
  switch (words[0]?.toUpperCase()) {
    case 'REF':
    case 'PAGEREF':
    case 'NOTEREF':
      return 1;
    case 'SEQ':
      return 2;
    case 'TOC': {
      const place = words.indexOf(String.raw`\b`);
      return place < 0 ? -1 : place + 1;
    }
    default:
      return -1;
  }
}

function wordsOfInstruction(instruction: string): readonly string[] {
  return instruction.match(/"[^"]*"|[^\s"]+/g) ?? [];
}

function bookmarkName(bookmark: XmlElement): string {
  return (bookmark.attributes.get('w:name') ?? '').toLowerCase();
}
