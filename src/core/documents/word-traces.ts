import type { LeakKind } from '../../shared/departures/leak-kinds';
import { childElements, type XmlElement } from '../filings/xml';

// What in a Word file says more than its text, and what becomes of it: one list for those who look and those who clean.

interface ElementTrace {
  /** Null where it says nothing, or where what stands in it is told of by itself. */
  readonly kind: LeakKind | null;
  /** `unwrap`: what stands in it is read, and stays. */
  readonly mend: 'drop' | 'unwrap';
}

const list = (
  kind: LeakKind | null,
  mend: ElementTrace['mend'],
  names: readonly string[],
): readonly (readonly [string, ElementTrace])[] => names.map((name) => [name, { kind, mend }]);

const elementTraces: ReadonlyMap<string, ElementTrace> = new Map([
  ...list('trackedChanges', 'unwrap', ['w:ins', 'w:moveTo', 'w14:conflictIns']),
  ...list('trackedChanges', 'drop', [
    // What was deleted goes, and so does what stood there before.
    'w:del',
    'w:moveFrom',
    'w:moveFromRangeStart',
    'w:moveFromRangeEnd',
    'w:moveToRangeStart',
    'w:moveToRangeEnd',
    'w:rPrChange',
    'w:pPrChange',
    'w:tblPrChange',
    'w:trPrChange',
    'w:tcPrChange',
    'w:sectPrChange',
    'w:tblGridChange',
    'w:tblPrExChange',
    'w:numberingChange',
    'w:cellIns',
    'w:cellDel',
    'w:cellMerge',
    'w:customXmlInsRangeStart',
    'w:customXmlInsRangeEnd',
    'w:customXmlDelRangeStart',
    'w:customXmlDelRangeEnd',
    'w:customXmlMoveFromRangeStart',
    'w:customXmlMoveFromRangeEnd',
    'w:customXmlMoveToRangeStart',
    'w:customXmlMoveToRangeEnd',
    'w14:conflictDel',
    'w14:customXmlConflictInsRangeStart',
    'w14:customXmlConflictInsRangeEnd',
    'w14:customXmlConflictDelRangeStart',
    'w14:customXmlConflictDelRangeEnd',
  ]),
  ...list('revisionIds', 'drop', ['w:rsids', 'w:rsid', 'w:nsid', 'w14:docId', 'w15:docId', 'a16:creationId']),
  ...list('comments', 'drop', ['w:commentReference', 'w:annotationRef', 'w:comment']),
  // Who may change a passage, as the name of an account.
  ...list('author', 'drop', ['w:permStart']),
  ...list('customData', 'drop', [
    'w:docVars',
    'w:dataBinding',
    'w15:dataBinding',
    'w:alias',
    'w:tag',
    'w:listItem',
    'w:customXmlPr',
    'w:smartTagPr',
    'w:fldData',
    'w:ffData',
  ]),
  ...list('externalRelationship', 'drop', [
    'w:mailMerge',
    'a:hlinkClick',
    'a:hlinkHover',
    'a:hlinkMouseOver',
  ]),
  ...list('embeddedObject', 'drop', [
    'w:altChunk',
    'w:subDoc',
    'w:control',
    'w:contentPart',
    'w14:contentPart',
    'w:object',
    'o:OLEObject',
  ]),
  ...list(null, 'drop', [
    'w:proofErr',
    'w:commentRangeStart',
    'w:commentRangeEnd',
    'w:lastRenderedPageBreak',
    'w:attachedTemplate',
    'w:proofState',
    'w:tmpl',
    'w:trackRevisions',
    'w:permEnd',
    'w:sdtPr',
    'w:sdtEndPr',
    'w:divId',
    'w:printerSettings',
    'w:embedRegular',
    'w:embedBold',
    'w:embedItalic',
    'w:embedBoldItalic',
    // It hides text on a web page alone, and printed tables of contents are full of it.
    'w:webHidden',
  ]),
  // Hyperlinks become plain text: their address is not part of what is read.
  ...list(null, 'unwrap', ['w:hyperlink', 'w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent']),
]);

export function traceOfElement(name: string): ElementTrace | null {
  const listed = elementTraces.get(name);
  if (listed !== undefined) return listed;
  // What later versions of Word added is about who works how on the file, not about what is read.
  return /^w1[5-9]\w*:/.test(name) ? { kind: null, mend: 'drop' } : null;
}

/** Extensions of a drawing without which it would look or be read otherwise; all others go. */
const keptExtensions = new Set(['adec:decorative', 'a14:useLocalDpi']);

export function isTellingExtension(element: XmlElement): boolean {
  // The size of a drawing has the same name, and no address of an extension.
  if (element.name !== 'a:ext' || !element.attributes.has('uri')) return false;
  return !childElements(element).every(({ name }) => keptExtensions.has(name));
}

/** What an attribute gives away; none of these is in the cleaned file. */
export function traceOfAttribute(element: string, attribute: string): LeakKind | null {
  if (attribute.startsWith('xmlns')) return null;
  if (/^(?:w:rsid.*|w14:(?:paraId|textId|anchorId)|wp14:(?:anchorId|editId)|w16\w*:.*)$/.test(attribute)) {
    return 'revisionIds';
  }
  if (/^(?:w:(?:author|initials|ed)|w15:(?:author|initials|userId|providerId))$/.test(attribute)) {
    return 'author';
  }
  if (attribute === 'o:gfxdata') return 'embeddedObject';
  if (attribute === 'o:href' || (attribute === 'href' && element.startsWith('v:'))) {
    return 'externalRelationship';
  }
  return null;
}

/** Word keeps the name of the file a picture came from, some programs with the whole path. */
export function isFileNameOfPicture(element: string, attribute: string, value: string): boolean {
  return (
    /^(?:wp:docPr|(?:pic|p|xdr):cNvPr|v:(?:imagedata|shape|rect))$/.test(element) &&
    /^(?:o:)?(?:name|descr|title|alt)$/.test(attribute) &&
    /[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|heic|webp)$/i.test(value)
  );
}
