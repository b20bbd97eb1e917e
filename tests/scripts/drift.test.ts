import { describe, expect, test } from 'vitest';
import { compare, type OpenApiDocument } from '../../scripts/drift/compare.js';
import type { ApiSchema } from '../../scripts/generate/api.js';

const OURS: ApiSchema = {
  'x-source': 'Answer',
  type: 'object',
  required: ['id', 'reason'],
  properties: {
    id: { type: 'string' },
    reason: { type: ['string', 'null'], enum: ['stop', 'length', null] },
    usage: { anyOf: [{ $ref: 'usage.schema.json' }, { type: 'null' }] },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        discriminator: { propertyName: 'type' },
        oneOf: [{ type: 'object', required: ['type'], properties: { type: { const: 'text' } } }],
      },
    },
  },
};
const USAGE: ApiSchema = { 'x-source': 'Usage', type: 'object', properties: { total: { type: 'integer' } } };

/** The same, as the document writes it: 3.0 nulls, enums of one word, references. */
function published(change: (answer: Record<string, ApiSchema>) => void = () => {}): OpenApiDocument {
  const properties: Record<string, ApiSchema> = {
    id: { type: 'string' },
    reason: { type: 'string', enum: ['stop', 'length'], nullable: true },
    usage: { $ref: '#/components/schemas/Usage', nullable: true },
    parts: { type: 'array', items: { oneOf: [{ $ref: '#/components/schemas/Text' }] } },
  };
  change(properties);
  return {
    components: {
      schemas: {
        Answer: { allOf: [{ type: 'object', required: ['id', 'reason'], properties }] },
        Usage: { type: 'object', properties: { total: { type: 'integer' } } },
        Text: {
          type: 'object',
          required: ['type'],
          properties: { type: { type: 'string', enum: ['text'] } },
        },
        Picture: {
          type: 'object',
          required: ['type'],
          properties: { type: { type: 'string', enum: ['picture'] } },
        },
      },
    },
  };
}

const differences = (document: OpenApiDocument) =>
  compare(
    new Map([
      ['answer', OURS],
      ['usage', USAGE],
    ]),
    document,
  ).map(({ object, property, kind }) => [object, property, kind]);

describe('comparing our schemas with an OpenAPI document', () => {
  test('the same written in another way is no difference', () => {
    expect(differences(published())).toEqual([]);
  });

  test.each<[string, (answer: Record<string, ApiSchema>) => void, string[]]>([
    [
      'a property that is new there',
      (p) => Object.assign(p, { tier: { type: 'string' } }),
      ['tier', 'missing'],
    ],
    ['a property that is gone there', (p) => delete p.id, ['id', 'only-ours']],
    ['another type', (p) => Object.assign(p, { id: { type: 'integer' } }), ['id', 'type']],
    [
      'null allowed no more',
      (p) => Object.assign(p, { usage: { $ref: '#/components/schemas/Usage' } }),
      ['usage', 'type'],
    ],
    [
      'another word',
      (p) =>
        Object.assign(p, { reason: { type: 'string', nullable: true, enum: ['stop', 'length', 'error'] } }),
      ['reason', 'enum'],
    ],
    [
      'another branch of a union',
      (p) =>
        Object.assign(p, {
          parts: {
            type: 'array',
            items: {
              oneOf: [{ $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Picture' }],
            },
          },
        }),
      ['parts[]<picture>', 'missing'],
    ],
  ])('%s is told', (_, change, [property = '', kind = '']) => {
    expect(differences(published(change))).toEqual([['answer', property, kind]]);
  });

  test('a component that is gone is told', () => {
    expect(differences({ components: { schemas: {} } })).toEqual([
      ['answer', '', 'component'],
      ['usage', '', 'component'],
    ]);
  });
});
