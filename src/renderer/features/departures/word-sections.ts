import { parseAsync, type Options } from 'docx-preview';

// docx-preview does not end a page where the file says so, and draws one head for a section that has two. So what it has read
// is rearranged before it is drawn.

/** A part of a document, in its order. The library draws each as one `section`. */
export interface DrawnSection {
  /** The text; the head of the first page of the section behind it, which may be empty; or a foot. */
  readonly holds: 'text' | 'firstHead' | 'foot';
  /** Text that goes on where that before it ended, on the same page and below the same head. */
  readonly goesOn: boolean;
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
  readonly pageMargins?: unknown;
  readonly titlePage?: boolean;
  readonly headerRefs?: readonly Reference[];
  readonly footerRefs?: readonly Reference[];
}

/** To a head or a foot. */
interface Reference {
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
  return { word, sections: arrange(body) };
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
  return type === 'run' ? (children ?? []).some(isSeen) : !type.startsWith('bookmark');
}

function breakBefore(isNewPage: boolean): Css {
  return { 'break-before': isNewPage ? 'page' : 'auto' };
}

/**
 * Gives each section the one head that all its pages have. What the library would not draw becomes a section of its own: a head
 * that the first page alone has, before its section, and each foot, before all of them.
 */
function arrange(body: Body): readonly DrawnSection[] {
  const drawn: DrawnSection[] = [];
  const children: Part[] = [];
  const add = (section: DrawnSection, parts: readonly Part[]): void => {
    drawn.push(section);
    children.push(...parts);
  };
  const sections = sectionsOf(body);
  for (const foot of sections.flatMap(({ properties }) => properties.footerRefs ?? [])) {
    const sectionProps = { footerRefs: [asOnly(foot)] };
    add({ holds: 'foot', goesOn: false, isWide: false }, [endOf(sectionProps)]);
  }
  // A section without a head of its own has that of the section before it.
  const heads = new Map<string, Reference>();
  let wasWide: boolean | null = null;
  for (const { parts, properties } of sections) {
    for (const head of properties.headerRefs ?? []) heads.set(head.type, head);
    const headOf = (type: string) => [heads.get(type)].filter((head) => head !== undefined).map(asOnly);
    const isWide = lengthOf(properties.pageSize?.width) > lengthOf(properties.pageSize?.height);
    const goesOn = isWide === wasWide && ['continuous', 'nextColumn'].includes(properties.type ?? '');
    wasWide = isWide;
    if (properties.titlePage === true && !goesOn) {
      const sectionProps = { pageMargins: properties.pageMargins, headerRefs: headOf('first') };
      add({ holds: 'firstHead', goesOn: false, isWide }, [endOf(sectionProps)]);
    }
    add({ holds: 'text', goesOn, isWide }, parts);
    Object.assign(properties, {
      titlePage: false,
      footerRefs: [],
      headerRefs: goesOn ? [] : headOf('default'),
    });
  }
  body.children = children;
  return drawn;
}

function asOnly({ id }: Reference): Reference {
  return { id, type: 'default' };
}

/** The paragraph that ends a section with nothing else in it. */
function endOf(sectionProps: SectionProperties): Part {
  return { type: 'paragraph', children: [], sectionProps };
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
