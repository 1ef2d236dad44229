/** Mutants of the certificate's attributes: each for one attribute of one resource. */
import { kitRules } from "../../src/model/certificate.ts";
import { capital } from "./bookings.ts";
import {
  changing,
  editing,
  isPlain,
  type Mutant,
  setting,
  type WireRequest,
  without,
  withStatus,
} from "./mutant.ts";

type CertifiedResourceName = keyof typeof kitRules;

/** The mutant, for which these cases fail too. */
export const alsoFailing = (mutant: Mutant, more: readonly string[]): Mutant => ({
  ...mutant,
  fails: [...mutant.fails, ...more],
});

export const listLacking = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `the list of ${resource} lacks ${attribute}`,
  on: [`list${capital(resource)}`],
  respond: editing(without(attribute), isPlain),
  fails: [`certified.${resource}.list.has-${attribute}`],
});

export const retrieveLacking = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `${resource} by its id lacks ${attribute}`,
  on: [`retrieve${capital(resource)}`],
  respond: editing(without(attribute)),
  fails: [`certified.${resource}.retrieve.has-${attribute}`],
});

export const createLacking = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `a new ${resource} lacks ${attribute}`,
  on: [`create${capital(resource)}`],
  respond: editing(without(attribute)),
  fails: [`certified.${resource}.create.has-${attribute}`],
});

/** `fields` with each text attribute is refused. */
export function fieldsMutants(resource: CertifiedResourceName): readonly Mutant[] {
  const { mandatory, kinds } = kitRules[resource];
  const scalars = mandatory.filter((name) => kinds[name] === undefined);
  return scalars.map((attribute) => ({
    name: `fields=${attribute} of ${resource} is refused`,
    on: [`list${capital(resource)}`],
    respond: changing(
      (response) => ({ ...response, status: 400 }),
      (_, { query }) => query === `?fields=${attribute}`,
    ),
    fails: [`certified.${resource}.fields.${attribute}`],
  }));
}

const filtersOn =
  (attribute: string) =>
  ({ query }: WireRequest): boolean =>
    new RegExp(`^\\?${attribute}=[^&]*$`).test(query);

export const filterRefused = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `a filter of ${resource} on ${attribute} responds with 203`,
  on: [`list${capital(resource)}`],
  respond: withStatus(203, filtersOn(attribute)),
  fails: [`certified.${resource}.filter.${attribute}.status`],
});

export const filterFindsOthers = (resource: CertifiedResourceName, attribute: string): Mutant => ({
  name: `a filter of ${resource} on ${attribute} finds resources with another value`,
  on: [`list${capital(resource)}`],
  respond: editing(setting(attribute, "other"), filtersOn(attribute)),
  fails: [`certified.${resource}.filter.${attribute}.matches`],
});
