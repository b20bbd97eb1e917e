/** Lawful oddities of streams. */

import type { Variation } from './variation.js';

export const streamVariations: readonly Variation[] = [
  {
    id: 'comments-in-streams',
    area: 'stream',
    says: 'Comment lines stand between the events, as keep-alives do.',
    source: 'https://github.com/mckinsey/agents-at-scale-ark/pull/2519',
    hooks: { frames: (frames) => frames.flatMap((frame) => [': keep-alive\n\n', frame]) },
  },
  {
    id: 'no-space-after-data',
    area: 'stream',
    says: 'No space follows the colon of data.',
    source: 'https://github.com/xiamuceer-j/MuMuAINovel/issues/116',
    hooks: { frames: (frames) => frames.map((frame) => frame.replaceAll('data: ', 'data:')) },
  },
];
