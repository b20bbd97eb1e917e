/** Rules about images. Nothing is fetched: of an address only its form is known. */
import type { Rule } from './rule.js';

export const imageRules = {
  'image.part': {
    claim: 'An image is an image_url part with a url.',
    outcomes: {
      documented: { says: 'the part has the documented form' },
      malformed: {
        says: 'the image does not have the documented form',
        fix: 'Write {"type": "image_url", "image_url": {"url": "…"}}; detail is auto, low or high.',
      },
    },
  },
  'image.url': {
    claim: 'The url of an image is of a kind that the vendor takes.',
    outcomes: {
      data: { says: 'the image stands in the file as base64' },
      http: {
        says: 'the image is the address of a page on the web',
        fix: 'Put the image itself there: data:image/png;base64,…',
      },
      other: {
        says: 'the url is neither an address on the web nor a data URL with base64',
        fix: 'Write data:image/png;base64, followed by the image.',
      },
      'not-base64': {
        says: 'the data URL holds something that is not base64',
        fix: 'Encode the image again.',
      },
      empty: { says: 'the data URL holds no image', fix: 'Encode the image again.' },
    },
  },
  'image.format': {
    claim: 'The image is of a format that the vendor takes, by its bytes.',
    outcomes: {
      jpeg: { says: 'the image is JPEG' },
      png: { says: 'the image is PNG' },
      webp: { says: 'the image is WebP', fix: 'Convert it to PNG or JPEG.' },
      gif: { says: 'the image is GIF', fix: 'Convert it to PNG or JPEG.' },
      unknown: { says: 'the bytes are of no known image format', fix: 'Convert it to PNG or JPEG.' },
    },
  },
  'image.declared': {
    claim: 'The media type of a data URL is that of its bytes.',
    outcomes: {
      same: { says: 'the media type is that of the bytes' },
      other: {
        says: 'the media type of the data URL is another than that of its bytes',
        severity: 'should',
        fix: 'Write the media type of the bytes.',
      },
    },
  },
  'image.size': {
    claim: 'The image is no larger than the vendor takes.',
    outcomes: {
      within: { says: 'the size is within the limit' },
      beyond: { says: 'the image is larger than the limit', fix: 'Scale it down.' },
    },
  },
  'image.role': {
    claim: 'Images are shown to the assistant, not by it.',
    outcomes: {
      other: { says: 'no message of the assistant has an image' },
      assistant: {
        says: 'a message of the assistant has an image',
        fix: 'Move it to a message of the user, or remove it.',
      },
    },
  },
  'sample.images': {
    claim: 'A sample has no more images than the vendor takes.',
    outcomes: {
      within: { says: 'the number of images is within the limit' },
      beyond: { says: 'the sample has more images than the limit', fix: 'Leave some out.' },
    },
  },
} as const satisfies Record<string, Rule>;
