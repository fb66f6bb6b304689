import { ChevronDown, CircleAlert } from 'lucide-react';
import { useId, type ReactNode, type Ref } from 'react';
import { classNames } from '../lib/class-names';
import { useText } from '../lib/text';
import styles from './field.module.css';
import { VisuallyHidden } from './layout';

/** What a control inside a `Field` must carry, so that its label, hint and error are read out with it. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-required': boolean;
}

export interface FieldProps {
  readonly label: string;
  /** Read out, not seen: where the place says what it is, such as a search field. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it. */
  readonly error?: string | undefined;
  /** Says "optional" beside the label. Most fields of a form are needed; mark the few that are not. */
  readonly optional?: boolean;
  readonly required?: boolean;
}

/** Label, hint and error around any control. */
export function Field(
  props: FieldProps & {
    /** How the program understood what was typed, read out when it changes. */
    readonly reading?: string | undefined;
    readonly children: (attributes: ControlAttributes) => ReactNode;
  },
) {
  const text = useText();
  const id = useId();
  const label = (
    <label className={styles.label} htmlFor={id}>
      {props.label}
      {props.optional === true && <span className={styles.optional}>{text('ui.optional')}</span>}
    </label>
  );
  const described = [
    props.hint !== undefined && `${id}-hint`,
    props.reading !== undefined && `${id}-reading`,
    props.error !== undefined && `${id}-error`,
  ];
  return (
    <div className={styles.field}>
      {props.hideLabel === true ? <VisuallyHidden>{label}</VisuallyHidden> : label}
      {props.children({
        id,
        'aria-describedby': classNames(...described) || undefined,
        'aria-invalid': props.error !== undefined,
        'aria-required': props.required === true,
      })}
      {props.error !== undefined && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          <CircleAlert aria-hidden="true" />
          <span>{props.error}</span>
        </p>
      )}
      {props.reading !== undefined && (
        <p id={`${id}-reading`} className={styles.reading} aria-live="polite">
          {props.reading}
        </p>
      )}
      {props.hint !== undefined && (
        <div id={`${id}-hint`} className={styles.hint}>
          {props.hint}
        </div>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly reading?: string | undefined;
  readonly placeholder?: string;
  readonly type?: 'text' | 'password' | 'search' | 'tel';
  /** `auto` for names and words in any script. */
  readonly dir?: 'auto' | 'ltr';
  /** Language of what is typed, for the right letters and reading aloud, e.g. `ar`. */
  readonly lang?: string;
  readonly size?: 'medium' | 'large';
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  /** Picture before the text. */
  readonly start?: ReactNode;
  /** A small button after the text. */
  readonly end?: ReactNode;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  return (
    <Field {...props}>
      {(attributes) => (
        <div
          className={classNames(
            props.end !== undefined && styles.withEnd,
            props.start !== undefined && styles.withStart,
          )}
        >
          {props.start !== undefined && <span className={styles.start}>{props.start}</span>}
          <input
            {...attributes}
            ref={props.ref}
            className={classNames(styles.control, props.size === 'large' && styles.large)}
            type={props.type ?? 'text'}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
            onBlur={props.onBlur}
            onKeyDown={props.onKeyDown}
            placeholder={props.placeholder}
            dir={props.dir ?? 'auto'}
            lang={props.lang}
            maxLength={props.maxLength}
            // What is typed here is nobody else's business, Chromium's form memory included.
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            // Only where a dialog or a screen begins with typing.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={props.autoFocus}
            disabled={props.disabled}
            readOnly={props.readOnly}
          />
          {props.end !== undefined && <span className={styles.end}>{props.end}</span>}
        </div>
      )}
    </Field>
  );
}

/** Several lines of text; grows with what is typed. */
export function TextArea(
  props: FieldProps & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly rows?: number;
    readonly placeholder?: string;
    readonly lang?: string;
    readonly maxLength?: number;
    readonly autoFocus?: boolean;
    readonly disabled?: boolean;
    /** In the face of statements: for what people said. */
    readonly words?: boolean;
    /** False for names, addresses, keys and codes, whose spelling is not checked. */
    readonly spelling?: boolean;
    readonly onBlur?: () => void;
    readonly ref?: Ref<HTMLTextAreaElement>;
  },
) {
  return (
    <Field {...props}>
      {(attributes) => (
        <textarea
          {...attributes}
          ref={props.ref}
          className={classNames(styles.control, props.words === true && styles.words)}
          rows={props.rows ?? 3}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          onBlur={props.onBlur}
          placeholder={props.placeholder}
          dir="auto"
          lang={props.lang}
          maxLength={props.maxLength}
          autoComplete="off"
          spellCheck={false}
          data-spelling={props.spelling === false ? 'off' : undefined}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={props.autoFocus}
          disabled={props.disabled}
        />
      )}
    </Field>
  );
}

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Heading under which it stands in the list; options of one group follow each other. */
  readonly group?: string;
}

/** One of a closed list, in the system's own list box. `null` is shown as `emptyLabel` when that is given. */
export function SelectField<Value extends string>(
  props: FieldProps & {
    readonly value: Value | null;
    readonly options: readonly SelectOption<Value>[];
    readonly onChange: (value: Value) => void;
    /** Shown while nothing is chosen, e.g. "Choose a language". */
    readonly emptyLabel?: string;
    /** When given, the empty choice can be chosen again. */
    readonly onClear?: () => void;
    readonly disabled?: boolean;
  },
) {
  return (
    <Field {...props}>
      {(attributes) => (
        <div className={styles.select}>
          <select
            {...attributes}
            className={styles.control}
            value={props.value ?? ''}
            disabled={props.disabled}
            onChange={(event) => {
              const chosen = props.options.find((option) => option.value === event.target.value);
              if (chosen === undefined) props.onClear?.();
              else props.onChange(chosen.value);
            }}
          >
            {(props.value === null || props.onClear !== undefined) && (
              <option value="" disabled={props.onClear === undefined}>
                {props.emptyLabel ?? ''}
              </option>
            )}
            {inGroups(props.options).map(({ group, options }) =>
              group === undefined ? (
                options.map(optionElement)
              ) : (
                <optgroup key={group} label={group}>
                  {options.map(optionElement)}
                </optgroup>
              ),
            )}
          </select>
          <span className={styles.chevron} aria-hidden="true">
            <ChevronDown />
          </span>
        </div>
      )}
    </Field>
  );
}

function optionElement(option: SelectOption<string>) {
  return (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  );
}

/** Options without a group stand by themselves. */
function inGroups(
  options: readonly SelectOption<string>[],
): readonly { readonly group: string | undefined; readonly options: readonly SelectOption<string>[] }[] {
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups.map((group) => ({ group, options: options.filter((option) => option.group === group) }));
}
