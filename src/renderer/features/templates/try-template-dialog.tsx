import { useState } from 'react';
import type { FilingKind } from '../../../shared/filings/kinds';
import type { Language } from '../../../shared/kernel/languages';
import type { OwnTemplateId } from '../../../shared/kernel/ids';
import type { ResolvedTag } from '../../../shared/templates/contract';
import { isCallError, useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import { Table, TableCell, TableRow } from '../../ui/table';
import { Tabs } from '../../ui/tabs';
import { TemplateProblems } from '../filings';
import { TemplatePages } from './template-pages';
import styles from './template-pages.module.css';

/** What of a template is tried: one of the organisation, or that of the program. */
export interface TriedTemplate {
  readonly filingKind: FilingKind;
  readonly language: Language;
  readonly templateId: OwnTemplateId | null;
}

/** A template on the practice case: its pages, and what each of its tags becomes. */
export function TryTemplateDialog(props: { readonly template: TriedTemplate; readonly onClose: () => void }) {
  const text = useText();
  const { template } = props;
  const { data, failure } = useChannel('templates.tryOnPractice', template);
  const [tab, setTab] = useState<'pages' | 'tags'>('pages');
  const title = text('templates.try.title', {
    filing: text(`filings.kind.${template.filingKind}`),
    language: text(`filings.language.${template.language}`),
  });
  const empty = data?.tags.filter(({ outcome }) => outcome.kind === 'empty').length ?? 0;
  return (
    <Dialog
      title={title}
      description={text('templates.try.lead')}
      size="large"
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{text('ui.close')}</Button>}
    >
      <Stack gap={3}>
        {failure !== undefined && <TryFailure failure={failure} />}
        {data === undefined && failure === undefined && <Waiting label={title} />}
        {data !== undefined && (
          <>
            {(empty > 0 || data.document !== null) && (
              <Banner tone={empty > 0 ? 'warning' : 'success'}>
                {empty > 0
                  ? text('templates.try.problems', { count: empty })
                  : text('templates.try.allFilled')}
              </Banner>
            )}
            <Tabs
              label={text('templates.try.tabs')}
              value={tab}
              onChange={setTab}
              tabs={[
                {
                  value: 'pages',
                  label: text('templates.try.pages'),
                  content:
                    data.document === null ? (
                      <Banner tone="warning" title={text('templates.try.noPages')}>
                        {data.problems.length > 0 && <TemplateProblems problems={data.problems} />}
                      </Banner>
                    ) : (
                      <Stack gap={2}>
                        <TemplatePages document={data.document} language={template.language} label={title} />
                        <p className={styles.excerpt}>{text('templates.try.pagesNote')}</p>
                      </Stack>
                    ),
                },
                {
                  value: 'tags',
                  label: text('templates.try.tags'),
                  count: data.tags.length,
                  content: <ResolvedTags tags={data.tags} />,
                },
              ]}
            />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function TryFailure(props: {
  readonly failure: NonNullable<ReturnType<typeof useChannel<'templates.tryOnPractice'>>['failure']>;
}) {
  const text = useText();
  const { failure } = props;
  if (isCallError(failure)) {
    const { id, values } = callErrorText(failure);
    return (
      <Banner tone="danger" urgent>
        {text(id, values)}
      </Banner>
    );
  }
  return (
    <Banner tone="danger" urgent title={text(`templates.failure.${failure.kind}`)}>
      {failure.kind === 'templateBroken' && <TemplateProblems problems={failure.problems} />}
      {failure.kind === 'templateRefused' && text(`filings.templateRefused.${failure.reason}`)}
    </Banner>
  );
}

/** Those that print nothing first: they are what is to be mended. */
function ResolvedTags({ tags }: { readonly tags: readonly ResolvedTag[] }) {
  const text = useText();
  const isEmpty = ({ outcome }: ResolvedTag) => outcome.kind === 'empty';
  return (
    // Reachable by keyboard, since it scrolls and has nothing else to give the focus to.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label={text('templates.try.tags')} tabIndex={0}>
      <Table
        label={text('templates.try.tags')}
        columns={[
          { key: 'tag', label: text('templates.tags.column.tag'), width: '17rem' },
          { key: 'becomes', label: text('templates.try.column.becomes') },
          { key: 'place', label: text('templates.try.column.place'), width: '13rem' },
        ]}
      >
        {[...tags.filter(isEmpty), ...tags.filter((tag) => !isEmpty(tag))].map((tag) => {
          const [first] = tag.places;
          return (
            <TableRow key={JSON.stringify([tag.tag, tag.outcome])}>
              <TableCell isHeading>
                <span className={styles.tag}>{`{${tag.tag}}`}</span>
              </TableCell>
              <TableCell>
                <Outcome tag={tag} />
              </TableCell>
              <TableCell>
                {first !== undefined &&
                  text('templates.try.place', {
                    part: first.part,
                    paragraph: first.paragraph,
                    more: tag.places.length - 1,
                  })}
                {first !== undefined && isEmpty(tag) && <div className={styles.excerpt}>{first.excerpt}</div>}
              </TableCell>
            </TableRow>
          );
        })}
      </Table>
    </div>
  );
}

function Outcome({ tag }: { readonly tag: ResolvedTag }) {
  const text = useText();
  const { outcome } = tag;
  switch (outcome.kind) {
    case 'printed':
      return <span className={styles.printed}>{outcome.texts.join('\n')}</span>;
    case 'pictures':
      return text('templates.try.pictures', { count: outcome.count });
    case 'asked':
      return text(outcome.isYes ? 'templates.try.yes' : 'templates.try.no');
    case 'repeated':
      return text('templates.try.repeated', { count: outcome.count });
    case 'notShown':
      return text('templates.try.notShown');
    case 'empty':
      return (
        <>
          <Badge tone="warning">{text('templates.try.empty')}</Badge>{' '}
          {text('filings.templateProblem.fieldEmpty.mend', { suggestion: 'none' })}
        </>
      );
  }
}
