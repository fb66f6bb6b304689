import { Handshake, Plus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { ConsentFields } from '../../../shared/consent/schemas';
import { useScreenActions } from '../../lib/actions';
import { useIsClosed } from '../../lib/closed-case';
import type { ChannelOutput } from '../../lib/core';
import type { RouteOf } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { Row, Stack } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { CopiesDialog } from '../departures';
import { ConsentForm } from './consent-form';
import { FormDialog } from './form-dialog';
import { Ledger } from './ledger';
import { recipientText, Standings } from './standings';

type OpenForm = ChannelOutput<'consent.read'>['forms'][number];

/** What the person decided may be shared: what holds today, the forms nobody spoke of yet, and every decision. */
export function ConsentScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = route;
  const { data } = useChannel('consent.read', { caseId });
  const [adding, setAdding] = useState<Partial<ConsentFields> | null>(null);
  const [decision, setDecision] = useState<Pick<
    ConsentFields,
    'recipient' | 'recipientName' | 'purposes'
  > | null>(null);
  const [taking, setTaking] = useState<OpenForm | null>(null);
  const openNew = useCallback(() => setAdding({}), []);
  const newLabel = text('consent.new');
  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () => (isClosed ? [] : [{ id: 'consent.new', label: newLabel, isNew: true, run: openNew }]),
      [isClosed, newLabel, openNew],
    ),
  );
  const newButton = (
    <Button look="primary" icon={<Plus />} disabled={isClosed} onPress={openNew}>
      {newLabel}
    </Button>
  );
  const isEmpty = data?.entries.length === 0;
  return (
    <Screen
      title={text('app.section.consent')}
      lead={text('consent.lead')}
      width="wide"
      actions={isEmpty ? undefined : newButton}
    >
      {data === undefined && <Skeleton label={text('consent.loading')} lines={5} />}
      {data !== undefined && (
        <Stack gap={6}>
          {data.forms.map((form) => (
            <Banner
              key={form.filingId}
              tone="warning"
              title={text('consent.openForm', { date: formats.instant(form.madeAt) })}
            >
              <Row justify="between" align="center" gap={3} wrap>
                <span>
                  {text(form.fields.length === 0 ? 'consent.openForm.unread' : 'consent.openForm.body')}
                </span>
                <Button
                  size="small"
                  onPress={() =>
                    form.fields.length === 0 ? setAdding({ filingId: form.filingId }) : setTaking(form)
                  }
                >
                  {text('consent.openForm.take')}
                </Button>
              </Row>
            </Banner>
          ))}
          {isEmpty ? (
            <Card>
              <EmptyState icon={<Handshake />} title={text('consent.empty.title')} actions={newButton}>
                {text('consent.empty.body')}
              </EmptyState>
            </Card>
          ) : (
            <>
              <Section title={text('consent.today.title')} description={text('consent.today.lead')}>
                <Card flush>
                  <Standings
                    entries={data.entries}
                    standings={data.standings}
                    onWithdraw={({ recipient, recipientName, purposes, language, interpreter }) =>
                      setAdding({
                        kind: 'withdrawn',
                        recipient,
                        recipientName,
                        purposes,
                        language,
                        interpreter,
                        form: 'oral',
                      })
                    }
                  />
                </Card>
              </Section>
              <Section title={text('consent.ledger.title')} description={text('consent.ledger.lead')}>
                <Card flush>
                  <Ledger entries={data.entries} onCopies={setDecision} />
                </Card>
              </Section>
            </>
          )}
        </Stack>
      )}
      {adding !== null && (
        <ConsentForm
          caseId={caseId}
          begin={adding}
          onRecorded={(fields) => {
            if (fields.kind !== 'given') setDecision(fields);
          }}
          onClose={() => setAdding(null)}
        />
      )}
      {decision !== null && (
        <CopiesDialog
          caseId={caseId}
          decision={decision}
          who={recipientText(text, decision)}
          onClose={() => setDecision(null)}
        />
      )}
      {taking !== null && <FormDialog caseId={caseId} form={taking} onClose={() => setTaking(null)} />}
    </Screen>
  );
}
