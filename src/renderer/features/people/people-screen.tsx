import { Plus, ShieldAlert, UserRound, UsersRound } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import type { PersonRole } from '../../../shared/people/schemas';
import { useScreenActions } from '../../lib/actions';
import { useIsClosed } from '../../lib/closed-case';
import type { RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useText, type TextId } from '../../lib/text';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { VisuallyHidden } from '../../ui/layout';
import { OpenableList } from '../../ui/list';
import { Menu } from '../../ui/menu';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { AddPersonDialog } from './add-person-dialog';
import { useLanguageNames } from './country-names';
import { usePeople, type PersonView } from './people-of-case';
import styles from './people-screen.module.css';
import { PersonForm } from './person-form';
import { turnNamesOn, useNamesTurnedOn } from './shown-names';

const groups: readonly { readonly title: TextId; readonly roles: readonly PersonRole[] }[] = [
  { title: 'people.group.family', roles: ['client', 'child', 'familyMember'] },
  { title: 'people.group.facts', roles: ['witness', 'allegedExploiter'] },
  {
    title: 'people.group.professionals',
    roles: ['guardian', 'lawyer', 'centreWorker', 'interpreter', 'officer', 'magistrate', 'doctor', 'other'],
  },
];

/** The people of a case: a list, and beside it everything about the one chosen. */
export function PeopleScreen(props: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const { caseId, focusId, field } = props.route;
  const { people } = usePeople(caseId);
  const [chosenId, setChosenId] = useState<string | null>(focusId ?? null);
  const [isAdding, setAdding] = useState(false);
  const chosen = people?.find(({ id }) => id === chosenId) ?? people?.find(({ role }) => role === 'client');
  const addLabel = text('people.add.action');

  const isClosed = useIsClosed(caseId);
  useScreenActions(
    useMemo(
      () =>
        isClosed ? [] : [{ id: 'people.add', label: addLabel, isNew: true, run: () => setAdding(true) }],
      [isClosed, addLabel],
    ),
  );

  return (
    <Screen
      width="wide"
      title={text('people.title')}
      lead={text('people.lead')}
      actions={
        <Button look="primary" icon={<Plus />} disabled={isClosed} onPress={() => setAdding(true)}>
          {addLabel}
        </Button>
      }
    >
      {people === undefined ? (
        <Skeleton label={text('people.loading')} lines={6} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.lists}>
            {groups.map((group) => (
              <Group
                key={group.title}
                title={text(group.title)}
                people={people.filter(({ role }) => group.roles.includes(role))}
                chosenId={chosen?.id ?? null}
                onOpen={setChosenId}
              />
            ))}
          </div>
          {chosen === undefined ? (
            <Card>
              <EmptyState icon={<UsersRound />} title={text('people.choose.title')}>
                {text('people.choose.body')}
              </EmptyState>
            </Card>
          ) : (
            <PersonCard
              key={chosen.id}
              caseId={caseId}
              person={chosen}
              field={focusId === chosen.id ? field : undefined}
            />
          )}
        </div>
      )}
      {isAdding && (
        <AddPersonDialog
          caseId={caseId}
          onClose={() => setAdding(false)}
          onAdded={(personId) => {
            setAdding(false);
            setChosenId(personId);
          }}
        />
      )}
    </Screen>
  );
}

function Group(props: {
  readonly title: string;
  readonly people: readonly PersonView[];
  readonly chosenId: PersonId | null;
  readonly onOpen: (personId: PersonId) => void;
}) {
  const text = useText();
  const languages = useLanguageNames();
  if (props.people.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h2 className={styles.groupTitle}>{props.title}</h2>
      <Card flush>
        <OpenableList
          label={props.title}
          items={props.people}
          keyOf={({ id }) => id}
          currentKey={props.chosenId}
          onOpen={({ id }) => props.onOpen(id)}
        >
          {(person) => (
            <span className={styles.person}>
              <span className={styles.names}>
                <span className={styles.shownAs}>
                  <bdi>{person.shownAs}</bdi>
                  {person.name !== null && person.nativeScriptName !== '' && (
                    <bdi className={styles.native}>{person.nativeScriptName}</bdi>
                  )}
                </span>
                <span className={styles.about}>
                  {[
                    ...(person.name === null ? [] : [person.label]),
                    ...person.spokenLanguages.slice(0, 3).map(languages.nameOf),
                  ].join(' · ')}
                </span>
              </span>
              {person.safeContact !== null && (
                <span className={styles.shield} title={text('people.safe.agreed')}>
                  <ShieldAlert aria-hidden="true" />
                  <VisuallyHidden>{text('people.safe.agreed')}</VisuallyHidden>
                </span>
              )}
            </span>
          )}
        </OpenableList>
      </Card>
    </section>
  );
}

function PersonCard(props: {
  readonly caseId: CaseId;
  readonly person: PersonView;
  readonly field: string | undefined;
}) {
  const text = useText();
  const { person } = props;
  const namesShown = useNamesTurnedOn();
  return (
    <Card className={styles.panel}>
      <div className={styles.panelHead}>
        <h2 className={styles.panelTitle}>
          <bdi>{person.shownAs}</bdi>
          {person.name !== null && <span className={styles.panelLabel}>{person.label}</span>}
        </h2>
        <RemovePerson person={person} />
      </div>
      {namesShown ? (
        <WholePerson personId={person.id} field={props.field} />
      ) : (
        <EmptyState
          icon={<UserRound />}
          title={text('people.names.hiddenTitle')}
          actions={<Button onPress={turnNamesOn}>{text('people.names.show')}</Button>}
        >
          {text('people.names.hiddenBody')}
        </EmptyState>
      )}
    </Card>
  );
}

function WholePerson(props: { readonly personId: PersonId; readonly field: string | undefined }) {
  const text = useText();
  const person = useChannel('people.read', { personId: props.personId }).data;
  if (person === undefined) return <Skeleton label={text('people.loading')} lines={5} />;
  return <PersonForm key={person.id} person={person} field={props.field} />;
}

function RemovePerson(props: { readonly person: PersonView }) {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  const { person } = props;
  const { run, isRunning } = useCommand('people.remove');
  const restore = useCommand('people.restore').run;

  const undo = useCallback(async () => {
    const restored = await restore({ personId: person.id });
    if (!restored.ok) showToast({ text: text('people.restore.failed') });
  }, [restore, person.id, text]);

  const remove = async () => {
    const removed = await run({ personId: person.id });
    setAsking(false);
    showToast(
      removed.ok
        ? {
            text: text('people.remove.done', { label: person.label }),
            action: { label: text('people.remove.undo'), onPress: () => void undo() },
          }
        : { text: text('people.remove.lastClient') },
    );
  };

  return (
    <>
      <Menu
        label={text('people.more')}
        entries={[{ label: text('people.remove.action'), tone: 'danger', onSelect: () => setAsking(true) }]}
      />
      {isAsking && (
        <ConfirmDialog
          title={text('people.remove.title', { label: person.label })}
          confirmLabel={text('people.remove.confirm')}
          tone="danger"
          busy={isRunning}
          onConfirm={() => void remove()}
          onCancel={() => setAsking(false)}
        >
          {text('people.remove.body')}
        </ConfirmDialog>
      )}
    </>
  );
}
