import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { plainText, storedDocument } from '../../support/filing-documents';
import { convert, convertToPdf, pdfText } from '../../support/office';

let core: TestCore;
let made: FilingCase;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await core.value('filings.answer', { ...filing(), answers: answersForAttestation(made) });
});
afterAll(() => core.close());

const ofFiling = { filingKind: 'F7', language: 'fr' } as const;
const filing = () => ({ caseId: made.caseId, ...ofFiling });
const spaces = ['office', 'style', 'text', 'table', 'xlink']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat(
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  )
  .join(' ');
const cell = (words: string, merged = ''): string =>
  `<table:table-cell ${merged}><text:p>${words}</text:p></table:table-cell>`;
const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`;

/** A letter with its name cut by bold letters, a frame, a note, a list, a table with merged cells, a head and a foot. */
const letter = `<?xml version="1.0" encoding="UTF-8"?><office:document ${spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p>{centre.name}</text:p></style:header><style:footer><text:p>{case.code} – page <text:page-number/></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:h text:outline-level="1">Lettre de {client.<text:span text:style-name="B">family</text:span>Name}</text:h>
<text:p><draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm" svg:x="11cm" svg:y="0cm"><draw:text-box><text:p>Cadre de {client.givenNames}</text:p></draw:text-box></draw:frame>Fait à {letter.place}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Pièces {#exhibits}{number} {/exhibits}</text:p></text:note-body></text:note></text:p>
<text:p>{#exhibits}</text:p>
<text:list text:style-name="L"><text:list-item><text:p>{title}{#pages}, {pages} p.{/pages}</text:p></text:list-item></text:list>
<text:p>{/exhibits}</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>
<table:table-header-rows>${row(`${cell('Pièce', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('Date')}`)}</table:table-header-rows>
${row(`${cell('{#exhibits}{number}')}${cell('{title}')}${cell('{date}{/exhibits}')}`)}
${row(`${cell('Elle', 'table:number-rows-spanned="2"')}${cell('{#client.isFemale}née{/client.isFemale}{#client.isMale}né{/client.isMale}')}${cell('')}`)}
${row(`<table:covered-table-cell/>${cell('le {client.birthDate}')}${cell('')}`)}
</table:table>
<text:p>{client.nativeScriptName}</text:p>
</office:text></office:body></office:document>`;

describe('a letter made in LibreOffice', () => {
  it('is a template as a .docx, and as it is LibreOffice’s own is refused with what to do', async () => {
    const source = join(core.folder, 'letter.fodt');
    writeFileSync(source, letter);
    convert(core.folder, { to: 'docx', output: core.folder, sources: [source] });
    convert(core.folder, { to: 'odt', output: core.folder, sources: [source] });
    core.host.answerFile(join(core.folder, 'letter.odt'));
    expect(await core.call('templates.import', ofFiling)).toMatchObject({
      error: { kind: 'templateRefused', reason: 'notAWordDocument' },
    });
    core.host.answerFile(join(core.folder, 'letter.docx'));
    const { template } = await core.value('templates.import', ofFiling);
    const generated = await core.value('filings.generate', { ...filing(), templateId: template.id });
    const document = storedDocument(core, generated.id);
    const [text = '', beside = ''] = plainText(document).split('\n\n--- footnotes\n');
    expect(text.split('\n')).toEqual([
      'Lettre de EXEMPLARI',
      'Fait à Bruxelles[2]',
      '1. Procès-verbal d’audition, 7 p.',
      '2. Attestation d’accompagnement, 1 p.',
      '3. Copie du passeport, 2 p.',
      '4. Messages échangés avec le recruteur (extraits choisis), 14 p.',
      '5. Photographie du local',
      'Pièce | Date',
      '1 | Procès-verbal d’audition | 10 février 2026',
      '2 | Attestation d’accompagnement | 24 février 2026',
      '3 | Copie du passeport | 2018',
      '4 | Messages échangés avec le recruteur (extraits choisis) | de mai à août 2025',
      '5 | Photographie du local | vers septembre 2025',
      'Elle | née | ',
      ' | le 17 avril 1998 | ',
      'سلمى إكزمپلاري',
    ]);
    for (const words of ['Pièces 1 2 3 4 5', 'PAG-ASA asbl', 'BR-2026-001 – page «PAGE»'])
      expect(beside).toContain(words);
    const [pdf = ''] = convertToPdf(core.folder, new Map([['made', document]])).values();
    expect(pdfText(pdf)).toContain('Cadre de Salma Inventée');

    const draft = await core.value('drafts.start', { ...filing(), templateId: template.id });
    const { revision } = await core.value('drafts.read', { draftId: draft.id });
    const drafted = await core.value('drafts.make', { draftId: draft.id, baseRevision: revision });
    expect(storedDocument(core, drafted.id).equals(document)).toBe(true);
  }, 180_000);
});
