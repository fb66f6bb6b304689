import type { PackageParts } from '../../filings/package-reader';
import { descendants, type XmlElement } from '../../filings/xml';
import { bareMedia, mendPart, NoCleanForm, readPart, withoutFolders, withoutNodes } from './bare-parts';

const types = /^application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation)(?:-template)?$/;

/** About the making of a file and the program that made it. */
const droppedParts = /^(?:meta\.xml|manifest\.rdf|layout-cache|Thumbnails\/.+|Configurations2\/.+)$/;
const manifest = 'META-INF/manifest.xml';

/** Fields that show a property of the file, and the property where it can be none. */
const propertyFields: Readonly<Record<string, string | null>> = {
  'text:title': 'dc:title',
  'text:subject': 'dc:subject',
  'text:keywords': 'meta:keyword',
  'text:description': 'dc:description',
  'text:initial-creator': null,
  'text:creator': null,
  'text:creation-date': null,
  'text:creation-time': null,
  'text:modification-date': null,
  'text:modification-time': null,
  'text:print-date': null,
  'text:print-time': null,
  'text:printed-by': null,
  'text:editing-cycles': null,
  'text:editing-duration': null,
  'text:user-defined': null,
  'text:template-name': null,
};

/** Programs, and what stands in other files or in files within this one. */
const beyondWords =
  /^(?:script:.+|office:dde-source|text:section-source|table:table-source|table:cell-range-source|draw:(?:object|object-ole|plugin|applet|floating-frame)|presentation:sound)$/;

/**
 * The parts of an OpenDocument text, table or presentation that are read or say how it looks, without properties, thumbnail, revision
 * ids, the printer and what the program remembered.
 *
 * @throws NoCleanForm, XmlError
 * Source: OpenDocument 1.3, parts 2 and 3; what LibreOffice writes besides.
 */
export function bareOpenDocument(parts: PackageParts): PackageParts {
  const meta = parts.get('meta.xml');
  const properties = new Set(
    meta === undefined
      ? []
      : [...descendants(readPart(meta))]
          .filter(({ children }) => children.length > 0)
          .map(({ name }) => name),
  );
  const kept = new Map<string, Uint8Array>();
  for (const [name, bytes] of parts) {
    if (droppedParts.test(name)) continue;
    if (name === 'mimetype') {
      if (!types.test(Buffer.from(bytes).toString('latin1'))) throw new NoCleanForm();
      kept.set(name, bytes);
    } else if (name === 'content.xml' || name === 'styles.xml') {
      kept.set(
        name,
        mendPart(bytes, (root) => bareContent(root, properties)),
      );
    } else if (name === 'settings.xml') kept.set(name, mendPart(bytes, bareSettings));
    else if (/^Pictures\/[^/]+$/.test(name)) kept.set(name, bareMedia(bytes));
    else if (/^Fonts\/[^/]+$/.test(name)) kept.set(name, bytes);
    // Signatures stand beside it; other parts are programs, or files within the file.
    else if (name !== manifest) throw new NoCleanForm();
  }
  const listed = parts.get(manifest);
  if (listed === undefined || !kept.has('mimetype') || !kept.has('content.xml')) throw new NoCleanForm();
  kept.set(
    manifest,
    mendPart(listed, (root) =>
      withoutNodes(root, {
        goes: ({ name, attributes }) => {
          if (name === 'manifest:encryption-data') throw new NoCleanForm();
          const path = attributes.get('manifest:full-path') ?? '/';
          return name === 'manifest:file-entry' && path !== '/' && !kept.has(path);
        },
      }),
    ),
  );
  return kept;
}

function bareContent(root: XmlElement, properties: ReadonlySet<string>): XmlElement {
  return withoutNodes(root, {
    goes: (element) => {
      const property = Object.hasOwn(propertyFields, element.name) ? propertyFields[element.name] : undefined;
      const showsProperty = property === null || (property !== undefined && properties.has(property));
      if (showsProperty || beyondWords.test(element.name) || isLinked(element)) throw new NoCleanForm();
      return false;
    },
    attribute: (element, name, value) => {
      if (name === 'xlink:href' && isLink(element)) return withoutFolders(value);
      return /^officeooo:(?:paragraph-)?rsid$/.test(name) ? null : value;
    },
  });
}

/** Anything but a link that is not in the file: a picture, an index of words, a source of data. */
function isLinked(element: XmlElement): boolean {
  const place = element.attributes.get('xlink:href') ?? '';
  return !isLink(element) && !/^(?:$|#|(?:\.\/)?(?:Pictures|Fonts)\/)/.test(place);
}

function isLink({ name }: XmlElement): boolean {
  return /^(?:text:a|draw:a|draw:area-\w+)$/.test(name);
}

/**
 * Of the settings, those on which pages depend: switches and numbers. Words are names of printers and of sources of data, but for how
 * exactly lines are measured.
 */
function bareSettings(root: XmlElement): XmlElement {
  return withoutNodes(root, {
    goes: ({ name, attributes, children }) => {
      const called = attributes.get('config:name') ?? '';
      if (name === 'config:config-item-set') return called === 'ooo:view-settings';
      if (name !== 'config:config-item') return name.startsWith('config:config-item-map-');
      const isPlain = /^(?:boolean|short|int|long|double)$/.test(attributes.get('config:type') ?? '');
      const isMeasure =
        called === 'PrinterIndependentLayout' &&
        /^(?:high-resolution|low-resolution|enabled|disabled)$/.test(children.join(''));
      return !(isPlain || isMeasure) || /^rsid/i.test(called);
    },
  });
}
