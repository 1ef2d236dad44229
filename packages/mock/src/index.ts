export { createMock } from "./assembly/create-mock.ts";
export type { Mock } from "./assembly/mock.ts";
export type { MockOptions } from "./assembly/options.ts";
export type { StateStorage } from "./assembly/persistence.ts";
export type { MockClock } from "./clock/clock.ts";
export { ClockError } from "./clock/error.ts";
export type { MockActivity, MockControls, MockEvents } from "./control/mock-controls.ts";
export type { ReceivedEvent } from "./engine/received.ts";
export type { SubscriberActions } from "./engine/subscriber-actions.ts";
export { SubscriberError } from "./engine/subscriber-error.ts";
export { testNumbers } from "./engine/test-numbers.ts";
export type { Attempt, Delivery } from "./events/delivery.ts";
export type { Envelope } from "./events/envelope.ts";
export type {
  ExtensionEventType,
  MockEventByType,
  NextEvent,
  NextEventOptions,
} from "./events/next-event.ts";
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
export type { JournalEntry } from "./journal/journal.ts";
export type {
  Activity,
  BalanceChange,
  ClockActivity,
  CommandActivity,
  CommandEffects,
  DeliveryActivity,
  RequestActivity,
} from "./ports/activity.ts";
export type { ContractGuard, GuardedCall, GuardIssue } from "./ports/contract-guard.ts";
export type { Created, Engine, EngineResult } from "./ports/engine.ts";
export type { Fault } from "./ports/fault.ts";
export type { Handler, ServerAddress } from "./ports/handler.ts";
export type { MockRequest, MockResponse, RequestView } from "./ports/http-message.ts";
export type { HttpProfile } from "./ports/http-profile.ts";
export { defaultLimits, type LimitName, type Limits } from "./ports/limits.ts";
export type { OAuthProvider, TrustedIssuer } from "./ports/oauth.ts";
export type {
  AppliedTestNumber,
  FaultCheck,
  PublishedEvent,
  RecordedCommand,
  RequestDecision,
  RequestNotes,
} from "./ports/request-notes.ts";
export type { Body, Issue, Resource, ResourceName } from "./ports/resource.ts";
export { type PrecedenceStep, requestSteps, type StepName } from "./ports/steps.ts";
export { certified, ctk, profiles, reference } from "./profile/built-in.ts";
export { ProfileError } from "./profile/error.ts";
export type { EventSettings, Profile } from "./profile/profile.ts";
export { type ProfileFile, readProfile } from "./profile/read.ts";
export { defaultScenario, findScenario, scenarios } from "./scenarios/catalogue.ts";
export { ScenarioError } from "./scenarios/error.ts";
export { seedSubscribers } from "./scenarios/generate.ts";
export {
  compose,
  type Scenario,
  type SeedAction,
  type SeedBucket,
  type SeedVoucher,
  type Subscriber,
} from "./scenarios/scenario.ts";
export { MockOptionsError } from "./schema/options.ts";
export { SnapshotError } from "./snapshot/error.ts";
export type { Snapshot } from "./snapshot/schema.ts";
export type {
  Trace,
  TraceChange,
  TraceCommand,
  TraceDue,
  TracedProfile,
  TracePosting,
  TraceRefusal,
  TraceRule,
  TraceStep,
} from "./trace/trace.ts";
export { type TracedResponse, TraceError } from "./trace/traced-response.ts";
