import { z } from 'zod';
import { setting } from './setting.ts';

const secret = { secret: true } as const;
const onOrOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on');
/** 32 bytes in base64 behind a name. */
const publicKey = /^([a-z0-9][a-z0-9.-]*)=([A-Za-z0-9+/]{43}=)$/;
const publicKeys = z
  .string()
  .transform((values) =>
    values
      .split(',')
      .map((value) => value.trim())
      .filter(Boolean),
  )
  .refine((keys) => keys.every((key) => publicKey.test(key)), 'must be name=key, the key as `npm run library -- new-key` prints it')
  .transform((keys) =>
    keys.map((key) => {
      const [, id = '', value = ''] = publicKey.exec(key) ?? [];
      return { id, publicKey: value };
    }),
  );

/** How the library of scam patterns is released from the console, and who may read a text besides the engine. */
export const LIBRARY_SETTINGS = {
  LIBRARY_SIGNING_KEY: setting(
    z.string().regex(/^[A-Za-z0-9+/=]*$/, 'must be a private key as `npm run library -- new-key` makes it'),
    '',
    'signs what librarians publish in the console; empty: there they can write, measure and propose, but not publish',
    secret,
  ),
  LIBRARY_SIGNING_KEY_ID: setting(
    z.string().regex(/^[a-z0-9.-]*$/, 'must be a name of small letters'),
    '',
    'name of the public key that belongs to it',
  ),
  LIBRARY_PUBLIC_KEYS: setting(
    publicKeys,
    '',
    'whose releases are believed besides those that the program knows: name=key, divided by commas',
  ),
  LIBRARY_ONE_PERSON: setting(
    onOrOff,
    'off',
    'on: whoever proposes a change of the library may publish it too; for a city with one librarian, and written down each time',
  ),
  SECOND_READER_URL: setting(
    z
      .string()
      .transform((url) => url.replace(/\/+$/, ''))
      .refine(
        (url) => url === '' || /^https?:\/\/[^\s/]+(?:\/[^\s]*)?$/.test(url),
        'must begin with https://, or http:// in your own network',
      ),
    '',
    'OpenAI-compatible endpoint of a model that you host, such as http://10.0.0.5:8000/v1; empty: nobody else reads a text',
  ),
  SECOND_READER_MODEL: setting(z.string().max(100), '', 'name of the model'),
  SECOND_READER_KEY: setting(z.string().regex(/^\S*$/, 'must hold no blanks'), '', 'key of the endpoint', secret),
  SECOND_READER_MS: setting(
    z
      .string()
      .regex(/^\d+$/, 'must be a whole number')
      .transform(Number)
      .refine((ms) => ms >= 100 && ms <= 10_000, 'must be from 100 to 10000'),
    '2500',
    'milliseconds that it may take; after that the engine answers alone',
  ),
} as const;
