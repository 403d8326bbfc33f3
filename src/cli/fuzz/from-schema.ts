import { z } from 'zod';
import { badText, badValue, plainText } from './bad-values.ts';
import type { Dice } from './dice.ts';

/** As far as our contract uses JSON Schema. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly default?: unknown;
}

/** Where the contract takes anything and looks at each by itself: items of a batch, warnings. */
const A_WARNING = { phone: '13800000000', name: '王某', tier: 'urgent' };

/** @returns what makes values that the schema may take, and breaks single fields of them */
export function createFromSchema(schema: z.ZodType): (dice: Dice) => unknown {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
  return (dice) => {
    const value = madeOf(shape, dice);
    return dice.chance(0.6) ? breakOne(value, dice) : value;
  };
}

function madeOf(shape: Shape, dice: Dice, name = ''): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return dice.pick(shape.enum);
  if (shape.anyOf) return madeOf(dice.pick(shape.anyOf), dice, name);
  if (shape.type === 'object' && shape.properties)
    return Object.fromEntries(
      Object.entries(shape.properties).flatMap(([name, field]) =>
        !shape.required?.includes(name) && dice.chance(0.6) ? [] : [[name, madeOf(field, dice, name)]],
      ),
    );
  if (shape.type === 'array') return Array.from({ length: 1 + dice.number(3) }, () => madeOf(shape.items ?? {}, dice));
  if (shape.type === 'integer' || shape.type === 'number') return dice.number(100_000);
  if (shape.type === 'boolean') return dice.chance(0.5);
  if (shape.type === 'null') return null;
  if (shape.type === 'string') return plainText(dice, name);
  return { ...A_WARNING, externalId: `w-${dice.number(100_000)}`, text: plainText(dice) };
}

/** One field, however deep, becomes something else, goes, or gets company. */
function breakOne(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.chance(0.1)) return badValue(dice);
  if (Array.isArray(value)) {
    if (value.length === 0 || dice.chance(0.1)) return Array.from({ length: dice.pick([0, 1, 50, 1500]) }, () => value[0] ?? null);
    const at = dice.number(value.length);
    return value.map((one, index) => (index === at ? breakOne(one, dice) : one));
  }
  const names = Object.keys(value);
  const name = names.length === 0 || dice.chance(0.1) ? badText(dice).slice(0, 60) : dice.pick(names);
  const { [name]: before, ...rest } = value as Record<string, unknown>;
  return dice.chance(0.2) ? rest : { ...rest, [name]: breakOne(before, dice) };
}
