/** Builds the ordinary request to POST /moderations: without a model, so that the endpoint takes its own. */
import type { WireRequest } from './lab.js';

/** A text that nobody objects to. */
export const HARMLESS = 'Bread is made of flour, water and salt.';

export function moderationRequest(input: string): WireRequest {
  return { method: 'POST', path: '/moderations', json: { input } };
}
