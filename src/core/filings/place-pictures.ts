import { pictureMarkPattern } from '../../shared/filings/pictures';
import type { EvidenceFileId } from '../../shared/kernel/ids';
import { readParagraphs } from '../documents/paragraphs';
import type { PackageParts } from './package-reader';
import {
  contentTypes,
  mainDocumentPart,
  partText,
  partXml,
  readRelationships,
  relationshipsPart,
} from './word-package';
import {
  anElement,
  childElements,
  descendants,
  firstChild,
  isElement,
  parseXml,
  writeXml,
  type XmlElement,
  type XmlNode,
} from './xml';

/** A picture as it goes into a document: a JPEG of pixels alone. */
export interface FilingPicture {
  readonly bytes: Uint8Array;
  /** In points of the picture. */
  readonly width: number;
  readonly height: number;
  /** For who cannot see it. */
  readonly description: string;
}

const anyMark = new RegExp(pictureMarkPattern, 'g');

/** Whether a template asks for pictures, in its text or in the head or foot of its pages. */
export function asksForPictures(template: PackageParts): boolean {
  return readParagraphs(template).some((paragraphs) =>
    paragraphs.some(({ text }) => /\{\s*picture\s*\}/.test(text)),
  );
}

/** Ids of the pictures that a filled document is to show, each once, in the order of the text. */
export function findPictureMarks(parts: PackageParts): readonly EvidenceFileId[] {
  const found = textParts(parts).flatMap((name) =>
    [...(partText(parts, name) ?? '').matchAll(anyMark)].map(([, id = '']) => id),
  );
  // What looks like an id and is none of this filing is nobody's picture.
  return [...new Set(found)] as EvidenceFileId[];
}

/**
 * Puts pictures where their marks stand, each as wide as the column or the cell it stands in allows. A mark without a picture
 * stays as the words it is.
 */
export function placePictures(
  parts: PackageParts,
  pictures: ReadonlyMap<string, FilingPicture>,
): PackageParts {
  if (pictures.size === 0) return parts;
  const changed = new Map(parts);
  // By numbers, not by the ids they have here: those say when an original came.
  const numbered = new Map(
    [...pictures].map(([id, picture], index): [string, NumberedPicture] => [
      id,
      { ...picture, number: index + 1 },
    ]),
  );
  for (const { bytes, number } of numbered.values()) {
    changed.set(`word/${fileOf(number)}`, bytes);
    addChild(changed, '[Content_Types].xml', 'Override', {
      PartName: `/word/${fileOf(number)}`,
      ContentType: 'image/jpeg',
    });
  }
  const page = pageRoom(parts);
  const drawingIds = usedDrawingIds(parts);
  for (const name of textParts(parts)) {
    const text = partText(parts, name) ?? '';
    if (!pictureMarkPattern.test(text)) continue;
    const taken = new Set(readRelationships(parts, relationshipsPart(name)).map(({ id }) => id));
    const placing: Placing = { pictures: numbered, used: new Map(), taken, drawingIds, placed: 0 };
    const root = parseXml(text);
    changed.set(name, encode({ ...root, children: placeInChildren(root, page, placing) }));
    for (const [number, id] of placing.used) {
      addChild(changed, relationshipsPart(name), 'Relationship', {
        Id: id,
        Type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image',
        Target: `/word/${fileOf(number)}`,
      });
    }
  }
  return changed;
}

interface NumberedPicture extends FilingPicture {
  readonly number: number;
}

interface Placing {
  readonly pictures: ReadonlyMap<string, NumberedPicture>;
  /** Ids of the relationships to the pictures that this part shows, by their numbers. */
  readonly used: Map<number, string>;
  /** Ids of relationships that the part has already. */
  readonly taken: ReadonlySet<string>;
  /** Of every drawing of the document; no two may have the same. */
  readonly drawingIds: Set<number>;
  placed: number;
}

/** What is free for a picture, in twentieths of a point, as Word measures. */
interface Room {
  readonly width: number;
  readonly height: number;
}

/** Where nothing is said: A4 with margins of 2.5 cm. */
const usualRoom: Room = { width: 9070, height: 14000 };
/** Of the height of a page: what is said of a picture is to stand on the page with it. */
const shareOfHeight = 0.6;
const smallestWidth = 567;
/** Left and right of the text in a cell, unless the table says so itself. */
const cellMargins = 216;

/** The narrowest section counts: pictures are never wider than any page of the document. */
function pageRoom(parts: PackageParts): Room {
  const main = mainDocumentPart(parts);
  const text = main === null ? null : partText(parts, main);
  if (text === null) return usualRoom;
  const sections = [...descendants(parseXml(text))].filter(({ name }) => name === 'w:sectPr');
  const rooms = sections.map((section): Room => {
    const size = firstChild(section, 'w:pgSz');
    const margins = firstChild(section, 'w:pgMar');
    const columns = Math.max(1, numberOf(firstChild(section, 'w:cols'), 'w:num') ?? 1);
    const width =
      (numberOf(size, 'w:w') ?? 11906) -
      (numberOf(margins, 'w:left') ?? 1418) -
      (numberOf(margins, 'w:right') ?? 1418);
    const height =
      (numberOf(size, 'w:h') ?? 16838) -
      (numberOf(margins, 'w:top') ?? 1418) -
      (numberOf(margins, 'w:bottom') ?? 1418);
    return { width: width / columns, height };
  });
  if (rooms.length === 0) return usualRoom;
  // A page that leaves no room is a mistake of the template: its pictures are seen all the same.
  return {
    width: Math.max(smallestWidth, Math.min(...rooms.map(({ width }) => width))),
    height: Math.max(smallestWidth, Math.min(...rooms.map(({ height }) => height))),
  };
}

function placeIn(element: XmlElement, room: Room, placing: Placing): readonly XmlElement[] {
  switch (element.name) {
    case 'w:tbl':
      return [placeInTable(element, room, placing)];
    case 'w:p':
      return placeInParagraph(element, room, placing);
    default:
      return [{ ...element, children: placeInChildren(element, room, placing) }];
  }
}

function placeInChildren(element: XmlElement, room: Room, placing: Placing): readonly XmlNode[] {
  return element.children.flatMap((child): readonly XmlNode[] =>
    isElement(child) ? placeIn(child, room, placing) : [child],
  );
}

function placeInTable(table: XmlElement, room: Room, placing: Placing): XmlElement {
  const grid = childElements(firstChild(table, 'w:tblGrid') ?? anElement('w:tblGrid'), 'w:gridCol').map(
    (column) => numberOf(column, 'w:w') ?? 0,
  );
  const placeInRow = (row: XmlElement): XmlElement => {
    let column = numberOf(firstChild(firstChild(row, 'w:trPr'), 'w:gridBefore'), 'w:val') ?? 0;
    const children = row.children.flatMap((child): readonly XmlNode[] => {
      if (!isElement(child)) return [child];
      if (child.name !== 'w:tc') return placeIn(child, room, placing);
      const properties = firstChild(child, 'w:tcPr');
      const span = Math.max(1, numberOf(firstChild(properties, 'w:gridSpan'), 'w:val') ?? 1);
      const ofGrid = grid.slice(column, column + span).reduce((sum, width) => sum + width, 0);
      column += span;
      const said = firstChild(properties, 'w:tcW');
      const ownWidth = said?.attributes.get('w:type') === 'dxa' ? (numberOf(said, 'w:w') ?? 0) : 0;
      // What a table says of itself is a wish; the least of it is what fits.
      const width = Math.min(room.width, ...[ownWidth, ofGrid].filter((each) => each > 0));
      return placeIn(child, { ...room, width: width - cellMargins }, placing);
    });
    return { ...row, children };
  };
  return {
    ...table,
    children: table.children.flatMap((child): readonly XmlNode[] => {
      if (!isElement(child)) return [child];
      return child.name === 'w:tr' ? [placeInRow(child)] : placeIn(child, room, placing);
    }),
  };
}

function placeInParagraph(paragraph: XmlElement, room: Room, placing: Placing): readonly XmlElement[] {
  const indent = firstChild(firstChild(paragraph, 'w:pPr'), 'w:ind');
  const indented =
    (numberOf(indent, 'w:left') ?? numberOf(indent, 'w:start') ?? 0) +
    (numberOf(indent, 'w:right') ?? numberOf(indent, 'w:end') ?? 0);
  const own = { ...room, width: Math.max(smallestWidth, room.width - Math.max(0, indented)) };
  const before = placing.placed;
  const placed = placeInRuns(paragraph, own, placing);
  const count = placing.placed - before;
  if (count === 0) return [placed];
  const opened = withOpenLines(placed);
  return count > 1 && holdsPicturesOnly(opened) ? onePictureEach(opened) : [opened];
}

function holdsPicturesOnly(paragraph: XmlElement): boolean {
  return childElements(paragraph).every(
    (child) =>
      child.name === 'w:pPr' ||
      (child.name === 'w:r' &&
        childElements(child).every(
          (part) =>
            ['w:rPr', 'w:drawing', 'w:br'].includes(part.name) ||
            (part.name === 'w:t' && part.children.length === 0),
        )),
  );
}

/** A paragraph for each, so that one page ends and the next begins between them, wherever the document is read. */
function onePictureEach(paragraph: XmlElement): readonly XmlElement[] {
  const properties = childElements(paragraph, 'w:pPr');
  const runs = childElements(paragraph, 'w:r').filter((run) => firstChild(run, 'w:drawing') !== undefined);
  const drawings = runs.flatMap((run) =>
    childElements(run, 'w:drawing').map((drawn) => ({
      ...run,
      children: [...childElements(run, 'w:rPr'), drawn],
    })),
  );
  return drawings.map((run, index) => ({
    ...paragraph,
    children: [...(index === drawings.length - 1 ? properties : properties.map(withoutSection)), run],
  }));
}

/** The end of a section stands in the last paragraph of it. */
function withoutSection(properties: XmlElement): XmlElement {
  return {
    ...properties,
    children: properties.children.filter((child) => !isElement(child) || child.name !== 'w:sectPr'),
  };
}

/** Lines of a fixed height would cut a picture off. */
function withOpenLines(paragraph: XmlElement): XmlElement {
  const opened = (element: XmlElement): XmlElement => {
    if (element.name !== 'w:spacing' || element.attributes.get('w:lineRule') !== 'exact') return element;
    const attributes = new Map(element.attributes);
    attributes.delete('w:line');
    attributes.delete('w:lineRule');
    return { ...element, attributes };
  };
  return {
    ...paragraph,
    children: paragraph.children.map((child) =>
      isElement(child) && child.name === 'w:pPr'
        ? { ...child, children: child.children.map((each) => (isElement(each) ? opened(each) : each)) }
        : child,
    ),
  };
}

function placeInRuns(element: XmlElement, room: Room, placing: Placing): XmlElement {
  return {
    ...element,
    children: element.children.flatMap((child): readonly XmlNode[] => {
      if (!isElement(child)) return [child];
      if (child.name === 'w:tbl' || child.name === 'w:p') return placeIn(child, room, placing);
      if (child.name === 'w:t') return placeInText(child, room, placing);
      return [placeInRuns(child, roomInShape(child, room), placing)];
    }),
  };
}

/** The text of a box is as wide as the box, without what is kept free at its edges. */
function roomInShape(element: XmlElement, room: Room): Room {
  const extent = firstChild(element, 'wp:extent');
  const points = /(?:^|;)\s*width:\s*([\d.]+)pt/.exec(element.attributes.get('style') ?? '')?.[1];
  const widths = [
    extent === undefined ? null : (numberOf(extent, 'cx') ?? 0) / emuPerTwentieth,
    points === undefined ? null : Number(points) * 20,
  ].filter((width) => width !== null);
  return { ...room, width: Math.min(room.width, ...widths.map((width) => width - edgesOfBox)) };
}

/** 0.1 inch to the left and to the right. */
const edgesOfBox = 288;

/** Words and pictures in their order. */
function placeInText(text: XmlElement, room: Room, placing: Placing): readonly XmlElement[] {
  const words = text.children.filter((child) => !isElement(child)).join('');
  const pieces = words.split(pictureMarkPattern);
  if (pieces.length === 1) return [text];
  const worded = (piece: string): XmlElement => ({
    ...text,
    attributes: new Map([...text.attributes, ['xml:space', 'preserve']]),
    children: [piece],
  });
  return pieces.flatMap((piece, index): readonly XmlElement[] => {
    if (index % 2 === 0) return piece === '' ? [] : [worded(piece)];
    const picture = placing.pictures.get(piece);
    if (picture === undefined) return [worded(`⟦picture ${piece}⟧`)];
    placing.placed += 1;
    return [
      drawing(picture, { id: nextDrawingId(placing), relationship: relationshipOf(picture, placing), room }),
    ];
  });
}

/** The same document with words in the place of each picture, for where it is read as text alone. */
export function picturesInWords(
  parts: PackageParts,
  wordsFor: (description: string) => string,
): PackageParts {
  const main = mainDocumentPart(parts);
  const root = main === null ? null : partXml(parts, main);
  if (main === null || root === null) return parts;
  const inWords = (element: XmlElement): XmlElement => ({
    ...element,
    children: element.children.map((child) => {
      if (!isElement(child)) return child;
      const within = child.name === 'w:drawing' ? [...descendants(child)] : [];
      if (!within.some(({ name }) => name === 'a:blip')) return inWords(child);
      const description = within.find(({ name }) => name === 'wp:docPr')?.attributes.get('descr') ?? '';
      return anElement('w:t', { 'xml:space': 'preserve' }, [wordsFor(description)]);
    }),
  });
  return new Map([...parts, [main, encode(inWords(root))]]);
}

/** English metric units: in a twentieth of a point, and in a point of a picture at 96 to the inch. */
const emuPerTwentieth = 635;
const emuPerPixel = 9525;

function drawing(
  { width, height, description }: FilingPicture,
  { id, relationship, room }: { readonly id: number; readonly relationship: string; readonly room: Room },
): XmlElement {
  const scale = Math.min(
    1,
    (room.width * emuPerTwentieth) / (width * emuPerPixel),
    (room.height * shareOfHeight * emuPerTwentieth) / (height * emuPerPixel),
  );
  const cx = String(Math.max(1, Math.floor(width * emuPerPixel * scale)));
  const cy = String(Math.max(1, Math.floor(height * emuPerPixel * scale)));
  const called = { id: String(id), name: `Picture ${id}`, descr: description };
  const main = 'http://schemas.openxmlformats.org/drawingml/2006/main';
  const picture = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
  return anElement('w:drawing', {}, [
    anElement(
      'wp:inline',
      {
        'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
        distT: '0',
        distB: '0',
        distL: '0',
        distR: '0',
      },
      [
        anElement('wp:extent', { cx, cy }),
        anElement('wp:docPr', called),
        anElement('wp:cNvGraphicFramePr', {}, [
          anElement('a:graphicFrameLocks', { 'xmlns:a': main, noChangeAspect: '1' }),
        ]),
        anElement('a:graphic', { 'xmlns:a': main }, [
          anElement('a:graphicData', { uri: picture }, [
            anElement('pic:pic', { 'xmlns:pic': picture }, [
              anElement('pic:nvPicPr', {}, [anElement('pic:cNvPr', called), anElement('pic:cNvPicPr')]),
              anElement('pic:blipFill', {}, [
                anElement('a:blip', {
                  'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
                  'r:embed': relationship,
                }),
                anElement('a:stretch', {}, [anElement('a:fillRect')]),
              ]),
              anElement('pic:spPr', {}, [
                anElement('a:xfrm', {}, [
                  anElement('a:off', { x: '0', y: '0' }),
                  anElement('a:ext', { cx, cy }),
                ]),
                anElement('a:prstGeom', { prst: 'rect' }, [anElement('a:avLst')]),
              ]),
            ]),
          ]),
        ]),
      ],
    ),
  ]);
}

function relationshipOf({ number }: NumberedPicture, { used, taken }: Placing): string {
  let id = used.get(number) ?? `rIdPicture${number}`;
  while (taken.has(id)) id += 'x';
  used.set(number, id);
  return id;
}

function nextDrawingId({ drawingIds }: Placing): number {
  let id = 1;
  while (drawingIds.has(id)) id += 1;
  drawingIds.add(id);
  return id;
}

function fileOf(number: number): string {
  return `media/exhibit-picture-${number}.jpeg`;
}

function usedDrawingIds(parts: PackageParts): Set<number> {
  return new Set(
    textParts(parts)
      .flatMap((name) => [...descendants(partXml(parts, name) ?? anElement(name))])
      .filter(({ name }) => name === 'wp:docPr')
      .map((properties) => numberOf(properties, 'id') ?? 0),
  );
}

/** Parts of the text itself and of what stands around it, wherever they lie. */
function textParts(parts: PackageParts): readonly string[] {
  const main = mainDocumentPart(parts);
  const typeOf = contentTypes(parts);
  return [...parts.keys()]
    .filter(
      (name) =>
        name === main || /wordprocessingml\.(?:header|footer|footnotes|endnotes)\+xml$/.test(typeOf(name)),
    )
    .toSorted();
}

/** Adds a line to a list that is a part of its own; a list of relationships that is not there yet is begun. */
function addChild(
  parts: Map<string, Uint8Array>,
  part: string,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const list =
    partXml(parts, part) ??
    anElement('Relationships', { xmlns: 'http://schemas.openxmlformats.org/package/2006/relationships' });
  parts.set(part, encode({ ...list, children: [...list.children, anElement(name, attributes)] }));
}

function numberOf(element: XmlElement | undefined, attribute: string): number | null {
  const value = Number(element?.attributes.get(attribute) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

function encode(root: XmlElement): Uint8Array {
  return Buffer.from(writeXml(root), 'utf8');
}
