import { describe, expect, it } from 'vitest';
import { joinedStatements, splitStatement } from '../../../src/shared/timeline/rework';

describe('the words of facts that become one', () => {
  it('stand one after the other, each once', () => {
    expect([
      joinedStatements(['She was moved', 'The debt was raised.']),
      joinedStatements(['She was moved.', ' She was moved. ']),
      joinedStatements(['« Je veux partir »', 'Il a ri']),
    ]).toEqual(['She was moved. The debt was raised.', 'She was moved.', '« Je veux partir » Il a ri']);
  });
});

describe('the words of a fact that becomes two', () => {
  it('are parted after the first sentence', () => {
    expect([
      splitStatement('She was moved. The debt was raised. He laughed.'),
      splitStatement('She was moved; the debt was raised.'),
      splitStatement('She was moved'),
    ]).toEqual([
      ['She was moved.', 'The debt was raised. He laughed.'],
      ['She was moved.', 'the debt was raised.'],
      ['She was moved', ''],
    ]);
  });
});
