import { Archive, ArchiveRestore, BookA, Eye, FileDown, FilePlus2, FileText } from 'lucide-react';
import { useState } from 'react';
import type { LeakKind } from '../../../shared/departures/leak-kinds';
import { languagesOf, type FilingKind } from '../../../shared/filings/kinds';
import { offeredKinds } from '../../../shared/filings/registry';
import type { TemplateProblem } from '../../../shared/filings/schemas';
import type { Language } from '../../../shared/kernel/languages';
import type { OwnTemplate } from '../../../shared/templates/contract';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { TemplateProblems } from '../filings';
import { starterFailureText } from './starter-failure';
import { TagListDialog } from './tag-list-dialog';
import styles from './template-pages.module.css';
import { TryTemplateDialog, type TriedTemplate } from './try-template-dialog';

interface Failure {
  readonly sentence: string;
  readonly problems: readonly TemplateProblem[];
}

/** Templates of filings that the organisation made in Word or LibreOffice: taken in, checked, offered or not any more. */
export function TemplatesSection() {
  const text = useText();
  const formats = useFormats();
  const { data } = useChannel('templates.list', {});
  const take = useCommand('templates.import');
  const starter = useCommand('templates.saveStarter');
  const [filingKind, setFilingKind] = useState<FilingKind>('F7');
  const [chosenLanguage, setLanguage] = useState<Language>('fr');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [leftBehind, setLeftBehind] = useState<readonly LeakKind[]>([]);
  const [tried, setTried] = useState<TriedTemplate | null>(null);
  const [showsTags, setShowsTags] = useState(false);
  const languages = languagesOf(filingKind);
  const language = languages.includes(chosenLanguage) ? chosenLanguage : (languages[0] ?? 'fr');

  const fail = (sentence: string, problems: readonly TemplateProblem[] = []) =>
    setFailure({ sentence, problems });
  const failCall = (error: Parameters<typeof callErrorText>[0]) => {
    const { id, values } = callErrorText(error);
    fail(text(id, values));
  };

  const takeIn = async (): Promise<void> => {
    setFailure(null);
    setLeftBehind([]);
    const taken = await take.run({ filingKind, language });
    if (taken.ok) {
      const { template, tags } = taken.value;
      setLeftBehind(taken.value.leftBehind);
      showToast({ text: text('templates.taken', { version: template.version, tags }) });
      return;
    }
    const { error } = taken;
    if (isCallError(error)) failCall(error);
    else if (error.kind === 'templateBroken') fail(text('templates.failure.templateBroken'), error.problems);
    else if (error.kind === 'templateRefused') {
      fail(`${text('templates.failure.templateRefused')} ${text(`filings.templateRefused.${error.reason}`)}`);
    } else if (error.kind === 'alreadyThere') {
      fail(text('templates.failure.alreadyThere', { version: error.version }));
    } else if (error.kind !== 'dialogCancelled') fail(text(`templates.failure.${error.kind}`));
  };

  const saveStarter = async (): Promise<void> => {
    setFailure(null);
    const saved = await starter.run({ filingKind, language });
    if (saved.ok) showToast({ text: text('filings.saved', { fileName: saved.value.fileName }) });
    else if (saved.error.kind !== 'dialogCancelled') fail(starterFailureText(text, saved.error));
  };

  return (
    <Stack gap={6}>
      {failure !== null && (
        <Banner tone="danger" urgent title={failure.sentence}>
          {failure.problems.length > 0 && <TemplateProblems problems={failure.problems} />}
        </Banner>
      )}
      {leftBehind.length > 0 && (
        <Banner title={text('templates.leftBehind')}>
          {leftBehind.map((kind) => text(`departures.trace.${kind}`)).join(', ')}
        </Banner>
      )}
      <Section title={text('templates.add.title')} description={text('templates.add.lead')}>
        <Card>
          <Stack gap={4}>
            <Columns>
              <SelectField
                label={text('templates.filing')}
                value={filingKind}
                options={offeredKinds.map((value) => ({ value, label: text(`filings.kind.${value}`) }))}
                onChange={setFilingKind}
              />
              <SelectField
                label={text('templates.language')}
                value={language}
                options={languages.map((value) => ({ value, label: text(`filings.language.${value}`) }))}
                onChange={setLanguage}
              />
            </Columns>
            <Row gap={2} wrap>
              <Button look="quiet" icon={<BookA />} onPress={() => setShowsTags(true)}>
                {text('templates.tags.open')}
              </Button>
              <Button
                look="quiet"
                icon={<Eye />}
                onPress={() => setTried({ filingKind, language, templateId: null })}
              >
                {text('templates.lookProgram')}
              </Button>
              <Button icon={<FileDown />} busy={starter.isRunning} onPress={() => void saveStarter()}>
                {text('templates.starter')}
              </Button>
              <Button look="primary" icon={<FilePlus2 />} busy={take.isRunning} onPress={() => void takeIn()}>
                {text('templates.take')}
              </Button>
            </Row>
          </Stack>
        </Card>
      </Section>
      <Section title={text('templates.list.title')} description={text('templates.list.lead')}>
        {data !== undefined && (
          <Card flush={data.length > 0}>
            {data.length === 0 ? (
              <EmptyState icon={<FileText />} title={text('templates.empty.title')}>
                {text('templates.empty.body')}
              </EmptyState>
            ) : (
              <Table
                label={text('templates.list.title')}
                columns={[
                  { key: 'filing', label: text('templates.filing') },
                  { key: 'version', label: text('templates.column.version'), width: '13rem' },
                  { key: 'used', label: text('templates.column.used'), width: '16rem' },
                  { key: 'state', label: text('templates.column.state'), width: '9rem' },
                  {
                    key: 'actions',
                    label: text('templates.column.actions'),
                    hideLabel: true,
                    width: '6rem',
                  },
                ]}
              >
                {data.map((template) => (
                  <TableRow key={template.id}>
                    <TableCell isHeading>
                      {text(`filings.kind.${template.filingKind}`)} (
                      {text(`filings.language.${template.language}`)})
                    </TableCell>
                    <TableCell>
                      {text('templates.version', {
                        version: template.version,
                        when: formats.instant(template.importedAt),
                      })}
                    </TableCell>
                    <TableCell>
                      <TemplateUses uses={template.usedBy} />
                    </TableCell>
                    <TableCell>
                      <Badge tone={template.retiredAt === null ? 'success' : 'neutral'}>
                        {text(template.retiredAt === null ? 'templates.offered' : 'templates.retired')}
                      </Badge>
                    </TableCell>
                    <TableCell inFront align="end">
                      <Row gap={1} justify="end">
                        <IconButton
                          size="small"
                          label={text('templates.look', { version: template.version })}
                          icon={<Eye />}
                          onPress={() =>
                            setTried({
                              filingKind: template.filingKind,
                              language: template.language,
                              templateId: template.id,
                            })
                          }
                        />
                        <RetireButton template={template} />
                      </Row>
                    </TableCell>
                  </TableRow>
                ))}
              </Table>
            )}
          </Card>
        )}
      </Section>
      {tried !== null && <TryTemplateDialog template={tried} onClose={() => setTried(null)} />}
      {showsTags && (
        <TagListDialog filingKind={filingKind} language={language} onClose={() => setShowsTags(false)} />
      )}
    </Stack>
  );
}

function RetireButton({ template }: { readonly template: OwnTemplate }) {
  const text = useText();
  const retire = useCommand('templates.retire');
  const isOffered = template.retiredAt === null;
  return (
    <IconButton
      size="small"
      label={text(isOffered ? 'templates.retire' : 'templates.offerAgain', { version: template.version })}
      icon={isOffered ? <Archive /> : <ArchiveRestore />}
      onPress={() => void retire.run({ templateId: template.id, retired: isOffered })}
    />
  );
}

/** How many filings were made from a version, and the way to the newest ones. */
function TemplateUses({ uses }: { readonly uses: OwnTemplate['usedBy'] }) {
  const text = useText();
  const formats = useFormats();
  if (uses.length === 0) return text('templates.unused');
  return (
    <>
      {text('templates.usedBy', { count: uses.length })}
      <ul className={styles.uses}>
        {uses.slice(0, shownUses).map(({ filingId, caseId, caseCode, generatedAt }) => (
          <li key={filingId}>
            <Button
              look="link"
              onPress={() => navigate({ kind: 'case', caseId, section: 'filings', focusId: filingId })}
            >
              {text('templates.use', { code: caseCode, when: formats.instant(generatedAt) })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Older ones stand in their cases. */
const shownUses = 5;
