import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { fieldShapes } from '../../../shared/filings/fields';
import { isFlagItem, type FieldShape } from '../../../shared/filings/questions';
import { useText, type Text, type TextId } from '../../lib/text';

/** Something that may stand between braces in a template. */
export interface KnownTag {
  /** As it is copied. */
  readonly tag: string;
  readonly name: string;
  readonly kind: 'text' | 'flag' | 'list' | 'item';
  /** The list it stands in; '' for a field. */
  readonly list: string;
  readonly meaning: string;
}

/** Every tag with its meaning in the language of the window; what stands in a list follows it. */
export function useKnownTags(): readonly KnownTag[] {
  const text = useText();
  const { messages } = useIntl();
  return useMemo(() => knownTags(text, (id): id is TextId => Object.hasOwn(messages, id)), [text, messages]);
}

export function knownTags(text: Text, has: (id: string) => id is TextId): readonly KnownTag[] {
  return Object.entries<FieldShape>(fieldShapes).flatMap(([name, shape]): readonly KnownTag[] => {
    const meaning = meaningOf(text, has, name);
    if (shape === 'text') return [{ tag: `{${name}}`, name, kind: 'text', list: '', meaning }];
    const tag = `{#${name}}{/${name}}`;
    if (shape === 'flag') return [{ tag, name, kind: 'flag', list: '', meaning }];
    return [
      { tag, name, kind: 'list', list: '', meaning },
      ...shape.map((item): KnownTag => ({
        tag: isFlagItem(item) ? `{#${item}}{/${item}}` : `{${item}}`,
        name: item,
        kind: 'item',
        list: name,
        // A test proves that each has its text.
        meaning: text(`templates.item.${item}` as TextId),
      })),
    ];
  });
}

/** A field that is asked for on the review screen means what it is called there. */
function meaningOf(text: Text, has: (id: string) => id is TextId, name: string): string {
  const own = `templates.tag.${name}`;
  if (has(own)) return text(own);
  const asked = `filings.field.${name}`;
  if (has(asked)) return text(asked);
  const dot = name.lastIndexOf('.');
  const list = name.slice(0, dot);
  if (name.endsWith('.areSeveral'))
    return text('templates.tags.areSeveral', { list: meaningOf(text, has, list) });
  if (name.endsWith('.areAllFemale'))
    return text('templates.tags.areAllFemale', { list: meaningOf(text, has, list) });
  const question = `filings.field.${name.slice(0, dot)}`;
  const choice = `filings.choice.${name}`;
  return has(question) && has(choice)
    ? text('templates.tags.choice', { question: text(question), choice: text(choice) })
    : name;
}
