/** Follows the calls of tools through one conversation: ids, names, arguments, answers. */
import { isObject, type JsonObject, listOf, stringOf } from './json-value.js';
import type { Ledger } from './ledger.js';

interface Call {
  readonly pointer: string;
  answered: boolean;
}

/** The parameters of the functions that a sample declares, by name; undefined where it declares none. */
export function declaredFunctions(sample: JsonObject): ReadonlyMap<string, unknown> | undefined {
  if (sample.tools === undefined && sample.functions === undefined) return undefined;
  const functions = [
    ...listOf(sample.tools).map((tool) => (isObject(tool) ? tool.function : undefined)),
    ...listOf(sample.functions),
  ];
  return new Map(
    functions.filter(isObject).map(({ name, parameters }) => [String(name), parameters] as const),
  );
}

export class ToolConversation {
  readonly #ledger: Ledger;
  readonly #declared: ReadonlyMap<string, unknown> | undefined;
  readonly #calls = new Map<string, Call>();

  constructor(ledger: Ledger, declared: ReadonlyMap<string, unknown> | undefined) {
    this.#ledger = ledger;
    this.#declared = declared;
  }

  calls(message: JsonObject, pointer: string): void {
    listOf(message.tool_calls).forEach((call, i) => {
      if (!isObject(call)) return;
      const at = `${pointer}/tool_calls/${i}`;
      if (typeof call.id === 'string') {
        if (this.#calls.has(call.id)) {
          this.#ledger.saw('message.tool_calls.id', 'repeated', `${at}/id`, call.id);
        }
        this.#calls.set(call.id, { pointer: at, answered: false });
      }
      if (isObject(call.function)) this.#called(call.function, `${at}/function`);
    });
    if (isObject(message.function_call)) this.#called(message.function_call, `${pointer}/function_call`);
  }

  answer(message: JsonObject, pointer: string): void {
    const id = stringOf(message.tool_call_id);
    if (id === undefined) return;
    const call = this.#calls.get(id);
    if (call) call.answered = true;
    else this.#ledger.saw('message.tool_call_id', 'unmatched', `${pointer}/tool_call_id`, id);
  }

  /** Somebody speaks who is no tool: what was called and not answered by now stays open. */
  goesOn(): void {
    for (const call of this.#calls.values()) {
      if (call.answered) continue;
      call.answered = true;
      this.#ledger.saw('message.tool_calls.answered', 'unanswered', call.pointer);
    }
  }

  #called(called: JsonObject, pointer: string): void {
    const name = stringOf(called.name);
    if (name !== undefined && this.#declared && !this.#declared.has(name)) {
      this.#ledger.saw('message.tool_calls.name', 'undeclared', `${pointer}/name`, name);
    }
    if (typeof called.arguments !== 'string') return;
    const at = `${pointer}/arguments`;
    let value: unknown;
    try {
      value = JSON.parse(called.arguments);
    } catch {
      this.#ledger.saw('message.tool_calls.arguments', 'invalid', at, called.arguments);
      return;
    }
    if (!isObject(value)) {
      this.#ledger.saw('message.tool_calls.arguments', 'not-object', at);
      return;
    }
    const why = misfit(value, name === undefined ? undefined : this.#declared?.get(name));
    if (why !== undefined) this.#ledger.saw('message.tool_calls.arguments', 'unfit', at, why);
  }
}

/**
 * Why arguments do not fit the declared parameters, as far as the outermost level shows: what is required, what is allowed, of
 * which type, out of which list. The declaration is anybody's schema, so only what cannot be misread is looked at.
 */
function misfit(value: JsonObject, parameters: unknown): string | undefined {
  if (!isObject(parameters) || !isObject(parameters.properties)) return undefined;
  const { properties } = parameters;
  for (const name of listOf(parameters.required)) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) return `${name} is required`;
  }
  for (const [name, argument] of Object.entries(value)) {
    const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (declared === undefined) {
      if (parameters.additionalProperties === false && !isObject(parameters.patternProperties)) {
        return `${name} is not declared`;
      }
      continue;
    }
    if (!isObject(declared)) continue;
    const types = [declared.type].flat().filter((type): type is string => typeof type === 'string');
    if (types.length > 0 && !types.some((type) => isOfType(argument, type))) {
      return `${name} is declared as ${types.join(' or ')}`;
    }
    const { enum: allowed } = declared;
    const isScalar = typeof argument !== 'object' || argument === null;
    if (Array.isArray(allowed) && isScalar && !allowed.includes(argument)) {
      return `${name} is none of the declared values`;
    }
  }
  return undefined;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === type;
    default:
      // A type that JSON Schema does not have: nothing can be said.
      return true;
  }
}
