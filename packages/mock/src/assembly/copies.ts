/** Copies of the arguments and results of a mock, so that a caller cannot change its state. */

/** A function of the mock's API. */
type ApiFunction = (...args: readonly unknown[]) => unknown;

/**
 * Wraps the functions of an API and of its groups, such as `clock`. The wrapped functions copy
 * their arguments and results.
 */
export function withCopies<T extends object>(api: T): T {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(api));
  const copyingDescriptors = descriptors.map(([name, descriptor]) => [
    name,
    withCopiedValue(descriptor),
  ]);
  return Object.defineProperties({}, Object.fromEntries(copyingDescriptors)) as T;
}

function withCopiedValue({ get, value }: PropertyDescriptor): PropertyDescriptor {
  const descriptor = { enumerable: true, configurable: true };
  if (get) return { ...descriptor, get: () => copyOf(get()) };
  if (typeof value === "function") {
    const call = value as ApiFunction;
    return {
      ...descriptor,
      writable: true,
      value: (...args: unknown[]) => copyOf(call(...args.map(copyArgument))),
    };
  }
  return { ...descriptor, writable: true, value: isObject(value) ? withCopies(value) : value };
}

/**
 * Copies an argument. An argument that cannot be copied is returned unchanged; the checks refuse
 * it.
 */
export function copyArgument<T>(argument: T): T {
  try {
    return copyOf(argument);
  } catch {
    return argument;
  }
}

/** Copies plain data. Does not copy functions and instances of classes. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isObject(value)) return value;
  const copies = Object.entries(value).map(([name, member]) => [name, copyOf(member)]);
  return Object.fromEntries(copies) as T;
}

/** Whether a value is a plain object, from this JavaScript realm or another one. */
function isObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}
