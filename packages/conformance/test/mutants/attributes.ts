/** Mutants of the certificate's attributes: each for one attribute of one resource. */
import { kitRules } from "../../src/model/certificate.ts";
import { capitalize } from "./adjustments.ts";
import {
  changeResponse,
  changeStatus,
  editElements,
  isPlain,
  type Mutant,
  removeMember,
  setMember,
  type WireRequest,
} from "./mutant.ts";

type CertifiedResourceName = keyof typeof kitRules;

/** Adds cases that also fail for the mutant. */
export const addFailures = (mutant: Mutant, more: readonly string[]): Mutant => ({
  ...mutant,
  fails: [...mutant.fails, ...more],
});

export const listMutant = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `the list of ${resource} lacks ${attribute}`,
  on: [`list${capitalize(resource)}`],
  respond: editElements(removeMember(attribute), isPlain),
  fails: [`certified.${resource}.list.has-${attribute}`],
});

export const retrieveMutant = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `${resource} by its id lacks ${attribute}`,
  on: [`retrieve${capitalize(resource)}`],
  respond: editElements(removeMember(attribute)),
  fails: [`certified.${resource}.retrieve.has-${attribute}`],
});

export const mutantOfCreate = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `a new ${resource} lacks ${attribute}`,
  on: [`create${capitalize(resource)}`],
  respond: editElements(removeMember(attribute)),
  fails: [`certified.${resource}.create.has-${attribute}`],
});

/** `fields` with each text attribute is refused. */
export function fieldsMutants(resource: CertifiedResourceName): readonly Mutant[] {
  const { mandatory, kinds } = kitRules[resource];
  const scalars = mandatory.filter((name) => kinds[name] === undefined);
  return scalars.map((attribute) => ({
    name: `fields=${attribute} of ${resource} is refused`,
    on: [`list${capitalize(resource)}`],
    respond: changeResponse(
      (response) => ({ ...response, status: 400 }),
      (_, { query }) => query === `?fields=${attribute}`,
    ),
    fails: [`certified.${resource}.fields.${attribute}`],
  }));
}

const isFilterOn =
  (attribute: string) =>
  ({ query }: WireRequest): boolean =>
    new RegExp(`^\\?${attribute}=[^&]*$`).test(query);

export const filterStatusMutant = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `a filter of ${resource} on ${attribute} responds with 203`,
  on: [`list${capitalize(resource)}`],
  respond: changeStatus(203, isFilterOn(attribute)),
  fails: [`certified.${resource}.filter.${attribute}.status`],
});

export const filterValueMutant = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `a filter of ${resource} on ${attribute} finds resources with another value`,
  on: [`list${capitalize(resource)}`],
  respond: editElements(setMember(attribute, "other"), isFilterOn(attribute)),
  fails: [`certified.${resource}.filter.${attribute}.matches`],
});
