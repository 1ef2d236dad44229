/** Copies of all that a mock returns and takes: no caller holds a part of its state. */

/** A function of the mock's API. */
type ApiFunction = (...args: readonly unknown[]) => unknown;

/**
 * The functions of an API, and those of its groups such as `clock`, with copies of what they take
 * and return.
 */
export function withCopies<T extends object>(api: T): T {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(api));
  const copying = descriptors.map(([name, descriptor]) => [name, byCopy(descriptor)]);
  return Object.defineProperties({}, Object.fromEntries(copying)) as T;
}

function byCopy({ get, value }: PropertyDescriptor): PropertyDescriptor {
  const own = { enumerable: true, configurable: true };
  if (get) return { ...own, get: () => copyOf(get()) };
  if (typeof value === "function") {
    const call = value as ApiFunction;
    return {
      ...own,
      writable: true,
      value: (...args: unknown[]) => copyOf(call(...args.map(copyArgument))),
    };
  }
  return { ...own, writable: true, value: isObject(value) ? withCopies(value) : value };
}

/** A copy of an argument. One that cannot be copied is left to the checks, which refuse it. */
export function copyArgument<T>(argument: T): T {
  try {
    return copyOf(argument);
  } catch {
    return argument;
  }
}

/** A copy of plain data. Functions and objects of a class of the platform stay the same. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isObject(value)) return value;
  const copies = Object.entries(value).map(([name, member]) => [name, copyOf(member)]);
  return Object.fromEntries(copies) as T;
}

/** Whether a value is plain data, of this realm or another one. */
function isObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}
