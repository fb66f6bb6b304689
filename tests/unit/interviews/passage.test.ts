import { describe, expect, it } from 'vitest';
import { findPassage } from '../../../src/shared/interviews/passage';
import { aDocument, blockId } from '../../integration/interviews/support';

describe('findPassage', () => {
  const document = aDocument('We left in May.', '', 'By bus, at night.', 'He paid.');
  const find = (block: number, quote: string) => {
    const found = findPassage(document, { blockId: blockId(block), quote });
    return found === null ? null : [found.match, found.block.text];
  };

  it('finds words that run over several paragraphs, whatever stood between them', () => {
    expect(find(1, 'in May.\n\nBy bus, at')).toEqual(['exact', 'We left in May.']);
    expect(find(1, 'in May. By bus, at night.\nHe paid.')).toEqual(['exact', 'We left in May.']);
  });

  it('takes an empty quote for the whole paragraph', () => {
    expect(find(4, '')).toEqual(['exact', 'He paid.']);
  });

  it('follows words to the paragraph they moved to', () => {
    expect(find(1, 'He  paid')).toEqual(['moved', 'He paid.']);
  });

  it('says when the paragraph is there and the words are not', () => {
    expect(find(1, 'in June')).toEqual(['changed', 'We left in May.']);
  });

  it('says when both are gone', () => {
    expect(find(8, 'in June')).toBeNull();
  });
});
