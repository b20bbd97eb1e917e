import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extras, misfits, type Shape } from '../../schemas/shape.js';
import { fitting, misfitFor, mustPlaces, schemaOf } from './arbitrary.js';

const SHAPES: readonly Shape[] = [
  'model',
  'model-list',
  'completion',
  'completion-chunk',
  'chat-completion',
  'chat-completion-chunk',
  'chat-message',
  'embedding-list',
  'moderation',
  'response',
  'response-event',
  'error-envelope',
];
const RUNS = { numRuns: 60 };

describe.each(SHAPES)('%s', (shape) => {
  const schema = schemaOf(shape);

  test('whatever fits the schema is without a finding, and has no property that is unknown', () => {
    fc.assert(
      fc.property(fitting(schema), (value) => {
        expect(misfits(shape, value)).toEqual([]);
        expect(extras(shape, value)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a property that must be there and is taken away is named, and nothing else', () => {
    fc.assert(
      fc.property(fitting(schema), fc.nat(), (made, which) => {
        const value = structuredClone(made);
        const places = mustPlaces(schema, value);
        fc.pre(places.length > 0);
        const { path, owner, name } = places[which % places.length] as (typeof places)[number];
        delete owner[name];
        expect(misfits(shape, value)).toMatchObject([{ path, got: 'nothing', severity: 'must' }]);
      }),
      RUNS,
    );
  });

  test('a property that must be there and is of another type is named, and nothing else', () => {
    fc.assert(
      fc.property(fitting(schema), fc.nat(), (made, which) => {
        const value = structuredClone(made);
        const places = mustPlaces(schema, value);
        fc.pre(places.length > 0);
        const { path, owner, name, schema: own } = places[which % places.length] as (typeof places)[number];
        owner[name] = misfitFor(own);
        expect(misfits(shape, value)).toMatchObject([{ path, severity: 'must' }]);
      }),
      RUNS,
    );
  });
});
