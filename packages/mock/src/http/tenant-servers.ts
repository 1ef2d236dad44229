import type { Handler, ServerAddress } from "../ports/handler.ts";

type AddressedMock = Pick<Handler, "servedAt">;

/** The servers of the tenants, which every mock of a tenant knows. */
export interface TenantServers {
  /** Adds a server. The returned function removes it. */
  readonly servedAt: (address: ServerAddress) => () => void;
  /** Adds the mock of a new tenant. */
  addMock(mock: AddressedMock): void;
  removeMock(mock: AddressedMock): void;
}

/** Creates the empty list of servers and mocks. */
export function createTenantServers(): TenantServers {
  const servers = new Map<ServerAddress, Map<AddressedMock, (() => void) | undefined>>();
  const mocks = new Set<AddressedMock>();
  return {
    servedAt: (address) => {
      const removals = new Map([...mocks].map((mock) => [mock, mock.servedAt?.(address)]));
      servers.set(address, removals);
      return () => {
        for (const remove of removals.values()) remove?.();
        servers.delete(address);
      };
    },
    addMock: (mock) => {
      mocks.add(mock);
      for (const [address, removals] of servers) removals.set(mock, mock.servedAt?.(address));
    },
    removeMock: (mock) => {
      mocks.delete(mock);
      for (const removals of servers.values()) removals.delete(mock);
    },
  };
}
