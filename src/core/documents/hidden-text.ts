import { firstChild, isElement, type XmlElement } from '../filings/xml';
import { isOn } from '../filings/word-package';

/** How text is shown, as far as that decides whether anybody sees it. What nothing is said of is left out. */
interface Look {
  readonly vanish?: boolean;
  /** In half points, for scripts written from the left and for those written from the right. */
  readonly size?: number;
  readonly rightToLeftSize?: number;
  readonly isWhite?: boolean;
  readonly isShaded?: boolean;
}

/** What styles make of text, each with what it is based on. */
export interface StyleLooks {
  readonly byStyle: ReadonlyMap<string, Look>;
  /** Of a paragraph that names no style. */
  readonly usual: Look;
}

/** At most two points high: it looks like a line, if like anything. */
const unreadableHalfPoints = 4;

/** @param trees  the parts that are XML, by name */
export function readStyleLooks(trees: ReadonlyMap<string, XmlElement>): StyleLooks {
  const styles = new Map<string, XmlElement>();
  let defaults: Look = {};
  let usualStyle = '';
  for (const [name, tree] of trees) {
    if (!/^word\/(?:.*\/)?styles(?!WithEffects)[^/]*\.xml$/i.test(name)) continue;
    defaults = lookOf(firstChild(firstChild(firstChild(tree, 'w:docDefaults'), 'w:rPrDefault'), 'w:rPr'));
    for (const style of tree.children.filter(isElement)) {
      const id = style.attributes.get('w:styleId');
      if (style.name !== 'w:style' || id === undefined) continue;
      styles.set(id, style);
      const isDefault = ['1', 'true', 'on'].includes(style.attributes.get('w:default') ?? '');
      if (isDefault && style.attributes.get('w:type') === 'paragraph') usualStyle = id;
    }
  }
  const lookOfStyle = (id: string, before: ReadonlySet<string>): Look => {
    const style = styles.get(id);
    // A style that is based on itself, by whatever way, ends there.
    if (style === undefined || before.has(id)) return {};
    const base = firstChild(style, 'w:basedOn')?.attributes.get('w:val') ?? '';
    return {
      ...(style.attributes.get('w:type') === 'paragraph' ? defaults : {}),
      ...lookOfStyle(base, new Set([...before, id])),
      ...lookOf(firstChild(style, 'w:rPr')),
      ...shadeOf(firstChild(style, 'w:pPr')),
      ...shadeOf(firstChild(style, 'w:tblPr')),
      ...(style.attributes.get('w:type') === 'table' && isShadedSomewhere(style) ? { isShaded: true } : {}),
    };
  };
  const byStyle = new Map([...styles.keys()].map((id) => [id, lookOfStyle(id, new Set())]));
  return { byStyle, usual: { ...defaults, ...byStyle.get(usualStyle) } };
}

/** What stands in a table, a cell or a paragraph looks like this where it says nothing else; unchanged for others. */
export function lookWithin(element: XmlElement, around: Look, { byStyle, usual }: StyleLooks): Look {
  const properties = firstChild(element, `${element.name}Pr`);
  switch (element.name) {
    case 'w:tbl':
      return { ...around, ...byStyle.get(valueIn(properties, 'w:tblStyle')), ...shadeOf(properties) };
    case 'w:tc':
      return { ...around, ...shadeOf(properties) };
    case 'w:p': {
      const own = byStyle.get(valueIn(properties, 'w:pStyle')) ?? usual;
      return {
        ...around,
        ...own,
        ...shadeOf(properties),
      };
    }
    default:
      // What a box is filled with is not looked at, so white text in it may well be seen.
      return element.name === 'w:txbxContent' ? { isShaded: true } : around;
  }
}

/**
 * `hidden`: nobody sees it, on a screen or on paper. `white`: nobody sees it unless something dark lies behind it.
 *
 * Source: ECMA-376 Part 1, 17.3.2.41 (vanish) and 17.7.3 (a style of characters does not undo one of paragraphs).
 */
export function unseenText(
  run: XmlElement,
  around: Look,
  { byStyle }: StyleLooks,
): 'hidden' | 'white' | null {
  const properties = firstChild(run, 'w:rPr');
  const direct = lookOf(properties);
  const style = byStyle.get(valueIn(properties, 'w:rStyle')) ?? {};
  if (direct.vanish ?? (style.vanish === true || around.vanish === true)) return 'hidden';
  const look = { ...around, ...style, ...direct };
  const isFromRight = isOn(firstChild(properties, 'w:rtl')) || isOn(firstChild(properties, 'w:cs'));
  const size = isFromRight ? look.rightToLeftSize : look.size;
  if (size !== undefined && size <= unreadableHalfPoints) return 'hidden';
  return look.isWhite === true && look.isShaded !== true ? 'white' : null;
}

function lookOf(properties: XmlElement | undefined): Look {
  if (properties === undefined) return {};
  const hiding = [firstChild(properties, 'w:vanish'), firstChild(properties, 'w:specVanish')].filter(
    (element) => element !== undefined,
  );
  const size = valueIn(properties, 'w:sz');
  const rightToLeftSize = valueIn(properties, 'w:szCs');
  const color = firstChild(properties, 'w:color');
  const highlight = valueIn(properties, 'w:highlight');
  return {
    ...(hiding.length === 0 ? {} : { vanish: hiding.some(isOn) }),
    ...(size === '' ? {} : { size: Number(size) }),
    ...(rightToLeftSize === '' ? {} : { rightToLeftSize: Number(rightToLeftSize) }),
    ...(color === undefined ? {} : { isWhite: isWhite(color) }),
    ...(['', 'none', 'white'].includes(highlight) ? {} : { isShaded: true }),
    ...shadeOf(properties),
  };
}

function isWhite(color: XmlElement): boolean {
  const theme = color.attributes.get('w:themeColor');
  return (
    /^f{6}$/i.test(color.attributes.get('w:val') ?? '') &&
    (theme === undefined || theme === 'background1' || theme === 'light1')
  );
}

function shadeOf(properties: XmlElement | undefined): Look {
  const shade = firstChild(properties, 'w:shd');
  return shade === undefined ? {} : { isShaded: isDark(shade) };
}

function isDark(shade: XmlElement): boolean {
  const fill = (shade.attributes.get('w:fill') ?? 'auto').toLowerCase();
  const pattern = shade.attributes.get('w:val') ?? 'clear';
  return !['auto', 'ffffff'].includes(fill) || !['clear', 'nil'].includes(pattern);
}

/** Rows and cells of a table can be shaded by a part of its style. */
function isShadedSomewhere(style: XmlElement): boolean {
  return style.children
    .filter(isElement)
    .some((child) => (child.name === 'w:shd' ? isDark(child) : isShadedSomewhere(child)));
}

function valueIn(properties: XmlElement | undefined, name: string): string {
  return firstChild(properties, name)?.attributes.get('w:val') ?? '';
}
