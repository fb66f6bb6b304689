import { parseAsync, type Options } from 'docx-preview';

// docx-preview does not end a page where the file says so, and draws one head for a section that has two. So what it has read
// is rearranged before it is drawn.

/** A part of a document, in its order. The library draws each as one `section`. */
export interface DrawnSection {
  /** It goes on where the one before ended, on the same page and below the same head. */
  readonly goesOn: boolean;
  /** It holds the head of the first page of the next one, which may be empty, and nothing else. */
  readonly isFirstHead: boolean;
  /** Its pages lie on their long side. */
  readonly isWide: boolean;
}

/** What the library has read, as far as it is used here: its own types say nothing of it. */
interface WordDocument {
  readonly documentPart: { readonly body: Body };
  readonly stylesPart?: { readonly styles: readonly Style[] } | null;
}

interface Body {
  children: Part[];
  readonly props: SectionProperties;
}

interface Part {
  readonly type: string;
  /** Of a `break`: `page`, `column`, or that of a line. */
  readonly break?: string;
  children?: Part[];
  cssStyle?: Css;
  pageBreakBefore?: boolean;
  /** Of the last paragraph of a section. */
  readonly sectionProps?: SectionProperties | undefined;
}

interface SectionProperties {
  readonly type?: string | null;
  readonly pageSize?: { readonly width?: string; readonly height?: string };
  titlePage?: boolean;
  headerRefs?: readonly HeadReference[];
}

interface HeadReference {
  readonly id: string;
  readonly type: string;
}

interface Style {
  readonly paragraphProps?: { pageBreakBefore?: boolean };
  readonly styles: { readonly target: string; readonly values: Css }[];
}

type Css = Readonly<Record<string, string>>;

/**
 * Reads a Word file for drawing.
 *
 * @returns word  for `renderDocument` with the same options
 */
export async function readSections(
  file: Uint8Array,
  options: Partial<Options>,
): Promise<{ readonly word: unknown; readonly sections: readonly DrawnSection[] }> {
  const word = (await parseAsync(file, options)) as WordDocument;
  for (const style of word.stylesPart?.styles ?? []) breakByStyle(style);
  const { body } = word.documentPart;
  body.children = body.children.flatMap(breakInParagraph);
  return { word, sections: arrangeHeads(body) };
}

/** The library would make a section of it, with a head of its own. */
function breakByStyle({ paragraphProps, styles }: Style): void {
  if (paragraphProps?.pageBreakBefore === undefined) return;
  styles.push({ target: 'p', values: breakBefore(paragraphProps.pageBreakBefore) });
  paragraphProps.pageBreakBefore = false;
}

/** A paragraph as those that begin a page or a column, since a line does not. */
function breakInParagraph(part: Part): readonly Part[] {
  if (part.type !== 'paragraph') return [part];
  if (part.pageBreakBefore !== undefined) {
    part.cssStyle = { ...part.cssStyle, ...breakBefore(part.pageBreakBefore) };
    part.pageBreakBefore = false;
  }
  const runs = part.children ?? [];
  for (const [index, run] of runs.entries()) {
    const words = run.type === 'run' ? (run.children ?? []) : [];
    const at = words.findIndex((child) => child.break === 'page' || child.break === 'column');
    if (at === -1) continue;
    const css = { 'break-before': words[at]?.break ?? 'page' };
    const before = [...runs.slice(0, index), { ...run, children: words.slice(0, at) }];
    const after = [{ ...run, children: words.slice(at + 1) }, ...runs.slice(index + 1)];
    if (!before.some(isSeen))
      return breakInParagraph({ ...part, children: after, cssStyle: { ...part.cssStyle, ...css } });
    // Its number stands before it once.
    const rest = {
      ...part,
      children: after,
      cssStyle: { ...part.cssStyle, ...css },
      numbering: { id: '', level: 0 },
    };
    return [{ ...part, children: before, sectionProps: undefined }, ...breakInParagraph(rest)];
  }
  return [part];
}

function isSeen({ type, children }: Part): boolean {
  return type === 'run' ? (children ?? []).some(isSeen) : !/^bookmark/.test(type);
}

function breakBefore(isNewPage: boolean): Css {
  return { 'break-before': isNewPage ? 'page' : 'auto' };
}

/** Gives each section the one head that all its pages have; one that its first page alone has becomes a section before it. */
function arrangeHeads(body: Body): readonly DrawnSection[] {
  const drawn: DrawnSection[] = [];
  const children: Part[] = [];
  let inherited: readonly HeadReference[] = [];
  let wasWide = false;
  for (const { parts, properties } of sectionsOf(body)) {
    const own = properties.headerRefs ?? [];
    inherited = [...own, ...inherited.filter(({ type }) => !own.some((head) => head.type === type))];
    const headOf = (wanted: string) =>
      inherited.filter(({ type }) => type === wanted).map(({ id }) => ({ id, type: 'default' }));
    const isWide = lengthOf(properties.pageSize?.width) > lengthOf(properties.pageSize?.height);
    const goesOn =
      drawn.length > 0 && isWide === wasWide && /^(?:continuous|nextColumn)$/.test(properties.type ?? '');
    wasWide = isWide;
    if (properties.titlePage === true && !goesOn) {
      drawn.push({ goesOn: false, isFirstHead: true, isWide });
      const sectionProps = { ...properties, titlePage: false, headerRefs: headOf('first') };
      children.push({ type: 'paragraph', children: [], sectionProps });
    }
    drawn.push({ goesOn, isFirstHead: false, isWide });
    children.push(...parts);
    properties.titlePage = false;
    properties.headerRefs = goesOn ? [] : headOf('default');
  }
  body.children = children;
  return drawn;
}

function sectionsOf({ children, props }: Body) {
  const sections: { readonly parts: readonly Part[]; readonly properties: SectionProperties }[] = [];
  let parts: Part[] = [];
  for (const part of children) {
    parts.push(part);
    if (part.sectionProps === undefined || part.sectionProps === null) continue;
    sections.push({ parts, properties: part.sectionProps });
    parts = [];
  }
  return [...sections, { parts, properties: props }];
}

/** As the library writes it, e.g. `595.3pt`; 0 where the file says nothing. */
function lengthOf(length: string | undefined): number {
  return Number.parseFloat(length ?? '') || 0;
}
