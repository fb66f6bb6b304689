import { useMemo, type ReactNode } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import type { CivilDate, Instant } from '../../shared/kernel/time';
import {
  interfaceLanguageOf,
  interfaceLanguages,
  type InterfaceLanguage,
} from '../../shared/kernel/languages';
import { isolatedValues } from './isolated';
import type accounts from '../../../resources/locales/en/accounts.json';
import type app from '../../../resources/locales/en/app.json';
import type audit from '../../../resources/locales/en/audit.json';
import type backups from '../../../resources/locales/en/backups.json';
import type cases from '../../../resources/locales/en/cases.json';
import type chronology from '../../../resources/locales/en/chronology.json';
import type consent from '../../../resources/locales/en/consent.json';
import type conversations from '../../../resources/locales/en/conversations.json';
import type deadlines from '../../../resources/locales/en/deadlines.json';
import type departures from '../../../resources/locales/en/departures.json';
import type drafts from '../../../resources/locales/en/drafts.json';
import type evidence from '../../../resources/locales/en/evidence.json';
import type exhibits from '../../../resources/locales/en/exhibits.json';
import type filings from '../../../resources/locales/en/filings.json';
import type help from '../../../resources/locales/en/help.json';
import type interviews from '../../../resources/locales/en/interviews.json';
import type laptop from '../../../resources/locales/en/laptop.json';
import type members from '../../../resources/locales/en/members.json';
import type packages from '../../../resources/locales/en/packages.json';
import type packs from '../../../resources/locales/en/packs.json';
import type people from '../../../resources/locales/en/people.json';
import type policy from '../../../resources/locales/en/policy.json';
import type procedures from '../../../resources/locales/en/procedures.json';
import type recovery from '../../../resources/locales/en/recovery.json';
import type retention from '../../../resources/locales/en/retention.json';
import type search from '../../../resources/locales/en/search.json';
import type settings from '../../../resources/locales/en/settings.json';
import type spelling from '../../../resources/locales/en/spelling.json';
import type templates from '../../../resources/locales/en/templates.json';
import type timeline from '../../../resources/locales/en/timeline.json';
import type transfer from '../../../resources/locales/en/transfer.json';
import type travel from '../../../resources/locales/en/travel.json';
import type ui from '../../../resources/locales/en/ui.json';
import type updates from '../../../resources/locales/en/updates.json';
import type vault from '../../../resources/locales/en/vault.json';

/** Every id of the English catalogues; an id that is in none of them does not compile. */
export type TextId =
  | keyof typeof accounts
  | keyof typeof app
  | keyof typeof audit
  | keyof typeof backups
  | keyof typeof cases
  | keyof typeof chronology
  | keyof typeof consent
  | keyof typeof conversations
  | keyof typeof deadlines
  | keyof typeof departures
  | keyof typeof drafts
  | keyof typeof evidence
  | keyof typeof exhibits
  | keyof typeof filings
  | keyof typeof help
  | keyof typeof interviews
  | keyof typeof laptop
  | keyof typeof members
  | keyof typeof packages
  | keyof typeof packs
  | keyof typeof people
  | keyof typeof policy
  | keyof typeof procedures
  | keyof typeof recovery
  | keyof typeof retention
  | keyof typeof search
  | keyof typeof settings
  | keyof typeof spelling
  | keyof typeof templates
  | keyof typeof timeline
  | keyof typeof transfer
  | keyof typeof travel
  | keyof typeof ui
  | keyof typeof updates
  | keyof typeof vault;

export type TextValues = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Text = (id: TextId, values?: TextValues) => string;

const catalogueFiles = import.meta.glob<Readonly<Record<string, string>>>(
  '../../../resources/locales/*/*.json',
  { eager: true, import: 'default' },
);

/** Belgian ways of writing dates and numbers; in English the day comes first and hours run to 24. */
const localesByLanguage: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'en-GB',
  fr: 'fr-BE',
  nl: 'nl-BE',
  de: 'de-BE',
};

function messagesIn(language: InterfaceLanguage): Record<string, string> {
  const files = Object.entries(catalogueFiles).filter(([path]) => path.includes(`/${language}/`));
  return Object.assign({}, ...files.map(([, messages]) => messages)) as Record<string, string>;
}

const messagesByLanguage = new Map(interfaceLanguages.map((language) => [language, messagesIn(language)]));

/** Gives everything below it its language. */
export function TextProvider(props: { readonly language: InterfaceLanguage; readonly children: ReactNode }) {
  return (
    <IntlProvider
      locale={localesByLanguage[props.language]}
      messages={messagesByLanguage.get(props.language) ?? {}}
      // Tests prove the catalogues complete. What is left of an error could quote a person's words: it goes nowhere.
      onError={() => undefined}
    >
      {props.children}
    </IntlProvider>
  );
}

/** `const text = useText(); text('cases.title')`: a text of the catalogues in the language chosen. */
export function useText(): Text {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values && isolatedValues(values)), [intl]);
}

/** The language and region in which the window speaks, e.g. `fr-BE`. */
export function useLocale(): string {
  return useIntl().locale;
}

/** The language the interface speaks, for dates and for channels that answer in it. */
export function useInterfaceLanguage(): InterfaceLanguage {
  return interfaceLanguageOf(useIntl().locale);
}

/** A text with `<b>` and `<em>` in it as strong and em, and with elements among its values. */
export function RichText(props: {
  readonly id: TextId;
  readonly values?: Readonly<Record<string, ReactNode>>;
}) {
  const intl = useIntl();
  return intl.formatMessage(
    { id: props.id },
    {
      b: (chunks: ReactNode) => <strong>{chunks}</strong>,
      em: (chunks: ReactNode) => <em>{chunks}</em>,
      ...(props.values && isolatedValues(props.values)),
    },
  );
}

export interface Formats {
  /** `2 March 2026`; a day without a zone stays that day. */
  readonly date: (date: CivilDate) => string;
  /** `2 Mar 2026`, for tables. */
  readonly shortDate: (date: CivilDate) => string;
  /** `Monday 2 March 2026` */
  readonly longDate: (date: CivilDate) => string;
  /** `2 March 2026 at 10:15`, on the laptop's own clock. */
  readonly instant: (instant: Instant) => string;
  /** `10:15`, on the laptop's own clock. */
  readonly time: (instant: Instant) => string;
  readonly number: (value: number) => string;
  /** A length in bytes as `38 MB`, in powers of ten as sticks are sold. */
  readonly size: (bytes: number) => string;
  /** `today`, `in 3 days`, `2 days ago` */
  readonly days: (fromToday: number) => string;
  /** `a, b and c` */
  readonly list: (parts: readonly string[]) => string;
}

/** Dates, times, numbers and lists as the language writes them. */
export function useFormats(): Formats {
  const { locale } = useIntl();
  return useMemo(() => createFormats(locale), [locale]);
}

export function createFormats(locale: string): Formats {
  const civil = (options: Intl.DateTimeFormatOptions) => {
    // A civil date is read as midnight in UTC and written in UTC, so that no zone can shift it by a day.
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date: CivilDate) => format.format(new Date(`${date}T00:00:00Z`));
  };
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const number = new Intl.NumberFormat(locale);
  const days = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    date: civil({ dateStyle: 'long' }),
    shortDate: civil({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDate: civil({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    instant: (value) => instant.format(new Date(value)),
    time: (value) => time.format(new Date(value)),
    number: (value) => number.format(value),
    size: (bytes) => formatSize(locale, bytes),
    days: (fromToday) => days.format(fromToday, 'day'),
    list: (parts) => list.format(parts),
  };
}

function formatSize(locale: string, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power] ?? 'byte',
    // With `byte` the short form is the same word in every language of the interface; the others have signs of their own.
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  });
  return format.format(bytes / 1000 ** power);
}
