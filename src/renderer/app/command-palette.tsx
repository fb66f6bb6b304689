import * as Ariakit from '@ariakit/react';
import {
  CircleHelp,
  EyeOff,
  FolderClosed,
  Info,
  Keyboard,
  Lock,
  Plus,
  Search,
  Settings,
  Vault,
} from 'lucide-react';
import {
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useOfferedActions, type ScreenAction } from '../lib/actions';
import { fuzzyScore } from '../lib/fuzzy';
import { caseIdOf, caseSections, navigate, vaultSections, type Route } from '../lib/navigation';
import { useChannel, type ChannelAnswer } from '../lib/queries';
import { tellShell } from '../lib/shell';
import { useText, type Text } from '../lib/text';
import { Kbd } from '../ui/kbd';
import styles from './command-palette.module.css';
import { agendaIcon, casePlaces, casesIcon, searchIcon } from './places';
import { coverPage, neutralPageKey } from './neutral-page';
import { screens } from './sections';
import { vaultSectionScreens } from './vault-sections';

interface Entry {
  readonly id: string;
  readonly group: 'actions' | 'case' | 'places' | 'cases';
  readonly label: string;
  readonly detail?: string;
  readonly icon: ReactNode;
  readonly keys?: readonly string[];
  readonly run: () => void;
}

/** Ids of what was chosen in this window, latest first. Nowhere else: it would tell which cases were worked on. */
let recentIds: readonly string[] = [];
const recentCount = 5;
const casesShown = 8;

/** Type a few letters, press Enter: goes to any case or screen and does any action. */
export function CommandPalette(props: {
  readonly route: Route;
  readonly onClose: () => void;
  readonly onOpenHelp: () => void;
  readonly onOpenShortcuts: () => void;
}) {
  const text = useText();
  const { onClose } = props;
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const cases = useChannel(
    'cases.list',
    { filter: wanted, state: 'all' },
    { keepPrevious: true, isBeside: true },
  );
  const actions = useOfferedActions();
  const entries = [
    ...screenEntries(actions),
    ...caseEntries(props.route, text),
    ...placeEntries(text, props.onOpenHelp, props.onOpenShortcuts),
  ];
  const found = withSearch(findEntries(entries, casesFound(cases, text), wanted, text), wanted, text);
  const isOfWhatWasTyped = wanted === typed.trim() && !cases.isLoading && !cases.isRefreshing;
  // Whether an entry was gone to by arrow or mouse since the last letter. Until then Enter means the best entry for
  // what was typed, which a quick typist does not wait to see marked.
  const hasMoved = useRef(false);
  const [entersBest, setEntersBest] = useState(false);
  const chooseBest = useEffectEvent(() => {
    const best = found[0]?.entries[0];
    if (best !== undefined) choose(best);
  });
  useEffect(() => {
    if (entersBest && isOfWhatWasTyped) chooseBest();
  }, [entersBest, isOfWhatWasTyped]);

  function onKeyDown(event: KeyboardEvent): void {
    if (['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'].includes(event.key)) hasMoved.current = true;
    if (event.key !== 'Enter' || hasMoved.current || event.nativeEvent.isComposing) return;
    event.preventDefault();
    setEntersBest(true);
  }

  function onType(next: string): void {
    hasMoved.current = false;
    setEntersBest(false);
    setTyped(next);
  }

  useEffect(() => {
    if (dialog === null) return undefined;
    const before = document.activeElement;
    // The dialog's own box is filled by its content: a click on it is one on the backdrop.
    const onClick = (event: MouseEvent) => {
      if (event.target === dialog) onClose();
    };
    dialog.addEventListener('click', onClick);
    dialog.showModal();
    return () => {
      dialog.removeEventListener('click', onClick);
      dialog.close();
      // After going somewhere the heading there has the focus, and what had it before is gone.
      if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
        before.focus();
    };
  }, [dialog, onClose]);

  function choose(entry: Entry): void {
    recentIds = [entry.id, ...recentIds.filter((id) => id !== entry.id)].slice(0, recentCount);
    onClose();
    entry.run();
  }

  return (
    <dialog
      ref={setDialog}
      className={styles.palette}
      aria-label={text('app.palette.title')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Ariakit.ComboboxProvider
        open
        value={typed}
        setValue={onType}
        focusLoop={false}
        includesBaseElement={false}
        resetValueOnHide={false}
      >
        <div className={styles.head}>
          <Search aria-hidden="true" />
          <Ariakit.Combobox
            className={styles.input}
            aria-label={text('app.palette.title')}
            placeholder={text('app.palette.placeholder')}
            autoSelect="always"
            // The palette is the only place to type in while it is open.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            spellCheck={false}
            onKeyDownCapture={onKeyDown}
          />
          <Kbd keys={['Esc']} />
        </div>
        <Ariakit.ComboboxList className={styles.list} alwaysVisible aria-label={text('app.palette.results')}>
          {found.length === 0 && <div className={styles.nothing}>{text('app.palette.nothing')}</div>}
          {found.map((group) => (
            <Ariakit.ComboboxGroup key={group.title}>
              <Ariakit.ComboboxGroupLabel className={styles.groupTitle}>
                {group.title}
              </Ariakit.ComboboxGroupLabel>
              {group.entries.map((entry) => (
                <Ariakit.ComboboxItem
                  key={entry.id}
                  value={entry.id}
                  setValueOnClick={false}
                  hideOnClick={false}
                  focusOnHover
                  className={styles.item}
                  onPointerMove={() => {
                    hasMoved.current = true;
                  }}
                  onClick={() => choose(entry)}
                >
                  {entry.icon}
                  <span className={styles.label}>{entry.label}</span>
                  {entry.detail !== undefined && <span className={styles.detail}>{entry.detail}</span>}
                  {entry.keys !== undefined && <Kbd keys={entry.keys} />}
                </Ariakit.ComboboxItem>
              ))}
            </Ariakit.ComboboxGroup>
          ))}
        </Ariakit.ComboboxList>
      </Ariakit.ComboboxProvider>
    </dialog>
  );
}

function screenEntries(actions: readonly ScreenAction[]): readonly Entry[] {
  return actions.map((action) => ({
    id: `action ${action.id}`,
    group: 'actions',
    label: action.label,
    icon: <Plus />,
    ...(action.isNew === true ? { keys: ['Mod', 'N'] } : {}),
    run: action.run,
  }));
}

function caseEntries(route: Route, text: Text): readonly Entry[] {
  const caseId = caseIdOf(route);
  if (caseId === null) return [];
  return caseSections.flatMap((section, place): readonly Entry[] =>
    screens.caseSections[section] === undefined
      ? []
      : [
          {
            id: `section ${section}`,
            group: 'case',
            label: text(casePlaces[section].label),
            icon: casePlaces[section].icon,
            ...(place < 9 ? { keys: ['Mod', String(place + 1)] } : {}),
            run: () => navigate({ kind: 'case', caseId, section }),
          },
        ],
  );
}

function placeEntries(text: Text, openHelp: () => void, openShortcuts: () => void): readonly Entry[] {
  const entries: readonly (Entry | null)[] = [
    screens.cases === undefined
      ? null
      : {
          id: 'cases',
          group: 'places',
          label: text('app.cases'),
          icon: casesIcon,
          run: () => navigate({ kind: 'cases' }),
        },
    screens.agenda === undefined
      ? null
      : {
          id: 'agenda',
          group: 'places',
          label: text('app.agenda'),
          icon: agendaIcon,
          run: () => navigate({ kind: 'agenda' }),
        },
    screens.search === undefined
      ? null
      : {
          id: 'search',
          group: 'places',
          label: text('app.search'),
          icon: searchIcon,
          keys: ['Mod', 'F'],
          run: () => navigate({ kind: 'search', text: '', filter: {} }),
        },
    ...vaultSections
      .filter((section) => vaultSectionScreens[section] !== undefined)
      .map((section): Entry => ({
        id: `vault ${section}`,
        group: 'places',
        label: text('app.palette.vault', { section: text(`vault.section.${section}`) }),
        icon: <Vault />,
        run: () => navigate({ kind: 'vault', section }),
      })),
    {
      id: 'settings',
      group: 'places',
      label: text('app.settings'),
      icon: <Settings />,
      keys: ['Mod', ','],
      run: () => navigate({ kind: 'settings' }),
    },
    {
      id: 'about',
      group: 'places',
      label: text('app.about'),
      icon: <Info />,
      run: () => navigate({ kind: 'about' }),
    },
    {
      id: 'help',
      group: 'places',
      label: text('help.title'),
      icon: <CircleHelp />,
      keys: ['F1'],
      run: openHelp,
    },
    {
      id: 'shortcuts',
      group: 'places',
      label: text('app.shortcuts.title'),
      icon: <Keyboard />,
      keys: ['Shift', 'F1'],
      run: openShortcuts,
    },
    {
      id: 'neutral',
      group: 'places',
      label: text('app.neutral'),
      icon: <EyeOff />,
      keys: [neutralPageKey],
      run: coverPage,
    },
    {
      id: 'lock',
      group: 'places',
      label: text('app.lock'),
      icon: <Lock />,
      keys: ['Mod', 'L'],
      run: () => tellShell({ kind: 'lock' }),
    },
  ];
  return entries.filter((entry) => entry !== null);
}

function casesFound(cases: ChannelAnswer<'cases.list'>, text: Text): readonly Entry[] {
  return (cases.data?.cases ?? []).slice(0, casesShown).map((each): Entry => ({
    id: `case ${each.id}`,
    group: 'cases',
    label: each.code,
    ...(each.closedOn === null ? {} : { detail: text('app.palette.closedCase') }),
    icon: <FolderClosed />,
    run: () => navigate({ kind: 'case', caseId: each.id, section: 'overview' }),
  }));
}

/** Last, so that Enter still goes to a case or a screen; alone where nothing else fits. */
function withSearch(groups: readonly Group[], wanted: string, text: Text): readonly Group[] {
  if (wanted === '' || screens.search === undefined) return groups;
  const entry: Entry = {
    id: 'search for',
    group: 'places',
    label: text('app.palette.searchFor', { text: wanted }),
    icon: searchIcon,
    run: () => navigate({ kind: 'search', text: wanted, filter: {} }),
  };
  return [...groups, { title: text('app.palette.search'), entries: [entry] }];
}

interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Cases come filtered from core, which also knows the names it does not show; the rest is filtered here. */
function findEntries(
  entries: readonly Entry[],
  cases: readonly Entry[],
  wanted: string,
  text: Text,
): readonly Group[] {
  if (wanted === '') {
    const all = [...entries, ...cases];
    const recent = recentIds.flatMap((id) => all.filter((entry) => entry.id === id));
    const rest = all.filter((entry) => !recent.includes(entry));
    return notEmpty([{ title: text('app.palette.recent'), entries: recent }, ...grouped(rest, text)]);
  }
  const scored = entries.flatMap((entry) => {
    const score = fuzzyScore(wanted, entry.label);
    return score === null ? [] : [{ entry, score }];
  });
  // A case may fit by a name that is not shown: it then comes after what fits by its words.
  const scoredCases = cases.map((entry) => ({ entry, score: fuzzyScore(wanted, entry.label) ?? 0 }));
  const best = [...scored, ...scoredCases].sort((one, other) => other.score - one.score);
  return grouped(
    best.map(({ entry }) => entry),
    text,
    'bestFirst',
  );
}

/** `bestFirst`: the group of the first entry comes first, and so on. */
function grouped(
  entries: readonly Entry[],
  text: Text,
  order: 'asListed' | 'bestFirst' = 'asListed',
): readonly Group[] {
  const inGroup = (group: Entry['group']) => entries.filter((entry) => entry.group === group);
  const groups = notEmpty([
    { title: text('app.palette.actions'), entries: inGroup('actions') },
    { title: text('app.palette.thisCase'), entries: inGroup('case') },
    { title: text('app.palette.cases'), entries: inGroup('cases') },
    { title: text('app.palette.places'), entries: inGroup('places') },
  ]);
  if (order === 'asListed') return groups;
  const rank = (group: Group) => (group.entries[0] === undefined ? 0 : entries.indexOf(group.entries[0]));
  return groups.toSorted((one, other) => rank(one) - rank(other));
}

function notEmpty(groups: readonly Group[]): readonly Group[] {
  return groups.filter((group) => group.entries.length > 0);
}
