import { deflateSync } from 'node:zlib';
import { PDFName, PDFDocument, PDFStream, PDFString, type PDFPage } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { lookIntoPdf } from '../../../src/core/evidence/traces/pdf';
import { aPdf } from '../../support/evidence-files';
import { planted, tellingJpeg } from '../../support/telling-files';

// What a PDF says in places that only some programs write to, and what no clean copy is made of.

const text = PDFString.of;
const aPage = (change: (doc: PDFDocument, page: PDFPage) => Promise<void> | void) =>
  aPdf(['kept'], (doc, [page]) => {
    if (page === undefined) throw new Error('A page is wanted');
    return change(doc, page);
  });

/** All that stands in it, unpacked. */
async function contentsOf(pdf: Uint8Array): Promise<string> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const objects = doc.context.enumerateIndirectObjects().map(([, object]) => object.toString());
  return `${objects.join('\n')}${Buffer.from(pdf).toString('latin1')}`;
}

async function cleaned(pdf: Uint8Array): Promise<string> {
  const { bare, traces } = await lookIntoPdf(pdf);
  if (bare === null) throw new Error('There is no clean copy');
  expect(traces).not.toEqual([]);
  expect(await lookIntoPdf(bare)).toEqual({ form: 'same', traces: [], words: [], bare: null });
  expect((await lookIntoPdf(pdf)).bare).toEqual(bare);
  return contentsOf(bare);
}

const wordsPlanted = new RegExp(`${planted.person}|${planted.make}|${planted.serial}|SECRET|2026`, 'u');

describe('a clean copy of a PDF', () => {
  it('leaves out properties that stand in its trailer itself', async () => {
    const pdf = await aPage((doc) => {
      doc.context.trailerInfo.Info = doc.context.obj({ Author: text(planted.person) });
    });
    expect(await lookIntoPdf(pdf)).toMatchObject({ traces: ['personNamed'], words: [planted.person] });
    expect(await cleaned(pdf)).not.toMatch(wordsPlanted);
  });

  it('leaves out XMP of a part of a page', async () => {
    const pdf = await aPage(({ context }, page) => {
      const packet = `<x:xmpmeta>${planted.person}</x:xmpmeta>`;
      const metadata = context.register(context.stream(packet, { Type: 'Metadata', Subtype: 'XML' }));
      page.node.Resources()?.set(PDFName.of('Properties'), context.obj({ MC0: { Metadata: metadata } }));
    });
    expect(await cleaned(pdf)).not.toMatch(wordsPlanted);
  });

  it('leaves out when marks were made and changed', async () => {
    const pdf = await aPage(({ context }, page) => {
      const mark = { Type: 'Annot', Subtype: 'Highlight', Rect: [10, 10, 30, 30] };
      const said = { NM: text('SECRET'), M: text('D:20260211'), CreationDate: text('D:20260211') };
      page.node.addAnnot(context.register(context.obj({ ...mark, ...said })));
    });
    const contents = await cleaned(pdf);
    expect(contents).toContain('Highlight');
    expect(contents).not.toMatch(wordsPlanted);
  });

  it('leaves out what a camera wrote into a photograph that is packed twice', async () => {
    const pdf = await aPage(async (doc, page) => {
      const photograph = await doc.embedJpg(new Uint8Array(tellingJpeg()));
      page.drawImage(photograph, { x: 60, y: 500, width: 100, height: 100 });
      await photograph.embed();
      const { dict } = doc.context.lookup(photograph.ref, PDFStream);
      const packed = doc.context.stream(deflateSync(tellingJpeg()), {});
      for (const [key, value] of dict.entries()) packed.dict.set(key, value);
      packed.dict.set(PDFName.of('Filter'), doc.context.obj(['FlateDecode', 'DCTDecode']));
      packed.dict.delete(PDFName.of('Length'));
      doc.context.assign(photograph.ref, packed);
    });
    expect(await lookIntoPdf(pdf)).toMatchObject({ words: [planted.person] });
    expect(await cleaned(pdf)).not.toMatch(wordsPlanted);
  });

  it('leaves out what stood on a page before it was changed', async () => {
    const pdf = await aPage(() => {});
    const added = '\n9 0 obj\n(SECRET)\nendobj\nxref\n0 0\ntrailer\n<</Size 10/Root 1 0 R>>\nstartxref\n';
    const root = /\/Root (\d+ \d+ R)/u.exec(pdf.toString('latin1'))?.[1] ?? '';
    const changed = Buffer.from(
      `${pdf.toString('latin1')}${added.replace('1 0 R', root)}${pdf.length + 1}\n%%EOF\n`,
      'latin1',
    );
    expect(await cleaned(changed)).not.toMatch(wordsPlanted);
  });
});

describe('no clean copy of a PDF', () => {
  it.each<readonly [string, Parameters<typeof aPage>[0]]>([
    [
      'a remark that bears a name and stands in its page itself',
      ({ context }, page) =>
        page.node.set(
          PDFName.of('Annots'),
          context.obj([
            { Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], T: text(planted.person) } as never,
          ]),
        ),
    ],
    [
      'a file that stands in a list itself',
      ({ context, catalog }) => {
        const file = context.register(context.stream('SECRET'));
        const named = { Type: 'Filespec', F: text('a.txt'), EF: { F: file } };
        catalog.set(
          PDFName.of('Names'),
          context.obj({ EmbeddedFiles: { Names: [text('a.txt'), named as never] } }),
        );
      },
    ],
    [
      'a signature that stands in its field itself',
      ({ context, catalog }) =>
        catalog.set(
          PDFName.of('AcroForm'),
          context.obj({ Fields: [{ FT: 'Sig', V: { Type: 'Sig', ByteRange: [0, 1, 2, 3] } } as never] }),
        ),
    ],
    [
      'a form of another kind',
      ({ context, catalog }) =>
        catalog.set(
          PDFName.of('AcroForm'),
          context.obj({ Fields: [], XFA: context.register(context.stream('<xdp/>')) }),
        ),
    ],
  ])('is made of one that holds %s', async (_what, change) => {
    const pdf = await aPage((doc, page) => {
      doc.setProducer(planted.make);
      return change(doc, page);
    });
    expect(await lookIntoPdf(pdf)).toMatchObject({ form: 'asReceived', bare: null });
  });
});
