// Validates every message of the host against the schemas, and remembers which definitions were seen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv2020 = require('ajv/dist/2020.js').default;

const folder = new URL('../../schemas/', import.meta.url);
const load = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const protocol = load('protocol.schema.json');

const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const name of ['citizen.schema.json', 'evidence.schema.json', 'verdicts.schema.json']) ajv.addSchema(load(name));
ajv.addSchema(protocol);
const validators = new Map();

function validator(pointer) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `${protocol.$id}${pointer}` }));
  return validators.get(pointer);
}

function check(pointer, value, what) {
  const validate = validator(pointer);
  if (!validate(value)) {
    throw new Error(`${what} does not fit ${pointer}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`);
  }
}

/** Wire names of all methods and events, with the definition of each (x-methods, x-events). */
export const methods = protocol['x-methods'];
export const events = protocol['x-events'];
export const errorCodes = new Set(Object.keys(load('errors.json').errors));

/** Names of methods whose result, and of events, that were seen and found valid in this process. */
export const seen = { results: new Set(), events: new Set(), errors: new Set() };

/** Checks one message of the host; `method` is that of the request it answers, if that is
 * known. Throws when it does not fit. */
export function checkMessage(message, method) {
  if ('method' in message) {
    check('#/$defs/Notification', message, 'event');
    if (!(message.method in events)) throw new Error(`unknown event ${message.method}`);
    check(events[message.method], message.params, message.method);
    seen.events.add(message.method);
  } else if ('error' in message) {
    check('#/$defs/ErrorResponse', message, 'error');
    if (!errorCodes.has(message.error.data.code)) throw new Error(`unknown error code ${message.error.data.code}`);
    seen.errors.add(message.error.data.code);
  } else {
    check('#/$defs/Response', message, 'response');
    if (method === undefined) return;
    check(methods[method].result, message.result, `result of ${method}`);
    seen.results.add(method);
  }
}
