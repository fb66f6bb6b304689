// What a drawn Word file may bring into the page. Its words may be those of a template that somebody else made: only what is
// read stays, nothing runs, leads anywhere or is fetched, and its styles reach nothing but itself (a closed tree).

/** What stands in a document. Anything else is taken out, with its content. */
const readElements = new Set(
  'div section article header footer p span a table colgroup col thead tbody tfoot tr td th ol ul li img svg image br sub sup b i u s del ins math bdo ruby rt'.split(
    ' ',
  ),
);
const plainAttributes = new Set([
  'class',
  'style',
  'colspan',
  'rowspan',
  'dir',
  'lang',
  'width',
  'height',
  'viewBox',
  'id',
]);

export function keepWhatIsRead(root: HTMLElement): void {
  for (const drawing of root.querySelectorAll('svg')) unfoldTextBoxes(drawing);
  for (const element of root.querySelectorAll('*')) {
    const isMath = element.namespaceURI === 'http://www.w3.org/1998/Math/MathML';
    if (!isMath && !readElements.has(element.localName)) {
      element.remove();
      continue;
    }
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? '';
      const isPicture =
        (name === 'src' || name === 'href') && element.localName !== 'a' && value.startsWith('blob:');
      const reachesOut = name === 'style' && fetches(value);
      if (reachesOut || (!plainAttributes.has(name) && !isPicture)) element.removeAttribute(name);
    }
  }
}

/** The words of text boxes, each box as wide as it was drawn and as far in; over other words it cannot lie. */
function unfoldTextBoxes(drawing: SVGElement): void {
  const boxes = [...drawing.querySelectorAll('foreignObject')];
  if (boxes.length === 0) return;
  // The policy of the page keeps what stands in an attribute from being a style; here it is read alone.
  const drawn = globalThis.document.createElement('div').style;
  drawn.cssText = drawing.getAttribute('style') ?? '';
  const { width, marginLeft } = drawn;
  drawing.replaceWith(
    ...boxes.map(({ childNodes }) => {
      const box = globalThis.document.createElement('div');
      box.append(...childNodes);
      box.style.textIndent = '0';
      if (width !== '') box.style.width = `min(${width}, 100%)`;
      if (width !== '' && marginLeft !== '')
        box.style.marginLeft = `max(0px, min(${marginLeft}, 100% - ${width}))`;
      return box;
    }),
  );
}

/** The styles of the document without the rules that would fetch something. */
export function harmlessStyles({ textContent }: HTMLStyleElement): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  // What is said of the root, such as where the counting of lists begins, is said of the tree it is drawn in. Rules that import
  // others are left out by this call itself.
  sheet.replaceSync((textContent ?? '').replaceAll(':root', ':host'));
  for (let index = sheet.cssRules.length - 1; index >= 0; index -= 1) {
    const rule = sheet.cssRules[index];
    if (!(rule instanceof CSSStyleRule) || fetches(withoutStrings(rule.cssText))) sheet.deleteRule(index);
  }
  return sheet;
}

/** As Chromium writes a rule, strings stand between double quotes: the signs of a list, and nothing that is fetched. */
function withoutStrings(css: string): string {
  return css.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}

function fetches(css: string): boolean {
  return /url\s*\(|image-set\s*\(|image\s*\(|src\s*\(|@import|\\/i.test(css);
}
