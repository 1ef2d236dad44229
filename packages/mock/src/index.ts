export type { Clock } from "./clock/clock.ts";
export { ClockError } from "./clock/error.ts";
export type { JournalEntry } from "./control/journal.ts";
export type { ReceivedEvent } from "./engine/received.ts";
export type { SubscriberActions } from "./engine/subscriber-actions.ts";
export { wellKnownNumbers } from "./engine/well-known.ts";
export type { Attempt, Delivery } from "./events/delivery.ts";
export type { Envelope } from "./events/envelope.ts";
export type { Listener } from "./events/outbox.ts";
export { signatureHeader } from "./events/signature.ts";
export type { ActiveFault, Faults } from "./faults/faults.ts";
export type { FaultMatch, FaultRule } from "./faults/rule.ts";
export { FaultRuleError } from "./faults/rule-issues.ts";
export {
  createTenants,
  type Tenant,
  type TenantMock,
  type TenantOptions,
} from "./http/tenants.ts";
export { createMock } from "./mock.ts";
export type { Mock, MockEvents } from "./mock-types.ts";
export { type MockOptions, MockOptionsError } from "./options.ts";
export { certified, ctk, profiles, reference } from "./profile/built-in.ts";
export { ProfileError } from "./profile/error.ts";
export type { EventSettings, Profile } from "./profile/profile.ts";
export { type ProfileFile, readProfile } from "./profile/read.ts";
export { defaultScenario, findScenario, scenarios } from "./scenarios/catalogue.ts";
export {
  compose,
  type Scenario,
  type SeedAction,
  type SeedBucket,
  type SeedVoucher,
  type Subscriber,
} from "./scenarios/scenario.ts";
export type {
  Answer,
  Body,
  Created,
  Engine,
  Exchange,
  Fault,
  Handler,
  HttpProfile,
  Issue,
  Outcome,
  RequestView,
  Resource,
  ResourceName,
} from "./seam.ts";
export { ScenarioError } from "./seed/error.ts";
export { seedSubscribers } from "./seed/generate.ts";
export { SnapshotError } from "./snapshot.ts";
export type { Snapshot } from "./snapshot-schema.ts";
